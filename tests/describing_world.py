"""A small archive without files: items, texts, persons and events that people and machines describe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select

from archive import dump, home, items, tables
from archive.catalogue import Transaction
from archive.home import Archive
from archive.model import Depiction, Item, ItemSide, Line, Original, Text

# What undoing leaves alone: history itself, what the index has still to learn, and numbers once given out.
NOT_UNDONE = ("change", "outbox", "last_id")


def archive_in(folder: Path, actor: str = "айгүл") -> Archive:
    """A new archive."""
    return home.create(folder / "archive", "Сынақ мұрағаты", actor)


def add_item(
    transaction: Transaction, number: int, captions: Sequence[str] = (), persons: Sequence[str] = ()
) -> Item:
    """Item 0001-NUMBER with a read caption a page and suggested persons, as an ingest leaves it."""
    original = Original(
        f"{number:064x}", 1, "image/jpeg", f"accessions/0001/data/{number}.jpg", f"{number}.jpg"
    )
    row = {
        name: getattr(original, name) for name in ("path", "sha256", "size", "media_type", "name", "folder")
    }
    _accession(transaction)
    transaction.execute(insert(tables.original), {**row, "accession": "0001", "seq": number})
    texts = tuple(reading(page, text) for page, text in enumerate(captions, 1))
    shown = tuple(Depiction(one, "", "suggested", confidence=0.6) for one in persons)
    pages = max(1, len(captions))
    item = Item(
        f"0001-{number:04}", "photo", (ItemSide("front", original),), pages, texts=texts, persons=shown
    )
    items.add(transaction, item)
    return items.item(transaction.connection, item.id)


def reading(page: int, text: str, by: str = "tesseract 5.3.0 kaz+rus+eng") -> Text:
    """A machine's reading, with a polygon for each line."""
    lines = tuple(
        Line(line, 90.0, (0.0, 10.0 * n, 50.0, 10.0 * n, 50.0, 10.0 * n + 8, 0.0, 10.0 * n + 8))
        for n, line in enumerate(text.splitlines())
    )
    return Text("caption", "front", page, text, "kk", 90.0, by, True, lines)


def _accession(transaction: Transaction) -> None:
    table = tables.accession
    if transaction.execute(select(table.c.number)).first() is None:
        values: dict[str, Any] = {"number": "0001", "state": "done", "sources": [], "options": {}}
        transaction.execute(insert(table), {**values, "operator": "айгүл", "received_at": "2024-09-18"})


def dumped(archive: Archive) -> dict[str, list[str]]:
    """The whole catalogue as text, by table, without what undoing leaves alone."""
    with archive.catalogue.reading() as connection:
        names = [name for name in tables.metadata.tables if name not in NOT_UNDONE]
        return {name: list(dump.lines(connection, name)) for name in names}


def differences(one: dict[str, list[str]], other: dict[str, list[str]]) -> Iterator[str]:
    """What stands in one dump and not in the other."""
    for name in one:
        yield from (f"- {name} {line}" for line in one[name] if line not in other[name])
        yield from (f"+ {name} {line}" for line in other[name] if line not in one[name])
