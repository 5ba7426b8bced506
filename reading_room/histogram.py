"""How the answers spread over the years: bars for a picture, pure arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# What the facet of years says of items without a year (index.days).
UNKNOWN = "unknown"
# So many bars fit a column of facets, and so many stops fit a walk by keyboard.
MOST_BARS = 40
# Fewer bars would be a wall: years without an item stand before them.
FEWEST_BARS = 12
WIDTHS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, slots=True)
class Bar:
    """The years `first`..`last`, how many items can be of them, and its height from 0 to 1."""

    first: int
    last: int
    count: int
    height: float

    @property
    def date(self) -> str:
        """What `date:` is to say."""
        return f"{self.first:04}" if self.first == self.last else f"{self.first:04}..{self.last:04}"


def bars(years: Iterable[tuple[str, int]]) -> list[Bar]:
    """The bars of a year facet: (`1958`, 3), (`1930..1939`, 2), (`..1950`, 1).

    An item counts wherever it can belong, as a search for those years finds it; open ends reach as far as
    the other bars. Empty without a year.
    """
    spans = [(*_ends(label), count) for label, count in years if label != UNKNOWN]
    known = [year for first, last, _ in spans for year in (first, last) if year is not None]
    if not known:
        return []
    low, high = min(known), max(known)
    width = next((one for one in WIDTHS if (high - low) // one < MOST_BARS), 250)
    low = max(1, min(low, high - (FEWEST_BARS - 1) * width))
    starts = range(low - low % width, high + 1, width)
    counts = [_count(spans, start, start + width - 1) for start in starts]
    tallest = max(counts) or 1
    return [
        Bar(max(start, 1), start + width - 1, count, count / tallest)
        for start, count in zip(starts, counts, strict=True)
    ]


def _ends(label: str) -> tuple[int | None, int | None]:
    first, dots, last = label.partition("..")
    if not dots:
        return int(first), int(first)
    return int(first) if first else None, int(last) if last else None


def _count(spans: list[tuple[int | None, int | None, int]], low: int, high: int) -> int:
    return sum(
        count
        for first, last, count in spans
        if (first is None or first <= high) and (last is None or last >= low)
    )
