"""Single words that a model of another language misreads in a known way, and what settles them.

The Kazakh model reads 3 as 5 with full confidence, Latin words as Cyrillic letters of the same shape, and
щ, ъ and ё, which Kazakh hardly has, as ш, ь and е. Such words are cut out and read once more with the
languages in reverse order (`eng` first, then `rus`).
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from ingest import doubt, lines, thresholds
from ingest.doubt import Reading, Spoken

Pixels = NDArray[np.uint8]

_NUMBER_WITH_5 = re.compile(r"[0-9.,/-]*5[0-9.,/-]*")
_CYRILLIC = "АВЕКМНОРСТУХІЅЈавгекмнопрстухіиѕјһ"
_SHAPES = "ABEKMHOPCTYXISJabrekmhonpctyxiusjh"
_LATIN_SHAPE = str.maketrans(_CYRILLIC, _SHAPES)
_LATIN_ALONE = frozenset("dfglqsvwzDFGJLNQRSUVWZ")  # no Cyrillic letter looks like these
_ASCII = re.compile(r"[\x21-\x7e]+")
_CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_CAPITAL_INSIDE = re.compile(r"[a-z][A-Z]")
_KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
_MAY_BE_RUSSIAN = re.compile(r"[шщёъ]|ь(?=[еюя])", re.IGNORECASE)
_NEIGHBOURS = str.maketrans("щъёЩЪЁ", "шьеШЬЕ")


def has_strangers(reading: Reading) -> bool:
    """Whether a line in Latin letters, by much of it, has words in Cyrillic ones."""
    letters = latin = 0
    for word in reading:
        count = sum(letter.isalpha() for letter in word.text)
        letters += count
        latin += count if count >= thresholds.LATIN_WORD and _is_latin_word(word.text) else 0
    return letters > latin > thresholds.LATIN_SHARE * letters and any(map(_is_cyrillic, reading))


def in_latin(reading: Reading, again: Reading) -> Reading:
    """The line with its Cyrillic words as they were read by models of Latin letters alone, where hardly less
    surely: those of other letters read `men` as «теп» and are sure of it."""
    found: list[Spoken] = []
    for ours, theirs in doubt.stretches(reading, again):
        sure = doubt.certainty(theirs) >= doubt.certainty(ours) - thresholds.HARDLY_LESS_SURE
        is_latin = bool(theirs) and all(_is_latin_word(word.text) for word in theirs)
        found.extend(theirs if any(map(_is_cyrillic, ours)) and is_latin and sure else ours)
    return tuple(found)


def is_ambiguous(word: Spoken) -> bool:
    """Whether the word is to be read once more, alone."""
    if _NUMBER_WITH_5.fullmatch(word.text) and len(word.text) > 1:
        return True
    if len(word.text) < thresholds.LATIN_WORD:
        return False
    if word.confidence < thresholds.SURE_OF_SCRIPT and _has_latin_shape(word.text):
        return True
    return word.confidence < thresholds.SURE_OF_RUSSIAN and _may_be_russian(word.text)


def cut_out(crop: Pixels, word: Spoken) -> Pixels:
    """The image of the word alone, from the crop of its line."""
    width = crop.shape[1]
    margin = crop.shape[0] // 8
    left = max(0, int(word.start * width) - margin)
    right = min(width, int(word.end * width) + margin)
    return lines.plain(crop[:, left : max(right, left + 1)])


def settled(word: Spoken, again: Reading) -> Spoken:
    """The word as it reads after a second look, which counts only where it corrects a known confusion."""
    text = "".join(other.text for other in again)
    sure = min((other.confidence for other in again), default=0.0)
    if _is_corrected_by(word, text, sure):
        return Spoken(text, max(sure, word.confidence), word.start, word.end)
    return word


def _is_corrected_by(word: Spoken, text: str, sure: float) -> bool:
    if text.replace("3", "5") == word.text.replace("3", "5") and sure >= thresholds.SURE_NUMBER:
        return True
    if text.translate(_NEIGHBOURS) == word.text.translate(_NEIGHBOURS):
        return sure >= word.confidence - thresholds.HARDLY_LESS_SURE and _may_be_russian(text)
    needed = thresholds.SURE_LATIN if _LATIN_ALONE & set(text) else word.confidence + thresholds.CLEARLY_SURER
    return sure >= needed and _is_latin_for(word.text, text)


def _may_be_russian(text: str) -> bool:
    return bool(_MAY_BE_RUSSIAN.search(text)) and not _KAZAKH.search(text)


def _is_cyrillic(word: Spoken) -> bool:
    return bool(_CYRILLIC_LETTER.search(word.text))


def _is_latin_word(text: str) -> bool:
    plain = not _CYRILLIC_LETTER.search(text) and not _CAPITAL_INSIDE.search(text)
    return plain and bool(_LATIN_LETTER.search(text))


def _has_latin_shape(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) >= 3 and all(letter in _CYRILLIC for letter in letters)


def _is_latin_for(cyrillic: str, latin: str) -> bool:
    if not _has_latin_shape(cyrillic):
        return False
    shape = cyrillic.translate(_LATIN_SHAPE).casefold()
    if not _ASCII.fullmatch(latin) or sum(letter.isalpha() for letter in latin) < 3:
        return False
    return _distance(shape, latin.casefold()) <= max(1, len(latin) // 6)


def _distance(one: str, other: str) -> int:
    """The edit distance of two words (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]
