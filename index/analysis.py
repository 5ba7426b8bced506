"""Text → what the index holds and what a query asks for: the same code for writing and asking.

A term is a `key`: the folded spelling, a mark, the spelling with its own letters (кун|күн). All
spellings that fold alike stand side by side in the index, so a word typed without Kazakh letters
finds them all, while the exact one can still be told apart and ranked first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from language.alphabet import fold, spellings, to_cyrillic
from language.morphology import stems
from language.tokens import tokens

# Stands in no word: the tokeniser knows letters, digits and apostrophes.
MARK = "|"
# Longer runs of letters are no words; they are cut alike on both sides.
MAX_LETTERS = 64
# Positions of one value of a field (one name) share position // VALUE_SPAN.
VALUE_SPAN = 32
# Index side all stems; query side the word and its likely ones: every legal stem of a query costs precision.
ASKED_STEMS = 2


@dataclass(frozen=True, slots=True)
class Indexed:
    """What one word puts into the index: the key of its form, and those of its stems that are others."""

    form: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a word of a query looks for: keys of its form, of its likely stems, and folded spellings."""

    form: str
    stems: tuple[str, ...]
    folds: tuple[str, ...]


def key(spelling: str) -> str:
    """The term of a word that is spelled so."""
    return f"{fold(spelling)}{MARK}{spelling}"


def words(text: str) -> Iterator[Indexed]:
    """The words of a text as the index holds them, in order."""
    return (indexed(token.text) for token in tokens(text))


def indexed(word: str) -> Indexed:
    """What one word of a text puts into the index."""
    return _indexed(word[:MAX_LETTERS].lower())


@lru_cache(maxsize=1 << 16)
def _indexed(word: str) -> Indexed:
    found = [key(stem) for stem in stems(word)]
    if _is_latin(word):
        found += [key(stem) for stem in stems(to_cyrillic(word).lower())]
    found += [f"{other}{MARK}{other}" for other in spellings(word)]
    form = key(word)
    return Indexed(form, tuple(term for term in dict.fromkeys(found) if term != form))


def asked(word: str) -> Asked:
    """What one word of a query looks for."""
    return _asked(word[:MAX_LETTERS].lower())


@lru_cache(maxsize=1 << 12)
def _asked(word: str) -> Asked:
    likely = (word, *[stem for stem in stems(word) if stem != word][:ASKED_STEMS])
    others = [other for stem in likely for other in spellings(stem)]
    if _is_latin(word):
        others += [fold(stem) for stem in stems(to_cyrillic(word).lower())[:ASKED_STEMS]]
    folds = dict.fromkeys((*(fold(stem) for stem in likely), *others))
    return Asked(key(word), tuple(key(stem) for stem in likely), tuple(folds))


@lru_cache(maxsize=1 << 12)
def folds(word: str) -> tuple[str, ...]:
    """The folded spellings of a word itself, in its own script and the other: for phrases and prefixes."""
    plain = word[:MAX_LETTERS].lower()
    read = (fold(to_cyrillic(plain)),) if _is_latin(plain) else ()
    return tuple(dict.fromkeys((fold(plain), *read)))


def is_met(word: str, wanted: Asked) -> bool:
    """Whether a word of a text is one that the query looks for, in any form, spelling or script."""
    found = indexed(word)
    return any(term.partition(MARK)[0] in wanted.folds for term in (found.form, *found.stems))


def _is_latin(word: str) -> bool:
    return any("a" <= char <= "z" or "\u00e0" <= char < "\u0250" for char in word)
