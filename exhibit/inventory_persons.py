"""Persons of a picture as an annotation lists them: row by row, from left to right. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from archive.model import Depiction, Item
from exhibit.inventory_words import WORDS

_NUMBER = r"(\d{1,3})(?:[-‑]?\s?(?:ші|шы|й|я|м|ом|ой|ем|st|nd|rd|th|орында|орын))?"
_ROW = re.compile(
    rf"{_NUMBER}[-‑\s]*(?:қатар|ряд|row)|(?:қатар|ряд|row)\w*\s*№?\s*(\d{{1,3}})", re.IGNORECASE
)
_LEFT = "солдан|сол жақтан|слева|from (?:the )?left"
_FROM_LEFT = re.compile(rf"(?:{_LEFT})\D{{0,12}}?{_NUMBER}|{_NUMBER}\D{{0,12}}?(?:{_LEFT})", re.IGNORECASE)
# Behind a no-break space, so that it never begins a line.
UNCONFIRMED = "\u00a0(?)"
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


def person_lines(item: Item, code: str) -> list[str]:
    """The persons in words of `code` (kk, ru), a line a row; «(?)» stands after names nobody has confirmed.

    Where places are known without a gap they are only listed («солдан оңға қарай: …»); else each has its own.
    """
    shown = [(place_of(one.position), one) for one in item.persons if one.status != "rejected"]
    ordered = sorted(shown, key=lambda pair: (pair[0].row or 99, pair[0].from_left or 999))
    rows = groupby(ordered, key=lambda pair: pair[0].row)
    where = WORDS["persons" if item.kind == "photo" else "persons_of_document"][code]
    return [_line(row, list(own), where, code) for row, own in rows]


def _line(row: int | None, own: Sequence[tuple[Place, Depiction]], where: str, code: str) -> str:
    numbers = [place.from_left for place, _ in own]
    listed = len(own) > 1 and numbers == list(range(1, len(own) + 1))
    words = [WORDS["row"][code].format(row)] if row else []
    words += [WORDS["left_to_right"][code]] if listed else [] if row else [where]
    text = ", ".join(words)
    return f"{text[:1].upper()}{text[1:]}: {'; '.join(_named(own, listed, code))}"


def _named(own: Sequence[tuple[Place, Depiction]], listed: bool, code: str) -> Iterator[str]:
    for place, one in own:
        where = WORDS["from_left"][code].format(place.from_left) if place.from_left else ""
        where = where or ("" if place.row else one.position or "")
        told = f" ({where})" if where and not listed else ""
        yield f"{one.name}{told}{UNCONFIRMED if one.status == 'suggested' else ''}"
