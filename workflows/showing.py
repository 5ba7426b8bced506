"""One item as JSON, for the command line and for programs that ask the reading room."""

from __future__ import annotations

from typing import Any

from archive import items, suggestions
from archive.errors import NotFound
from archive.home import Archive
from archive.item_json import item_json


def show(archive: Archive, item_id: str, may_see: frozenset[str] | None = None) -> dict[str, Any]:
    """The item with metadata, readings and suggestions, for somebody who may see these accesses (None: all).

    What a machine proposes is the business of staff: others get none of it. Raises NotFound, in the same
    words, for an item that does not exist and for one that they may not see.
    """
    with archive.catalogue.reading() as connection:
        item = items.item(connection, item_id)
        proposed = suggestions.of(connection, f"item:{item_id}") if may_see is None else []
    if may_see is not None and item.rights.access not in may_see:
        raise NotFound(f"There is no item {item_id} in this archive.", "Find it with `muragat search`.")
    rows = [
        {"field": one.field, "value": one.value, "status": one.status, "evidence": one.evidence.quote}
        for one in proposed
    ]
    return {**item_json(item, whole=True), "suggestions": rows}
