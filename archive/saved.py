"""Searches that somebody keeps under a name of their own."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from archive import tables
from archive.catalogue import Transaction
from archive.errors import BadInput

LONGEST_NAME = 80
LONGEST_QUERY = 2000
MOST = 200


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search of `owner` (a login). `query` is what the reading room's address says behind its «?»."""

    owner: str
    name: str
    query: str


def saved(connection: Connection, owner: str) -> list[SavedSearch]:
    """The searches of one owner, by name."""
    table = tables.saved_search
    rows = connection.execute(select(table).where(table.c.owner == owner).order_by(table.c.name))
    return [SavedSearch(row.owner, row.name, row.query) for row in rows]


def save(transaction: Transaction, search: SavedSearch) -> None:
    """Keep a search; one of the same name is replaced. It is nobody else's business: no line of history.

    Raises BadInput without a name, or for a name or a query that is too long.
    """
    name = " ".join(search.name.split())
    if not name or len(name) > LONGEST_NAME or len(search.query) > LONGEST_QUERY:
        raise BadInput(
            "The search cannot be saved under this name.", f"Give it a name of up to {LONGEST_NAME} letters."
        )
    forget(transaction, search.owner, name)
    table = tables.saved_search
    held = transaction.connection.scalar(
        select(func.count()).select_from(table).where(table.c.owner == search.owner)
    )
    if (held or 0) >= MOST:
        raise BadInput(f"You have {MOST} saved searches already.", "Remove one that you no longer need.")
    transaction.execute(insert(table), {"owner": search.owner, "name": name, "query": search.query})


def forget(transaction: Transaction, owner: str, name: str) -> None:
    """Keep a search no longer; nothing happens when there is none of that name."""
    table = tables.saved_search
    transaction.execute(delete(table).where(table.c.owner == owner, table.c.name == name))
