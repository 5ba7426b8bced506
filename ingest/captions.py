"""All line crops of a batch, read in two calls of Tesseract: every line, then what is in doubt.

Lines in Latin letters in which Cyrillic words were seen take a third.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest import doubt, ocr, words
from ingest.reading import ReadSettings

Pixels = NDArray[np.uint8]

# Tesseract's models of languages around Kazakhstan that are written in other letters than Latin ones.
CYRILLIC = frozenset(
    {"Cyrillic", "kaz", "rus", "kir", "tat", "tgk", "ukr", "bel", "bul", "mkd", "srp", "mon", "uzb_cyrl"}
    | {"aze_cyrl", "Arabic", "ara", "fas", "uig", "chi_sim"}
)


@dataclass(frozen=True, slots=True)
class _Again:
    """An image for the second call: of a whole line, or of its word number `word`."""

    line: int
    image: Pixels
    word: int | None = None


def read(crops: Sequence[Pixels], settings: ReadSettings) -> list[doubt.Reading]:
    """The reading of each RGB crop of a line. Raises OcrFailed."""
    readings = _readings(map(doubt.first_image, crops), settings.languages, settings)
    again = [image for number, crop in enumerate(crops) for image in _second(number, crop, readings[number])]
    try:
        answers = _readings(
            (image.image for image in again), reversed_languages(settings.languages), settings
        )
    except ocr.OcrFailed:
        return readings  # what the first call read stands
    for number in sorted({image.line for image in again}):
        mine = [
            (image.word, answer) for image, answer in zip(again, answers, strict=True) if image.line == number
        ]
        readings[number] = _settled(readings[number], mine)
    return _without_strangers(crops, readings, settings)


def _without_strangers(
    crops: Sequence[Pixels], readings: list[doubt.Reading], settings: ReadSettings
) -> list[doubt.Reading]:
    """The readings, with those of Latin lines in Latin letters."""
    latin = latin_languages(settings.languages)
    mixed = [number for number, reading in enumerate(readings) if latin and words.has_strangers(reading)]
    try:
        answers = _readings((doubt.first_image(crops[number]) for number in mixed), latin, settings)
    except ocr.OcrFailed:
        return readings
    for number, answer in zip(mixed, answers, strict=True):
        readings[number] = words.in_latin(readings[number], answer)
    return readings


def latin_languages(languages: str) -> str:
    """Those of the languages that are written in Latin letters: `eng` of `kaz+rus+eng`."""
    return "+".join(name for name in languages.split("+") if name not in CYRILLIC)


def reversed_languages(languages: str) -> str:
    """The languages in reverse order: the first is tried first and often kept, so others get their turn."""
    return "+".join(reversed(languages.split("+")))


def _second(number: int, crop: Pixels, reading: doubt.Reading) -> list[_Again]:
    alone = [
        _Again(number, words.cut_out(crop, word), place)
        for place, word in enumerate(reading)
        if words.is_ambiguous(word)
    ]
    whole = doubt.second_images(crop) if doubt.is_doubtful(reading, crop) else []
    return alone + [_Again(number, image) for image in whole]


def _settled(reading: doubt.Reading, answers: Sequence[tuple[int | None, doubt.Reading]]) -> doubt.Reading:
    alone = {place: answer for place, answer in answers if place is not None}
    settled = tuple(
        words.settled(word, alone[place]) if place in alone else word for place, word in enumerate(reading)
    )
    return doubt.best([settled, *(answer for place, answer in answers if place is None)])


def _readings(images: Iterable[Pixels], languages: str, settings: ReadSettings) -> list[doubt.Reading]:
    listed = list(images)
    answers = ocr.read_lines(listed, languages, settings.tesseract_seconds)
    return [doubt.placed(found, image.shape[1]) for found, image in zip(answers, listed, strict=True)]
