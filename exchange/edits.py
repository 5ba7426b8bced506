"""Differences of one item → the edit that carries them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from archive.editing import Edit
from archive.model import Item
from exchange import persons_cell
from exchange.cells import cells
from exchange.differences import PERSONS, Difference
from exchange.persons_cell import Line

_TRUTHS = ("publish", "reviewed")


def edit_of(item: Item, wanted: Sequence[Difference]) -> Edit:
    """The edit that writes these differences of the item."""
    values = {one.field: _value(one) for one in wanted if one.field not in PERSONS}
    people = {one.field: one for one in wanted if one.field in PERSONS}
    return Edit(**values, **(_persons(item, people) if people else {}))


def _value(one: Difference) -> Any:
    if one.field in _TRUTHS:
        return one.after == "yes"
    if one.field == "keywords":
        return tuple(one.meaning.split("\n")) if one.meaning else ()
    if one.field == "unidentified":
        return int(one.meaning) if one.meaning else ""
    return one.meaning


def _persons(item: Item, wanted: Mapping[str, Difference]) -> dict[str, Any]:
    """Who is added, who is taken away, and who stands elsewhere."""
    confirmed = persons_cell.read_meaning(cells(item)["persons"].meaning)
    asked = persons_cell.read_meaning(wanted["persons"].meaning) if "persons" in wanted else confirmed
    if "add_person" in wanted:
        here = {one.person_id or one.name for one in asked}
        more = persons_cell.read_meaning(wanted["add_person"].meaning)
        asked = asked + [one for one in more if (one.person_id or one.name) not in here]
    return _changes(confirmed, asked)


def _changes(confirmed: Sequence[Line], asked: Sequence[Line]) -> dict[str, Any]:
    before = {one.person_id: one.position for one in confirmed}
    kept = {one.person_id for one in asked}
    added = [one for one in asked if one.person_id not in before]
    moved = [one for one in asked if one.person_id in before and one.position != before[one.person_id]]
    placed = [one for one in added if one.position] + moved
    return {
        "add_persons": tuple(one.person_id or one.name for one in added),
        "remove_persons": tuple(one for one in before if one not in kept and one is not None),
        "positions": tuple((one.person_id or one.name, one.position) for one in placed),
    }
