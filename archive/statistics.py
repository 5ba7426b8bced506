"""How much there is of everything."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from archive import tables


def count(connection: Connection) -> dict[str, int]:
    """Numbers by name: accessions, items, bytes, persons, events, what waits for review."""
    item, text, suggestion = tables.item, tables.text, tables.suggestion
    queries = {
        "accessions": select(func.count()).select_from(tables.accession),
        "items": select(func.count()).select_from(item),
        "photographs": select(func.count()).where(item.c.kind == "photo"),
        "documents": select(func.count()).where(item.c.kind == "document"),
        "originals": select(func.count()).select_from(tables.original),
        "bytes": select(func.sum(tables.original.c.size)),
        "items_with_text": select(func.count(text.c.item_id.distinct())).where(text.c.current),
        "items_without_date": select(func.count()).where(item.c.edtf.is_(None)).select_from(item),
        "persons": select(func.count()).select_from(tables.person),
        "events": select(func.count()).select_from(tables.event),
        "exhibitions": select(func.count()).select_from(tables.exhibition),
        "items_not_reviewed": select(func.count()).where(~item.c.reviewed).select_from(item),
        "open_suggestions": select(func.count()).where(suggestion.c.status == "suggested"),
        "changes": select(func.count()).select_from(tables.change),
    }
    return {name: connection.scalar(query) or 0 for name, query in queries.items()}
