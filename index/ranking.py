"""The order of hits and the counts of facets: arithmetic over columns of an index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from index.days import OPEN_FIRST, UNKNOWN

# Scores that differ by less are equal: sums of the same numbers in another order differ in the last digits.
DIGITS = 6


def by_relevance(docs: Collection[int], scores: Mapping[int, float], order: Sequence[int]) -> list[int]:
    """The best first; what is equal in the order of ids."""
    rounded = {score: round(score, DIGITS) for score in set(scores.values())}
    ranked = sorted(docs, key=order.__getitem__)
    if len(set(rounded.values())) > 1:
        # Sorting keeps the order of what is equal.
        ranked.sort(key=lambda doc: -rounded[scores[doc]])
    return ranked


def by_date(docs: Collection[int], bounds: Sequence[tuple[int, int]], order: Sequence[int]) -> list[int]:
    """The earliest first, those without a date last; what is equal in the order of ids."""
    return sorted(docs, key=lambda doc: (*_chronological(*bounds[doc]), order[doc]))


def by_id(docs: Collection[int], order: Sequence[int]) -> list[int]:
    """In the order of ids."""
    return sorted(docs, key=order.__getitem__)


def _chronological(first: int, last: int) -> tuple[int, int]:
    """A key that sorts dates by their beginning, those that only have an end by that."""
    return (last if first == OPEN_FIRST else first), last


def counted(column: Sequence[bytes], docs: Collection[int]) -> list[tuple[str, int]]:
    """The values of a column (several in one are separated by line ends) and in how many of `docs` each
    stands, the most frequent first; what is not known comes last."""
    counts: Counter[str] = Counter()
    for values, count in Counter(map(column.__getitem__, docs)).items():
        for value in values.decode().split("\n") if values else ():
            counts[value] += count
    return sorted(counts.items(), key=lambda pair: (pair[0] == UNKNOWN, -pair[1], pair[0]))
