"""Where the fields of a record come from: staff, a machine and what it read, or the event. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archive.item_json import inherited
from archive.model import Item, Suggestion
from archive.suggestions import same


def field_origins(item: Item, said: Sequence[Suggestion]) -> dict[str, dict[str, Any]]:
    """Each field that has a value as `{"by": "staff"|"machine"|"event"}`.

    `said` are the suggestions about the item: what a machine gave has its `confidence`, whether a person has
    `confirmed` it, and the `evidence`, which is where it was read and the words themselves.
    """
    ours = {
        "title": item.title,
        "author": item.author,
        "place": item.place,
        "date": item.when.edtf if item.when and item.when.basis != "event" else None,
        "event": item.event.id if item.event else None,
        "form": item.form,
        "reference": item.reference,
    }
    found = {name: _origin(name, value, said) for name, value in ours.items() if value}
    return found | {name: {"by": "event"} for name in inherited(item)}


def _origin(name: str, value: str, said: Sequence[Suggestion]) -> dict[str, Any]:
    read = next((one for one in said if one.field == name and same(one.value, value)), None)
    if read is None:
        return {"by": "staff"}
    return {
        "by": "machine",
        "confirmed": read.status == "accepted",
        "confidence": read.confidence,
        "evidence": {"field": read.evidence.field, "quote": read.evidence.quote},
    }
