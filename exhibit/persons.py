"""Persons of a picture as a list or an annotation names them: row by row, from left to right. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.model import Depiction, Item
from exhibit.words import word

_NUMBER = r"(\d{1,3})(?:[-‑]?\s?(?:ші|шы|й|я|м|ом|ой|ем|st|nd|rd|th|орында|орын))?"
_ROW = re.compile(
    rf"{_NUMBER}[-‑\s]*(?:қатар|ряд|row)|(?:қатар|ряд|row)\w*\s*№?\s*(\d{{1,3}})", re.IGNORECASE
)
_LEFT = "солдан|сол жақтан|слева|from (?:the )?left"
_FROM_LEFT = re.compile(rf"(?:{_LEFT})\D{{0,12}}?{_NUMBER}|{_NUMBER}\D{{0,12}}?(?:{_LEFT})", re.IGNORECASE)
_BARE = re.compile(r"\s*(\d{1,3})\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is in a picture, as far as the record says it in numbers."""

    row: int | None = None
    from_left: int | None = None


def place_of(position: str | None) -> Place:
    """The row and the place from the left of a position such as «солдан 2-ші, 1-қатар» or «2-й слева»."""
    if not position:
        return Place()
    row = _ROW.search(position)
    rest = position[: row.start()] + position[row.end() :] if row else position
    left = _FROM_LEFT.search(rest) or _BARE.fullmatch(rest.strip(" ,;."))
    return Place(_first(row), _first(left))


def _first(found: re.Match[str] | None) -> int | None:
    return next((int(group) for group in found.groups() if group), None) if found else None


def left_to_right(persons: Iterable[Depiction]) -> tuple[Depiction, ...]:
    """The persons without rejected names, row by row and from the left, as far as their places are known."""
    shown = (one for one in persons if one.status != "rejected")
    return tuple(sorted(shown, key=lambda one: _order(place_of(one.position))))


def _order(place: Place) -> tuple[int, int]:
    return place.row or 99, place.from_left or 999


def person_lines(item: Item, code: str, mark: str = "?", under_heading: bool = False) -> list[str]:
    """The persons in words of `code` (kk, ru, en), a line a row; `mark` stands after unconfirmed names.

    Where places are known without a gap they are only listed («солдан оңға қарай: …»); else each has its own.
    What says that these are the persons is left out `under_heading`.
    """
    placed = [(place_of(one.position), one) for one in left_to_right(item.persons)]
    where = word("in_picture" if item.kind == "photo" else "in_document", code)
    line = _Line(code, "" if under_heading else where, f"\u00a0({mark})")
    return [line.of(row, list(own)) for row, own in groupby(placed, key=lambda pair: pair[0].row)]


@dataclass(frozen=True, slots=True)
class _Line:
    code: str
    where: str
    mark: str

    def of(self, row: int | None, own: Sequence[tuple[Place, Depiction]]) -> str:
        numbers = [place.from_left for place, _ in own]
        listed = len(own) > 1 and numbers == list(range(1, len(own) + 1))
        words = [word("row", self.code).format(row)] if row else []
        words += [word("left_to_right", self.code)] if listed else [] if row else [self.where]
        head = ", ".join(filter(None, words))
        names = "; ".join(self._named(own, listed))
        return f"{head[:1].upper()}{head[1:]}: {names}" if head else names

    def _named(self, own: Sequence[tuple[Place, Depiction]], listed: bool) -> Iterator[str]:
        for place, one in own:
            where = word("from_left", self.code).format(place.from_left) if place.from_left else ""
            where = where or ("" if place.row else one.position or "")
            told = f" ({where})" if where and not listed else ""
            yield f"{one.name}{told}{self.mark if one.status == 'suggested' else ''}"
