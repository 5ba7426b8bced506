"""Which items are meant: those that answer a query, or all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archive import items
from archive.home import Archive
from workflows.finding import Question, ids

if TYPE_CHECKING:
    from sqlalchemy import Connection


def chosen(archive: Archive, query: str = "") -> tuple[str, ...]:
    """The ids of the items that answer, or of all when nothing is asked, in their order. Raises BadQuery."""
    if query.strip():
        return tuple(sorted(ids(archive, Question(query))))
    with archive.catalogue.reading() as connection:
        return tuple(all_ids(connection))


def all_ids(connection: Connection) -> Iterator[str]:
    """Every id, in order."""
    last = ""
    while found := items.ids_after(connection, last, 5000):
        yield from found
        last = found[-1]
