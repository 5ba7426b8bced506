"""Carry out what a person decided, and make it findable at once."""

from __future__ import annotations

from typing import Any

from archive import editing
from archive.editing import Edit
from archive.home import Archive
from archive.item_json import item_json
from archive.model import Item
from workflows.indexing import update_if_free


def edit(archive: Archive, item_id: str, wanted: Edit) -> tuple[Item, str | None]:
    """The item after the edit, and a note when the index has to catch up later."""
    with archive.catalogue.writing(archive.actor) as transaction:
        item = editing.edit(transaction, item_id, wanted)
    return item, update_if_free(archive)


def whole_json(item: Item) -> dict[str, Any]:
    """The item with its metadata, readings and its event's text."""
    return item_json(item, whole=True)
