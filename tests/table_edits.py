"""A table of the catalogue as somebody edits it and gives it back."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
from exchange_world import count
from story import Muragat

from archive import items, tables
from archive.editing import Edit, edit
from archive.home import Archive
from archive.model import Item
from exchange.columns import named


def of(archive: Archive, number: int) -> Item:
    """Item 0001-NUMBER as it is now."""
    with archive.catalogue.reading() as connection:
        return items.item(connection, f"0001-{number:04d}")


def correct(archive: Archive, number: int, **wanted: Any) -> None:
    """What a colleague writes into the item meanwhile."""
    with archive.catalogue.writing("болат") as transaction:
        edit(transaction, f"0001-{number:04d}", Edit(**wanted))


class Csv:
    """An exported table that a test edits; every save asks for one dry run or import."""

    def __init__(self, staff: Muragat, path: Path) -> None:
        self.staff, self.path = staff, path
        staff.run("table", "export", path)
        self.head, *self.rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))

    def set(self, number: int, key: str, text: str) -> Csv:
        self.rows[number - 1][self.place(key)] = text
        return self

    def place(self, key: str) -> int:
        return next(
            place for place, heading in enumerate(self.head) if getattr(named(heading), "key", "") == key
        )

    def save(self, encoding: str = "utf-8-sig", delimiter: str = ",") -> Csv:
        with self.path.open("w", encoding=encoding, errors="replace", newline="") as file:
            csv.writer(file, delimiter=delimiter).writerows([self.head, *self.rows])
        return self

    def imported(self, *options: str, code: int = 0) -> Any:
        self.save()
        return self.staff.json("table", "import", self.path, *options, code=code)

    def refused(self) -> dict[str, str]:
        """What is said of each cell that cannot be taken."""
        return {one["cell"]: one["what"] for one in self.imported(code=2)["faults"]}


def traces(archive: Archive) -> tuple[int, int, int]:
    """How many changes, tasks of the index and texts there are."""
    return tuple(count(archive, one) for one in (tables.change, tables.outbox, tables.text))  # type: ignore[return-value]


def edited(path: Path, cell: str, value: Any, number_format: str = "General") -> Path:
    """The exported workbook with another value in one cell."""
    book = openpyxl.load_workbook(path)
    book["items"][cell].value = value
    book["items"][cell].number_format = number_format
    book.save(path)
    return path
