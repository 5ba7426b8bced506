"""Send the catalogue out as files, and take back what people wrote into them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive import copying, editing, items
from archive.catalogue import Transaction
from archive.errors import BadInput, MuragatError, NoSpace
from archive.home import Archive
from archive.model import Item
from exchange import csv_files, xlsx_reading, xlsx_writing
from exchange.cells import Cell, base, cells
from exchange.columns import BASE
from exchange.differences import Difference, Fault, differences, twice, unknown
from exchange.edits import edit_of
from exchange.records import CatalogueRecords
from exchange.sheet import Table
from exchange.xlsx_writing import Offers
from workflows import choosing
from workflows.indexing import update_if_free

if TYPE_CHECKING:
    from sqlalchemy import Connection

CHUNK = 500
FORMS = ("digital", "negative", "print", "slide")


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a table: nothing is written when there is a fault or when it was a dry run."""

    rows: int
    differences: tuple[Difference, ...]
    faults: tuple[Fault, ...]
    notes: tuple[str, ...]
    written: bool

    def as_json(self) -> dict[str, Any]:
        """`{"rows", "written", "differences": [{"cell", "id", "field", "before", "after", "new"}], "faults":
        [{"cell", "id", "field", "what", "kind"}], "notes"}`."""
        return {
            "rows": self.rows,
            "written": self.written,
            "differences": [_json(one) for one in self.differences],
            "faults": [_json(one) for one in self.faults],
            "notes": list(self.notes),
        }


def _json(one: Difference | Fault) -> dict[str, Any]:
    values = asdict(one)
    values.pop("meaning", None)
    return {"cell": values.pop("cell"), "id": values.pop("item_id"), **values}


def export_table(
    archive: Archive,
    path: Path,
    query: str = "",
    *,
    language: str = "en",
    delimiter: str = ",",
    overwrite: bool = False,
) -> int:
    """Write the items that answer `query`, or all, one a row; how many.

    Raises BadInput for a file that is there already or is neither .xlsx nor .csv, BadQuery.
    """
    form = _form(path)
    if path.exists() and not overwrite:
        raise BadInput(f"{path} is there already.", "Name another file, or write over it with --replace.")
    chosen = choosing.chosen(archive, query)
    made = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        made.touch()
        with archive.catalogue.reading() as connection:
            rows = _rows(connection, chosen, language)
            if form == "csv":
                count = csv_files.write(rows, made, language, delimiter)
            else:
                count = xlsx_writing.write(rows, made, language, _offers(connection))
        made.replace(path)
    except OSError as error:
        if error.errno in copying.FULL:
            raise NoSpace(f"There is no room for {path}.", "Name a file on another disk.") from error
        raise BadInput(f"{path} cannot be written: {error.strerror}.", "Name another folder.") from error
    finally:
        made.unlink(missing_ok=True)
    return count


def _form(path: Path) -> str:
    suffix = path.suffix.casefold()
    if suffix in (".csv", ".tsv", ".txt"):
        return "csv"
    if suffix == ".xlsx":
        return "xlsx"
    raise BadInput(f"{path.name} is neither XLSX nor CSV.", "Give it a name that ends in .xlsx or .csv.")


def _rows(connection: Connection, chosen: Sequence[str], language: str) -> Iterator[Mapping[str, Cell]]:
    for item in _items(connection, chosen):
        if not item.joined_to:
            own = cells(item, language)
            written = base(item, own)
            yield {**own, BASE: Cell(written, written)}


def _offers(connection: Connection) -> Offers:
    records = CatalogueRecords(connection)
    return Offers(records.event_entries(), records.person_entries(), FORMS)


def import_table(
    archive: Archive, path: Path, *, dry_run: bool = False, overwrite: bool = False
) -> tuple[Imported, str | None]:
    """Write what the table changes, all or nothing, and a note when the index has to catch up later.

    With `overwrite` the table counts where the catalogue was changed too. Raises NotFound, BadInput for a
    file that is no table.
    """
    table = _read(path)
    if dry_run:
        with archive.catalogue.reading() as connection:
            compared = _compared(connection, table, overwrite, lambda item, wanted: None)
        return _report(table, *compared, written=False), None
    imported = _write(archive, path, table, overwrite)
    return imported, update_if_free(archive) if imported.written else None


def _read(path: Path) -> Table:
    form = _form(path)
    if not path.exists():
        raise BadInput(f"There is no file {path}.", "Check the path.")
    try:
        return csv_files.read(path) if form == "csv" else xlsx_reading.read(path)
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error


# Writes the differences of one item; what an edit refuses after all.
_Write = Callable[[Item, Sequence[Difference]], Fault | None]


def _compared(
    connection: Connection, table: Table, overwrite: bool, write: _Write
) -> tuple[list[Difference], list[Fault]]:
    """Everything that the table wants and everything that is wrong with it; written as long as nothing is."""
    known = set(choosing.all_ids(connection))
    faults = [*twice(table), *unknown(table, known)]
    changed = {row.item_id: row for row in table.rows if row.changed and row.item_id in known}
    records = CatalogueRecords(connection)
    told: list[Difference] = []
    for item in _items(connection, tuple(changed)):
        found = list(differences(table, changed[item.id], item, records, overwrite))
        faults += [one for one in found if isinstance(one, Fault)]
        wanted = [one for one in found if isinstance(one, Difference)]
        told += wanted
        if wanted and not faults and (refused := write(item, wanted)) is not None:
            faults.append(refused)
    return told, faults


def _items(connection: Connection, chosen: Sequence[str]) -> Iterator[Item]:
    for begin in range(0, len(chosen), CHUNK):
        yield from items.items(connection, chosen[begin : begin + CHUNK])


def _report(table: Table, told: Sequence[Difference], faults: Sequence[Fault], *, written: bool) -> Imported:
    ignored = [f"Columns that mean nothing here were left alone: {', '.join(table.ignored)}."]
    notes = (*table.notes, *(ignored if table.ignored else ()))
    return Imported(len(table.rows), tuple(told), tuple(faults), notes, written)


class _NotWritten(Exception):
    """Ends the transaction without a trace."""


def _write(archive: Archive, path: Path, table: Table, overwrite: bool) -> Imported:
    told: list[Difference] = []
    faults: list[Fault] = []
    try:
        with archive.catalogue.writing(archive.actor) as transaction:
            _name(transaction, path)
            write = partial(_carry_out, transaction)
            told, faults = _compared(transaction.connection, table, overwrite, write)
            if faults or not told:
                raise _NotWritten
    except _NotWritten:
        return _report(table, told, faults, written=False)
    return _report(table, told, faults, written=True)


def _name(transaction: Transaction, path: Path) -> None:
    """Say in the history which table it is."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    transaction.log.add("table import", "archive", after={"file": path.name, "sha256": digest})


def _carry_out(transaction: Transaction, item: Item, wanted: Sequence[Difference]) -> Fault | None:
    before, after = ({one.field: getattr(one, state) for one in wanted} for state in ("before", "after"))
    transaction.log.add("table import", f"item:{item.id}", before, after)
    try:
        editing.carry_out(transaction, item, edit_of(item, wanted))
    except MuragatError as error:
        return Fault(wanted[0].cell, item.id, wanted[0].field, str(error))
    return None
