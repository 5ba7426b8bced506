"""How much there is of everything."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from archive import review, tables


def count(connection: Connection) -> dict[str, Any]:
    """Numbers by name: accessions, items, bytes, persons, events, what waits for a person (`pending`, and
    `pending_by_field`). Joined items and merged records are not counted as items, persons, events."""
    waiting = review.by_field(connection)
    return {
        **{name: connection.scalar(query) or 0 for name, query in _queries().items()},
        "pending": sum(waiting.values()),
        "pending_by_field": waiting,
    }


def _queries() -> dict[str, Any]:
    item, text, suggestion = tables.item, tables.text, tables.suggestion
    found = item.c.joined_to.is_(None)
    items, people = select(func.count()).select_from(item), select(func.count()).select_from(tables.person)
    return {
        "accessions": select(func.count()).select_from(tables.accession),
        "items": items.where(found),
        "photographs": items.where(found, item.c.kind == "photo"),
        "documents": items.where(found, item.c.kind == "document"),
        "items_joined": items.where(~found),
        "originals": select(func.count()).select_from(tables.original),
        "bytes": select(func.sum(tables.original.c.size)),
        "items_with_text": select(func.count(text.c.item_id.distinct())).where(text.c.current),
        "items_without_date": items.where(found, item.c.edtf.is_(None)),
        "persons": people.where(tables.person.c.merged_into.is_(None)),
        "events": select(func.count()).where(tables.event.c.merged_into.is_(None)),
        "exhibitions": select(func.count()).select_from(tables.exhibition),
        "items_not_reviewed": items.where(found, ~item.c.reviewed),
        "people_unidentified": select(func.sum(item.c.unidentified)).where(found),
        "open_suggestions": select(func.count()).where(suggestion.c.status == "suggested"),
        "changes": select(func.count()).select_from(tables.change),
    }
