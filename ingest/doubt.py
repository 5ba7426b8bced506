"""Lines that were read with doubt: second images of them, and the best of several readings, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest import fill, lines, thresholds
from ingest.tsv import Word

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word of a line: where it starts and ends as a share of the crop's width; confidence 0..100."""

    text: str
    confidence: float
    start: float
    end: float


Reading = tuple[Spoken, ...]


def placed(words: Sequence[Word], width: int) -> Reading:
    """Tesseract's words of an image of that width, placed along the line without the image's border."""
    border = thresholds.LINE_BORDER
    inner = max(1, width - 2 * border)
    return tuple(
        Spoken(
            word.text.replace("--", "—"),
            word.confidence,
            (word.left - border) / inner,
            (word.left + word.width - border) / inner,
        )
        for word in words
    )


def first_image(crop: Pixels) -> Pixels:
    """The image of an RGB crop that is read first."""
    if crop.ndim == 3 and fill.is_on_picture(crop):
        return lines.framed(fill.filled_letters(crop)[1])
    return lines.plain(crop)


def second_images(crop: Pixels) -> list[Pixels]:
    """Other images of the same crop."""
    if crop.ndim == 3 and fill.is_on_picture(crop):
        return [lines.framed(fill.filled_letters(crop)[0]), lines.plain(crop)]
    return [lines.plain(lines.rescaled(crop, thresholds.SECOND_SCALE)), lines.plain(crop)]


def is_doubtful(reading: Reading, crop: Pixels) -> bool:
    """Whether another image of the line in this RGB crop may be worth its time."""
    if certainty(reading) < thresholds.HOPELESS:
        # Dark letters on a light picture are no letters in the first image, which looks for light ones.
        is_long = crop.shape[1] >= thresholds.LONG_LINE * crop.shape[0]
        return bool(reading) and is_long and fill.is_on_picture(crop)
    return any(word.confidence < thresholds.SURE_WORD for word in reading)


def certainty(reading: Reading) -> float:
    """How sure the reader is of the line: the mean of its words, by their length. 0 for no words."""
    letters = sum(len(word.text) for word in reading)
    return sum(word.confidence * len(word.text) for word in reading) / letters if letters else 0.0


def best(readings: Sequence[Reading]) -> Reading:
    """One reading of the surest words of all; the first wins where the others are not clearly surer."""
    chosen = readings[0]
    for other in readings[1:]:
        chosen = _merged(chosen, other)
    return chosen


def _merged(first: Reading, other: Reading) -> Reading:
    if certainty(first) < thresholds.LINE_CONFIDENCE and certainty(other) > certainty(first):
        first, other = other, first
    found: list[Spoken] = []
    for ours, theirs in stretches(first, other):
        better = certainty(theirs) > certainty(ours) + thresholds.CLEARLY_SURER
        found.extend(theirs if better and ours else ours)
    return tuple(found)


def stretches(first: Reading, other: Reading) -> Iterator[tuple[Reading, Reading]]:
    """The parts of the line at which words of both begin and end together."""
    words = sorted(
        [(word, True) for word in first] + [(word, False) for word in other], key=lambda w: w[0].start
    )
    part: list[tuple[Spoken, bool]] = []
    end = float("-inf")
    for word, ours in words:
        if part and word.start >= end - thresholds.WORD_OVERLAP * (word.end - word.start):
            yield _sides(part)
            part = []
            end = float("-inf")
        part.append((word, ours))
        end = max(end, word.end)
    if part:
        yield _sides(part)


def _sides(part: Sequence[tuple[Spoken, bool]]) -> tuple[Reading, Reading]:
    return tuple(w for w, ours in part if ours), tuple(w for w, ours in part if not ours)
