"""What staff do with the records of events, and make findable at once."""

from __future__ import annotations

from collections.abc import Sequence

from archive import events_editing, events_joining
from archive.events_editing import EventEdit
from archive.home import Archive
from archive.model import Event
from workflows.indexing import update_if_free


def new(archive: Archive, name: str, language: str | None, wanted: EventEdit) -> tuple[Event, str | None]:
    """A new event with what is known of it, and a note when the index has to catch up later."""
    with archive.catalogue.writing(archive.actor) as transaction:
        made = events_editing.new(transaction, name, language)
        one = events_editing.edit(transaction, made.id, wanted)
    return one, update_if_free(archive)


def edit(archive: Archive, event_id: str, wanted: EventEdit) -> tuple[Event, str | None]:
    """The event after the edit."""
    with archive.catalogue.writing(archive.actor) as transaction:
        one = events_editing.edit(transaction, event_id, wanted)
    return one, update_if_free(archive)


def merge(archive: Archive, kept: str, merged: Sequence[str]) -> tuple[Event, str | None]:
    """Make events one: what belonged to those `merged` belongs to `kept`. One step, whatever their number."""
    with archive.catalogue.writing(archive.actor) as transaction:
        one = [events_joining.merge(transaction, kept, other) for other in merged][-1]
    return one, update_if_free(archive)
