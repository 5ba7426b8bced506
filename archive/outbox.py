"""What the index has still to learn. Rows are only appended, in the order of commits."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, func, insert, select

from archive import tables
from archive.catalogue import Transaction


def add(transaction: Transaction, item_ids: Iterable[str]) -> None:
    """Note that these items changed."""
    rows = [{"item_id": item_id} for item_id in item_ids]
    if rows:
        transaction.execute(insert(tables.outbox), rows)


def head(connection: Connection) -> int:
    """The number of the newest note; 0 when there is none."""
    return connection.scalar(select(func.max(tables.outbox.c.seq))) or 0


def after(connection: Connection, mark: int, limit: int) -> list[tuple[int, str]]:
    """The next notes behind `mark`, oldest first, as (number, item id)."""
    table = tables.outbox
    query = select(table.c.seq, table.c.item_id).where(table.c.seq > mark).order_by(table.c.seq).limit(limit)
    return [(row.seq, row.item_id) for row in connection.execute(query)]
