"""The inventory of photographic documents and the completeness of its annotations."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive import items
from archive.errors import BadInput
from archive.home import Archive
from archive.model import Item

SUFFIXES = (".xlsx", ".pdf", ".csv")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an inventory is to hold. `path` None only checks; an empty `query` means all items.

    Closed items are in it with `closed`; `by_reference` orders by reference codes instead of ids; `code`
    (kk, ru) is the language of what its rows say.
    """

    path: Path | None = None
    query: str = ""
    closed: bool = False
    by_reference: bool = False
    code: str = "kk"


def inventory(
    archive: Archive, wanted: Wanted, progress: Progress = lambda done, total: None
) -> dict[str, Any]:
    """Write the inventory and say how complete its annotations are, as JSON.

    `{"path", "items", "complete", "missing": [{"id", "fields"}], "left_out"}`; `left_out` counts closed
    items. Raises BadInput for a file of another kind or one that cannot be written, BadQuery.
    """
    from exhibit.inventory_spool import Spool

    if wanted.path and wanted.path.suffix.lower() not in SUFFIXES:
        raise BadInput(
            f"{wanted.path.name} is no kind of inventory.", f"Name a file that ends in {', '.join(SUFFIXES)}."
        )
    with Spool(wanted.code, wanted.by_reference) as spool:
        for item in _items(archive, wanted.query, progress):
            if item.rights.access == "closed" and not wanted.closed:
                spool.summary.left_out += 1
            else:
                spool.add(item)
        if wanted.path:
            _write(archive, wanted, spool)
        found = spool.summary
    return {
        "path": str(wanted.path) if wanted.path else None,
        "items": found.items,
        "complete": found.items - len(found.missing),
        "missing": [{"id": item_id, "fields": list(fields)} for item_id, fields in sorted(found.missing)],
        "left_out": found.left_out,
    }


def _items(archive: Archive, query: str, progress: Progress) -> Iterator[Item]:
    """The items, a few hundred at a time, without those that were joined to another one."""
    with archive.catalogue.reading() as connection:
        found = list(_ids(archive, query)) if query.strip() else None
        total, done, last = len(found) if found is not None else items.count(connection), 0, ""
        while True:
            if found is not None:
                ids = found[done : done + items.CHUNK]
            else:
                ids = items.ids_after(connection, last, items.CHUNK)
            if not ids:
                return
            yield from (one for one in items.items(connection, ids) if one.joined_to is None)
            done, last = done + len(ids), ids[-1]
            progress(done, total)


def _ids(archive: Archive, query: str) -> tuple[str, ...]:
    from workflows.finding import Question, ids

    return ids(archive, Question(query))


def _write(archive: Archive, wanted: Wanted, spool: Any) -> None:
    from exhibit.inventory_files import Inventory, write

    assert wanted.path is not None
    path = wanted.path.absolute()
    title = archive.settings.title
    made = Inventory(title, spool.rows(), spool.summary, wanted.code, wanted.query)
    try:
        with tempfile.TemporaryDirectory(prefix=".muragat-", dir=path.parent) as name:
            part = Path(name) / path.name
            write(made, part)
            part.replace(path)
    except OSError as error:
        raise BadInput(
            f"{path} could not be written: {error.strerror or error}.", "Name a folder that you may write to."
        ) from error
