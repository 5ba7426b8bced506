"""A table out of XLSX, whichever program wrote it: numbers, days and formulas are told from text."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from archive.errors import BadInput
from exchange import sheet
from exchange.cells import Base, read_base
from exchange.marks import unmarked
from exchange.plain import plain
from exchange.sheet import Said, Table
from exchange.xlsx_writing import BASE_SHEET, LISTS_SHEET

# Ten thousand rows with long captions unpack to some 40 MB; a bomb to thousands.
UNPACKED_BYTES = 1 << 30
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
LARGE_BYTES, MOST_PACKED = 50_000_000, 200
_SCAN = 4096


def read(path: Path) -> Table:
    """The table in the first sheet that has ids. Raises BadInput for what is no sound XLSX, or has no ids."""
    _check(path)
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    # It warns of what Excel adds to a book (its own kind of drop-downs); none of that is read.
    warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise _unreadable(path, error) from error
    try:
        bases = _bases(book)
        return sheet.read(_records(_table(book), from_csv=not bases), bases)
    except (zipfile.BadZipFile, KeyError, SyntaxError) as error:
        raise _unreadable(path, error) from error
    finally:
        book.close()


def _unreadable(path: Path, error: Exception) -> BadInput:
    return BadInput(f"{path.name} is no spreadsheet that can be read: {error}.", "Save it as XLSX again.")


def _check(path: Path) -> None:
    """Refuse archives that unpack to more than any table, and parts that declare entities."""
    try:
        with zipfile.ZipFile(path) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED_BYTES:
                raise BadInput(f"{path.name} unpacks to more than 1 GB.", "Export the table again.")
            if any(map(_is_bomb, parts.infolist())):
                raise BadInput(
                    f"{path.name} unpacks to far more than a table does.", "Export the table again."
                )
            for part in parts.infolist():
                with parts.open(part) as opened:
                    if b"<!DOCTYPE" in opened.read(_SCAN):
                        raise BadInput(f"{path.name} declares entities.", "Save it as XLSX again.")
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError) as error:
        raise _unreadable(path, error) from error


def _table(book: Any) -> Any:
    """The first sheet with ids, else the first: notes may stand on a sheet before it. Raises BadInput."""
    sheets = [one for one in book.worksheets if one.title not in (BASE_SHEET, LISTS_SHEET)]
    if not sheets:
        raise BadInput("The book has no sheet.", "Export one with `muragat table export`.")
    heads = ((one, islice(_records(one, from_csv=True), sheet.HEADING_ROWS)) for one in sheets)
    return next((one for one, head in heads if any(sheet.has_ids(cells) for _, cells in head)), sheets[0])


def _is_bomb(part: zipfile.ZipInfo) -> bool:
    """Whether a part is large and packed as only repetition can be: tables pack to a tenth or a thirtieth."""
    return part.file_size > LARGE_BYTES and part.file_size > MOST_PACKED * part.compress_size


def _bases(book: Any) -> Mapping[str, Base]:
    """What was exported, by id, out of the hidden sheet."""
    if BASE_SHEET not in book.sheetnames:
        return {}
    opened = book[BASE_SHEET]
    opened.reset_dimensions()
    pairs = ((row[0], row[1]) for row in opened.iter_rows(values_only=True) if len(row) > 1)
    return {str(item_id): read_base(str(written)) for item_id, written in pairs if item_id and written}


def _records(opened: Any, from_csv: bool) -> Iterator[tuple[int, list[Said]]]:
    """The rows. A book without our hidden sheet was a CSV file once, whose marks are still there."""
    # Some programs write the size of a sheet wrongly, and the rest would not be read.
    opened.reset_dimensions()
    for number, row in enumerate(opened.iter_rows(), start=1):
        yield number, [_said(cell, from_csv) for cell in row]


def _said(cell: Any, from_csv: bool) -> Said:
    value = cell.value
    if value is None:
        return Said()
    if cell.data_type == "f":
        return Said((str(value),), "it holds a formula: put its value in its place")
    if cell.data_type == "e":
        return Said((str(value),), f"it holds the error {value}")
    if isinstance(value, str):
        text = plain(ESCAPED.sub(lambda found: chr(int(found[1], 16)), value))
        return Said((plain(unmarked(text)) if from_csv else text,))
    return Said(tuple(dict.fromkeys(map(plain, _readings(value, str(cell.number_format or ""))))))


def _readings(value: object, form: str) -> Iterable[str]:
    """The texts that a spreadsheet may have taken for this value."""
    if isinstance(value, bool):
        return ("TRUE", "yes") if value else ("FALSE", "no")
    if isinstance(value, int | float):
        return _numbers(value)
    if isinstance(value, datetime | date):
        return _days(value, form)
    if isinstance(value, time):
        return (value.isoformat("minutes"), value.isoformat())
    return (str(value),)


def _numbers(value: float) -> list[str]:
    """«1958» of 1958.0; and what had zeros before it, or a comma in it."""
    shown = str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)
    padded = [shown.zfill(length) for length in range(len(shown) + 1, 13)]
    fractions = [f"{shown}{zeros}" for zeros in (".0", ".00", ",0", ",00")]
    return [shown, *padded, *fractions, shown.replace(".", ","), f"+{shown}"]


def _days(value: date, form: str) -> list[str]:
    """The day in EDTF, as precise as the cell shows it, then the same in other ways of writing."""
    day, month = value.strftime("%d"), value.strftime("%m")
    year = f"{value.year:04d}"
    clock = value.strftime("T%H:%M:%S") if isinstance(value, datetime) and value.time() != time() else ""
    whole = [f"{year}-{month}-{day}{clock}", f"{year}-{month}-{day}"]
    written = [f"{day}.{month}.{year}", f"{value.day}.{value.month}.{year}", f"{month}/{day}/{year}"]
    slashed = [f"{value.day}/{value.month}/{year[2:]}", f"{value.month}/{value.day}/{year[2:]}"]
    plain_form = re.sub(r"\[[^\]]*\]|\"[^\"]*\"|\\.", "", form).casefold()
    coarse = [f"{year}-{month}"] if "d" not in plain_form and "m" in plain_form else []
    return [*coarse, *whole, *written, *slashed, f"{year}-{month}", year]
