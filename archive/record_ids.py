"""Ids of persons (P00001) and events (E0001). A number is given out once, whatever becomes of its record."""

from __future__ import annotations

from sqlalchemy import Integer, Table, cast, func, insert, select, update

from archive import tables
from archive.catalogue import Transaction


def next_id(transaction: Transaction, letter: str, records: Table, digits: int) -> str:
    """The next id of a kind of record, of at least so many digits; `records` holds those of that kind."""
    table = tables.last_id
    mine = table.c.letter == letter
    last = transaction.connection.scalar(select(table.c.number).where(mine))
    if last is None:
        # The first schema counted rows instead.
        numbers = cast(func.substr(records.c.id, 2), Integer)
        last = transaction.connection.scalar(select(func.max(numbers))) or 0
        transaction.execute(insert(table), {"letter": letter, "number": last})
    transaction.execute(update(table).where(mine).values(number=last + 1))
    return f"{letter}{last + 1:0{digits}d}"
