"""The table as CSV: UTF-8 with the mark by which spreadsheets know it, and back from what they save.

A cell that a spreadsheet would take for a formula, a number or a day («12/3/45», «2024-09», «сентябрь 2024»)
gets an apostrophe before it, which is taken away again when the table comes back. A cell without the
apostrophe is read as it stands.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from archive.errors import BadInput
from exchange import sheet
from exchange.cells import Cell
from exchange.columns import COLUMNS, Column
from exchange.marks import FORMULA, marked, unmarked
from exchange.plain import plain
from exchange.sheet import Said, Table

DELIMITERS = (",", ";", "\t")
_FIELD_BYTES = 16 * 1024 * 1024


def write(rows: Iterable[Mapping[str, Cell]], path: Path, language: str, delimiter: str = ",") -> int:
    """Write the rows; how many."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        writer.writerow([column.headings[language] for column in COLUMNS])
        lines = [writer.writerow([_cell(one, row[one.key].text) for one in COLUMNS]) for row in rows]
    return len(lines)


def _cell(column: Column, text: str) -> str:
    """What is not read back needs its mark against formulas only."""
    return marked(text) if column.editable or FORMULA.match(text) else text


def read(path: Path) -> Table:
    """The table in a CSV file. Raises BadInput for what is none, or has no ids."""
    text, encoding = decoded(path.read_bytes())
    lossy = encoding if encoding == "cp1251" else ""
    delimiter = _delimiter(text)
    notes = []
    if encoding != "utf-8" or delimiter != ",":
        shown = {",": "commas", ";": "semicolons", "\t": "tabs"}[delimiter]
        notes = [f"{path.name} was read as {encoding} with {shown} between its cells."]
    return sheet.read(_records(text, delimiter), notes=notes, lossy=lossy)


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file and its encoding: by its mark, else UTF-8 where that is sound, else cp1251."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        # Some programs put the mark a second time.
        return data.decode("utf-16", "replace").lstrip("\ufeff"), "utf-16"
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace"), "cp1251"


def _delimiter(text: str) -> str:
    """The sign between cells: the one that makes a column of ids."""
    for delimiter in DELIMITERS:
        for _, cells in zip(range(sheet.HEADING_ROWS), _records(text, delimiter), strict=False):
            if sheet.has_ids(cells[1]):
                return delimiter
    return ","


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[Said]]]:
    csv.field_size_limit(_FIELD_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(reader, start=1):
            yield number, [Said((plain(unmarked(plain(cell))),)) for cell in cells]
    except csv.Error as error:
        raise BadInput(
            f"The table cannot be read at line {reader.line_num}: {error}.", "Save it as CSV again."
        ) from error
