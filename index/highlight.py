"""The part of a text that shows why it was found, as HTML with the words that were met in <mark>."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from html import escape

from index.analysis import Asked, asked, folds, is_met
from index.query import Phrase, Prefix, Query, Together, Word, leaves
from language.alphabet import fold, spellings
from language.tokens import Token, tokens

ELLIPSIS = "…"
# Longer texts are looked through as far as this; a snippet is for the eye, not for proof.
MAX_TEXT = 200_000
# A root of one or two letters may change as a whole.
SHORT = 4
CYRILLIC = re.compile("[\u0400-\u052f-]+")

Test = Callable[[str], bool]


def snippet(text: str, tree: Query, length: int = 240) -> str:
    """About `length` characters of `text` around the words that the query met, escaped for HTML.

    Word forms, spelling variants and other scripts are marked as they are found. Without a word to
    mark it is the beginning of the text.
    """
    text = text[:MAX_TEXT]
    tests = _tests(tree)
    words = list(tokens(text)) if tests else []
    met = [word for word in words if any(test(word.text) for test in tests)]
    start, end = _window(text, words, met, length)
    shown = [word for word in met if start <= word.start and word.end <= end]
    before = ELLIPSIS if start > 0 else ""
    after = ELLIPSIS if end < len(text.rstrip()) else ""
    return before + _marked(text, start, end, shown) + after


def _tests(tree: Query) -> list[Test]:
    """What a word of the text must satisfy to be marked: one test for each word of the query."""
    tests: list[Test] = []
    for leaf in leaves(tree, negated=False):
        if isinstance(leaf, Word):
            tests.append(_met(asked(leaf.text)))
        elif isinstance(leaf, Prefix):
            tests.append(_begins(folds(leaf.text)))
        elif isinstance(leaf, Phrase):
            tests.append(_is_one_of({folded for word in leaf.words for folded in folds(word)}))
        elif isinstance(leaf, Together):
            tests += [_met(asked(word)) for word in leaf.words]
    return tests


def _met(wanted: Asked) -> Test:
    initials = frozenset(folded[:1] for folded in wanted.folds)
    return lambda word: may_be_met(word, initials) and is_met(word, wanted)


def may_be_met(word: str, initials: Collection[str]) -> bool:
    """Whether a word could be met by one whose folded spellings begin with these letters: most words of a
    text could not, and finding their stems takes thirty times as long.

    Endings come off at the end: a Cyrillic word begins like its stems, unless it is a place with other names.
    """
    folded = fold(word)
    if folded[:1] in initials or len(folded) < SHORT:
        return True
    return not CYRILLIC.fullmatch(word) or bool(spellings(word.lower()))


def _begins(prefixes: Sequence[str]) -> Test:
    return lambda word: fold(word).startswith(tuple(prefixes))


def _is_one_of(spellings: set[str]) -> Test:
    return lambda word: not spellings.isdisjoint(folds(word))


def _window(text: str, words: Sequence[Token], met: Sequence[Token], length: int) -> tuple[int, int]:
    """The stretch of `length` characters with the most words that were met, cut between words."""
    if len(text) <= length or not met:
        return 0, _end(text, 0, length)
    starts = [word.start for word in met]
    counts = [bisect_right(starts, at + length) - number for number, at in enumerate(starts)]
    first = starts[max(range(len(counts)), key=lambda number: (counts[number], -number))]
    # A few words before the first one, so that it can be understood.
    wanted = max(0, min(first - length // 4, len(text) - length))
    begin = next((word.start for word in words if wanted <= word.start <= first), first) if wanted else 0
    return begin, _end(text, begin, length)


def _end(text: str, begin: int, length: int) -> int:
    """The end of the last whole word that fits."""
    end = begin + length
    if end >= len(text):
        return len(text)
    space = max(text.rfind(" ", begin, end), text.rfind("\n", begin, end))
    return space if space > begin + length // 2 else end


def _marked(text: str, start: int, end: int, met: Sequence[Token]) -> str:
    out, at = [], start
    for word in met:
        out += [escape(text[at : word.start]), "<mark>", escape(text[word.start : word.end]), "</mark>"]
        at = word.end
    return "".join((*out, escape(text[at:end])))
