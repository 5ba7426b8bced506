"""The place of an item as a reader is told it: by its name when the picture was taken. Pure."""

from __future__ import annotations

from typing import Any

from archive import places
from archive.model import Item, When
from exhibit.sets import LANGUAGES


def written(item: Item) -> str:
    """The place as the record has it: the item's own, else its event's."""
    return item.place or (item.event.place if item.event else None) or ""


def taken(item: Item) -> When | None:
    """The item's own date, else its event's."""
    return item.when or (item.event.when if item.event else None)


def place_name(item: Item, code: str) -> str:
    """The place in the language `code`, by its name at the item's date; as written where it is not known."""
    text = written(item)
    return places.label(text, taken(item), code) if text else ""  # type: ignore[arg-type]


def place_origin(item: Item) -> dict[str, Any] | None:
    """Where the printed name of the place comes from: record, field, and the date that chose the name."""
    text, when = written(item), taken(item)
    if not text:
        return None
    known = places.place(text)
    return {
        "field": "item" if item.place else "event",
        "written": text,
        "names": {code: place_name(item, code) for code in LANGUAGES},
        "valid_at": when.edtf if when and known else None,
        "gazetteer": known.id if known else None,
    }
