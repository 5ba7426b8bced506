"""An archive whose items come from nowhere: what is exchanged are descriptions, not pictures."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from archive import events, home, items, persons, tables
from archive.home import Archive
from archive.model import Depiction, Event, Item, ItemSide, Original, Rights, Text, When
from language import dates, names

MANY = 40


def original(number: int, name: str = "") -> Original:
    digest = hashlib.sha256(f"picture {number}".encode()).hexdigest()
    path = f"accessions/0001/data/суреттер/{number}.jpg"
    return Original(digest, 1, "image/jpeg", path, name or f"{number}.jpg", "суреттер")


def item(number: int, *, caption: str = "", **fields: Any) -> Item:
    """Item 0001-NUMBER; everything as given."""
    sides = (ItemSide("front", original(number)),)
    texts = fields.pop("texts", ())
    if caption:
        texts = (Text("caption", "front", 1, caption, "kk", 91.0, "tesseract", True), *texts)
    values: dict[str, Any] = {"kind": "photo", "sides": sides, "texts": texts, **fields}
    return Item(f"0001-{number:04d}", **values)


def when(edtf: str) -> When:
    earliest, latest = dates.bounds(edtf)
    return When(edtf, dates.display(edtf, "kk"), earliest, latest, "staff")


def archive_with(folder: Path, described: Sequence[Item], people: Sequence[str] = ()) -> Archive:
    """A new archive that holds the events and persons of the items, `people`, and the items."""
    made = home.create(folder, "Сынақ мұрағаты", "айгүл")
    with made.catalogue.writing("айгүл", undoable=False) as transaction:
        values = {"number": "0001", "state": "done", "sources": [], "options": {}, "operator": "айгүл"}
        given = {"received_at": "2024-10-01T10:00:00+00:00", "donor": "Бейсеновтер", "act": "№ 3"}
        transaction.execute(insert(tables.accession), {**values, **given})
        for event_id, event in sorted({one.event.id: one.event for one in described if one.event}.items()):
            assert events.create(transaction, event).id == event_id
        for name in people:
            persons.create(transaction, names.parse(name), named_by="staff")
        for number, one in enumerate(described, start=1):
            _add(transaction, one, number)
    return made


def _add(transaction: Any, one: Item, seq: int) -> None:
    for side in one.sides:
        own = side.original
        row = {
            "path": own.path,
            "sha256": own.sha256,
            "size": own.size,
            "media_type": own.media_type,
            "name": own.name,
            "folder": own.folder,
            "raw_name": own.raw_name,
            "accession": "0001",
            "seq": seq,
        }
        transaction.execute(insert(tables.original), row)
    items.add(transaction, one)


PEOPLE = ("Оспанова Бақытжамал Қайырбекқызы", "Ахметова Сәуле Маратқызы", "Сейтов Болат")
FORUM = Event("E0001", {"kk": "Күзгі форум", "ru": "Осенний форум"}, when("2024-09-18"), "Астана")
OPENING = Event("E0002", {"kk": "Оқу залының ашылуы"})


def described() -> list[Item]:
    """Items with everything that a table holds, and with nothing."""
    shown = (
        Depiction("P00001", PEOPLE[0], "confirmed", "солдан 2-орында"),
        Depiction("P00002", PEOPLE[1], "confirmed"),
        Depiction("P00003", PEOPLE[2], "suggested"),
    )
    rights = Rights("staff", "© Кітапхана", "Бейсеновтер", "2030-12-31", "ауызша", False)
    back = Text("inscription", "back", 1, "Күзгі форум, 2024", "kk", None, "staff:айгүл", True)
    pages = tuple(
        Text("transcript", "front", page, f"{page}-бет", "kk", 90.0, "tesseract", True) for page in (1, 2)
    )
    return [
        item(1, caption="Форум қонақтары", title="Ашылу сәті", when=when("2024-09-18"), event=FORUM,
             place="Алматы", author="Бейсенов М.", reference="12/3/45", form="print", unidentified=2,
             keywords=("форум", "кітап"), rights=rights, persons=shown, texts=(back,), reviewed=True),
        item(2, event=FORUM),
        item(3, caption="=SUM(A1:A9)\n+7 701\tт. «Б» \"x\"", title="0012", reference="Қ. 12, Т. 3, І. 45"),
        item(4, kind="document", texts=pages, event=OPENING),
        item(5, title="ә ғ қ ң ө ұ ү һ і", when=when("1958~"), place="@home", author="-Б-"),
        item(6),
    ]  # fmt: skip


def world(folder: Path) -> Archive:
    """The archive of `described`."""
    return archive_with(folder, described(), PEOPLE)


def count(archive: Archive, table: Any) -> int:
    """How many rows a table of the catalogue has."""
    from sqlalchemy import func, select

    with archive.catalogue.reading() as connection:
        return int(connection.scalar(select(func.count()).select_from(table)) or 0)
