"""Carry out what a person decided, and make it findable at once."""

from __future__ import annotations

from typing import Any

from archive import editing, events, persons
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


def rename_person(archive: Archive, person_id: str, name: str) -> str | None:
    """Give a person another preferred name; the old one stays as a variant."""
    with archive.catalogue.writing(archive.actor) as transaction:
        persons.rename(transaction, person_id, name)
    return update_if_free(archive)


def merge_persons(archive: Archive, kept: str, merged: str) -> str | None:
    """Make two records one: what pointed to `merged` points to `kept`."""
    with archive.catalogue.writing(archive.actor) as transaction:
        persons.merge(transaction, kept, merged)
    return update_if_free(archive)


def whole_json(item: Item) -> dict[str, Any]:
    """The item with its metadata, readings and its event's text."""
    return item_json(item, whole=True)


def rename_event(archive: Archive, event_id: str, language: str, name: str) -> str | None:
    """Give an event a name in one language (kk, ru, en)."""
    with archive.catalogue.writing(archive.actor) as transaction:
        names = {**events.event(transaction.connection, event_id).names, language: name}
        events.change(transaction, event_id, {"names": names}, "event rename")
    return update_if_free(archive)
