"""What stands beside an item: the others of its event, and the other names of its originals."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from archive import tables
from archive.model import Item, Rights


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The items before and after one of its event, and which of how many it is, counted from 1."""

    previous: str | None
    next: str | None
    number: int
    count: int


def neighbours(connection: Connection, item: Item, may_see: Collection[str] | None) -> Neighbours | None:
    """The neighbours among the items of its event whose access is in `may_see` (None: all); None without an
    event. Items that were joined to others are no neighbours."""
    if item.event is None:
        return None
    table = tables.item
    query = select(table.c.id, table.c.rights).where(
        table.c.event_id == item.event.id, (table.c.joined_to.is_(None)) | (table.c.id == item.id)
    )
    ids = [
        row.id
        for row in connection.execute(query.order_by(table.c.id))
        if row.id == item.id or may_see is None or Rights(**row.rights).access in may_see
    ]
    place = ids.index(item.id)
    before, after = ids[:place][-1:], ids[place + 1 :][:1]
    return Neighbours(next(iter(before), None), next(iter(after), None), place + 1, len(ids))


def other_names(connection: Connection, item: Item) -> tuple[str, ...]:
    """Other names under which the bytes of the item came into the archive."""
    sighting = tables.sighting
    digests = {one.original.sha256 for one in item.sides}
    query = select(sighting.c.name).where(sighting.c.sha256.in_(digests)).order_by(sighting.c.name)
    own = {one.original.name for one in item.sides}
    return tuple(dict.fromkeys(name for name in connection.scalars(query) if name not in own))
