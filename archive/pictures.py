"""Which bytes show an item: a quick look-up for pages full of small pictures."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from archive import tables
from archive.model import Access, Original, Rights, Side


@dataclass(frozen=True, slots=True)
class Picture:
    """The original of one side of an item, who may see it, and the item that it was joined to if it was."""

    original: Original
    access: Access
    joined_to: str | None


def picture(connection: Connection, item_id: str, side: Side) -> Picture | None:
    """The picture of one side, or None when there is no such item or side."""
    item, shown, original = tables.item, tables.item_side, tables.original
    query = (
        select(item.c.rights, item.c.joined_to, original)
        .join(shown, shown.c.item_id == item.c.id)
        .join(original, original.c.path == shown.c.path)
        .where(item.c.id == item_id, shown.c.side == side)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    names = ("sha256", "size", "media_type", "path", "name", "folder", "raw_name")
    found = Original(**{name: row._mapping[name] for name in names})
    return Picture(found, Rights(**row.rights).access, row.joined_to)


def shown_to(connection: Connection, ids: Sequence[str], accesses: Collection[str]) -> list[str]:
    """Those of the items, in their order, that have one of these accesses and were not joined to others."""
    item = tables.item
    query = select(item.c.id, item.c.rights).where(item.c.id.in_(ids), item.c.joined_to.is_(None))
    found = {row.id for row in connection.execute(query) if Rights(**row.rights).access in accesses}
    return [one for one in ids if one in found]
