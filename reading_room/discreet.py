"""What readers are told of an item that they may see: the record, not the work on it nor what is private.

The page and the API keep to the same list. Staff only: metadata of the files (place and serial number of a
camera), readings that do not count, who read or corrected, evidence and other values that were found, the
history, who gave it, where it lies in the archive's folder, and what was agreed with those who are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from archive.model import Item, Text
from reading_room.item_facts import Fact
from workflows.looking import Looked

STAFF = "staff:"


def looked(seen: Looked) -> Looked:
    """The same without what is for staff. Suggestions are left: they tell what nobody has confirmed yet."""
    return replace(seen, item=item(seen.item), accession=None, other_names=(), changes=())


def facts(found: Sequence[Fact]) -> list[Fact]:
    """What stands in the record; not from where, nor what else was found."""
    return [replace(one, evidence=(), others=()) for one in found if one.value]


def item(one: Item) -> Item:
    """The item without what is for staff."""
    return replace(
        one,
        metadata={},
        rights=replace(one.rights, consent=None),
        texts=tuple(_text(text) for text in one.texts if text.current),
        persons=tuple(
            replace(person, evidence=None) for person in one.persons if person.status != "rejected"
        ),
    )


def _text(text: Text) -> Text:
    return replace(text, by="staff") if text.by.startswith(STAFF) else text


def json(described: Mapping[str, Any]) -> dict[str, Any]:
    """An item as JSON (archive.item_json) without what is for staff; every field is still there."""
    kept = {**described, "rights": {**described["rights"], "consent": None}}
    kept["original"] = _original(described["original"])
    kept["sides"] = [_original(one) for one in described["sides"]]
    if "metadata" in described:
        kept["metadata"] = {}
        kept["readings"] = [_reading(one) for one in described["readings"] if one["current"]]
    return kept


def _original(one: Mapping[str, Any]) -> dict[str, Any]:
    return {**one, "path": None}


def _reading(one: Mapping[str, Any]) -> dict[str, Any]:
    return {**one, "by": "staff"} if one["by"].startswith(STAFF) else dict(one)
