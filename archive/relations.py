"""How what is new may belong to what is known: the same pixels, the back of a front that came by itself, a
press text that was corrected.

Only look-ups: a person decides (review), and joining writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from archive import tables


@dataclass(frozen=True, slots=True)
class Namesake:
    """A front that stands in the catalogue: its item, and the name and folder of its file."""

    item_id: str
    name: str
    path: str


def texts_of_folder(connection: Connection, folder: bytes) -> Iterator[tuple[str, str]]:
    """The events that were made from a folder with a press text: their ids and texts."""
    table = tables.event
    query = select(table.c.id, table.c.text).where(table.c.source == folder, table.c.text.is_not(None))
    for row in connection.execute(query.order_by(table.c.id)):
        yield row.id, row.text


def with_pixels(connection: Connection, pixels: str, kind: str, pages: int) -> str | None:
    """The oldest item that shows these pixels, or None; a joined one stands for nothing any more."""
    table = tables.item
    query = (
        select(table.c.id)
        .where(
            table.c.pixels == pixels,
            table.c.kind == kind,
            table.c.pages == pages,
            table.c.joined_to.is_(None),
        )
        .order_by(table.c.id)
    )
    return connection.scalar(query)


def fronts_named(connection: Connection, stem: str) -> Iterator[Namesake]:
    """The fronts whose file name begins with `stem` as it stands, in small or in large letters."""
    side, original, item = tables.item_side, tables.original, tables.item
    beginnings = dict.fromkeys((stem, stem.lower(), stem.upper(), stem.capitalize()))
    query = (
        select(side.c.item_id, original.c.name, original.c.path)
        .join(original, original.c.path == side.c.path)
        .join(item, item.c.id == side.c.item_id)
        .where(side.c.side == "front", item.c.joined_to.is_(None))
        .where(or_(*(original.c.name.startswith(one, autoescape=True) for one in beginnings)))
        .order_by(side.c.item_id)
    )
    for row in connection.execute(query):
        yield Namesake(row.item_id, row.name, row.path)


def lone_backs(connection: Connection) -> Iterator[Namesake]:
    """The items that have a back and no front."""
    side, original, item = tables.item_side, tables.original, tables.item
    fronts = select(side.c.item_id).where(side.c.side == "front")
    query = (
        select(side.c.item_id, original.c.name, original.c.path)
        .join(original, original.c.path == side.c.path)
        .join(item, item.c.id == side.c.item_id)
        .where(side.c.side == "back", side.c.item_id.not_in(fronts), item.c.joined_to.is_(None))
        .order_by(side.c.item_id)
    )
    for row in connection.execute(query):
        yield Namesake(row.item_id, row.name, row.path)
