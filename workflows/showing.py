"""One item as JSON, for the command line and for programs that ask the reading room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from archive import items, provenance, review, suggestions
from archive.citation import citations
from archive.errors import NotFound
from archive.home import Archive
from archive.item_json import item_json
from archive.model import Item, Suggestion

if TYPE_CHECKING:
    from sqlalchemy import Connection

# What others than staff get of the work on an item: nothing.
NOTHING: dict[str, Any] = {"suggestions": [], "pending": [], "unconfirmed": []}


def show(archive: Archive, item_id: str, may_see: frozenset[str] | None = None) -> dict[str, Any]:
    """The item with metadata and readings, for somebody who may see these accesses (None: all).

    What a machine proposes and how the item came is the business of staff: others get none of it. Raises
    NotFound, in the same words, for an item that does not exist and for one that they may not see.
    """
    with archive.catalogue.reading() as connection:
        item = items.item(connection, item_id)
        if may_see is not None and item.rights.access not in may_see:
            raise NotFound(f"There is no item {item_id} in this archive.", "Find it with `muragat search`.")
        described = item_json(item, whole=True)
        work = _work(connection, item, described["inherited"]) if may_see is None else NOTHING
        accession = provenance.accession_json(connection, item.id) if may_see is None else None
    said = citations(item, archive.settings.title)
    return {**described, **work, "citation": said, "accession": accession}


def _work(connection: Connection, item: Item, inherited: Any) -> dict[str, Any]:
    """What a machine proposed, what of it waits for a person, and which fields show something unconfirmed."""
    from workflows.reviewing import pending_json, with_choices

    proposed = suggestions.of(connection, f"item:{item.id}")
    waiting = review.pending(connection, item=item.id)
    of_event = review.pending(connection, event=item.event.id) if item.event else []
    about_event = [one for one in of_event if one.item_id is None and one.field in inherited]
    unconfirmed = {one.field for one in (*waiting, *about_event) if one.in_effect and one.field != "person"}
    return {
        "suggestions": [_suggestion_json(one) for one in proposed],
        "pending": [pending_json(one) for one in with_choices(connection, waiting)],
        "unconfirmed": sorted(unconfirmed),
    }


def _suggestion_json(one: Suggestion) -> dict[str, Any]:
    return {
        "key": f"suggestion:{one.id}",
        "field": one.field,
        "value": one.value,
        "status": one.status,
        "evidence": one.evidence.quote,
        "source": one.evidence.field,
        "sentence": one.evidence.sentence,
        "item": one.evidence.item,
        "confidence": one.confidence,
    }
