"""Single words that a model of another script misreads in a known way, and what settles them.

The Kazakh model reads 3 as 5 with full confidence, and Latin words as Cyrillic letters of the same shape.
Such words are cut out and read once more with the languages in reverse order (`eng` first).
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from ingest import lines, thresholds
from ingest.doubt import Reading, Spoken

Pixels = NDArray[np.uint8]

_NUMBER_WITH_5 = re.compile(r"[0-9.,/-]*5[0-9.,/-]*")
_CYRILLIC = "АВЕКМНОРСТУХІЅЈавгекмнопрстухіиѕјһ"
_SHAPES = "ABEKMHOPCTYXISJabrekmhonpctyxiusjh"
_LATIN_SHAPE = str.maketrans(_CYRILLIC, _SHAPES)
_LATIN_ALONE = frozenset("dfglqsvwzDFGJLNQRSUVWZ")  # no Cyrillic letter looks like these
_ASCII = re.compile(r"[\x21-\x7e]+")


def is_ambiguous(word: Spoken) -> bool:
    """Whether the word is to be read once more, alone."""
    if _NUMBER_WITH_5.fullmatch(word.text) and len(word.text) > 1:
        return True
    unsure = word.confidence < thresholds.SURE_OF_SCRIPT
    return unsure and len(word.text) >= thresholds.LATIN_WORD and _has_latin_shape(word.text)


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
    needed = thresholds.SURE_LATIN if _LATIN_ALONE & set(text) else word.confidence + thresholds.CLEARLY_SURER
    is_number = text.replace("3", "5") == word.text.replace("3", "5") and sure >= thresholds.SURE_NUMBER
    if is_number or (sure >= needed and _is_latin_for(word.text, text)):
        return Spoken(text, max(sure, word.confidence), word.start, word.end)
    return word


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
