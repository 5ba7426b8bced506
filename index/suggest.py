"""«Did you mean»: for a query without hits, the words that were probably meant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from archive.errors import MuragatError
from index.analysis import folds
from index.engine import Answers
from index.grammar import read
from index.query import Everything, Nothing, Parsed, Span, Word
from language.alphabet import fold, swap_layout

# A word is looked for among those that share its first letters, as many as this.
PREFIX = 2
CANDIDATES = 5000
# Words of up to this many letters may differ in one letter, longer ones in two.
SHORT = 5
# Words of a query that are looked at, and candidates for each that are tried.
MOST_WORDS = 8
MOST_COUNTED = 12
# Folding takes a letter or two away (ъ, ь).
SPARE = 2


def did_you_mean(engine: Answers, parsed: Parsed) -> str | None:
    """A query that has hits, for one that has none; None when there is nothing better to offer.

    Words typed on the wrong keyboard come first («rbnfg» was «китап»), then the nearest words of the
    index. Only the words change: fields, quotes and signs stay as they were typed.
    """
    if isinstance(parsed.tree, Everything | Nothing) or engine.count(parsed.tree):
        return None
    tried = (_reread(parsed.text, changes) for changes in _attempts(engine, parsed))
    return next((text for text in tried if text != parsed.text and _has_hits(engine, text)), None)


def _attempts(engine: Answers, parsed: Parsed) -> Iterator[dict[Span, str]]:
    """Changes to try, the likeliest first."""
    swapped = swap_layout(parsed.text)
    whole = Span(0, len(parsed.text), parsed.text)
    yield {whole: swapped}
    missing = [span for span in parsed.spans[:MOST_WORDS] if not engine.count(Word(span.word))]
    yield {span: swap_layout(span.word) for span in missing}
    near = {span: nearest(engine, span.word) for span in missing}
    yield {span: words[0] for span, words in near.items() if words}
    yield {whole: _respelled(engine, swapped)}


def _respelled(engine: Answers, text: str) -> str:
    """A text that was typed on the wrong keyboard and with a slip."""
    try:
        parsed = read(text)
    except MuragatError:
        return text
    near = {span: nearest(engine, span.word) for span in parsed.spans[:MOST_WORDS]}
    return _reread(text, {span: words[0] for span, words in near.items() if words})


def _reread(text: str, changes: dict[Span, str]) -> str:
    for span in sorted(changes, key=lambda span: span.start, reverse=True):
        text = text[: span.start] + changes[span] + text[span.end :]
    return text


def _has_hits(engine: Answers, text: str) -> bool:
    try:
        parsed = read(text)
    except MuragatError:
        return False
    return not isinstance(parsed.tree, Everything | Nothing) and engine.count(parsed.tree) > 0


def nearest(engine: Answers, word: str, most: int = 1) -> list[str]:
    """Words of the index that differ from `word` by a slip or two, the nearest first, then the commonest.

    Only words with the same first two letters are looked at; differences that folding hides are none.
    """
    found: dict[str, int] = {}
    for folded in folds(word):
        allowed = 1 if len(folded) <= SHORT else 2
        for known in _alike(engine, folded, allowed) if len(folded) > PREFIX else ():
            slips = distance(folded, fold(known), allowed)
            if slips <= min(allowed, found.get(known, allowed)):
                found[known] = slips
    near = sorted(found, key=lambda known: (found[known], known))[:MOST_COUNTED]
    nearest: list[str] = []
    for _, equal in groupby(near, key=found.__getitem__):
        common = {known: count for known in equal if (count := engine.count(Word(known)))}
        nearest += sorted(common, key=lambda known: (-common[known], known))
        if len(nearest) >= most:
            break
    return nearest[:most]


def _alike(engine: Answers, folded: str, allowed: int) -> Iterator[str]:
    """Words with the same first letters, without those that lack too many letters of the other: each of these
    would be a slip."""
    letters, length = set(folded), len(folded)
    for known in engine.words(folded[:PREFIX], CANDIDATES):
        if abs(len(known) - length) <= allowed + SPARE:
            others = set(fold(known))
            if len(letters - others) <= allowed and len(others - letters) <= allowed:
                yield known


def distance(a: str, b: str, most: int) -> int:
    """How many letters must be put in, left out, exchanged or swapped with a neighbour; `most` + 1 when
    it is more than `most` (optimal string alignment)."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, start=1):
        older, before, row = before, row, [i]
        for j, right in enumerate(b, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
