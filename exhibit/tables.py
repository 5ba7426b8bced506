"""The checklist as a spreadsheet and as CSV. A cell is never a formula, whatever a title says."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from exhibit.checks import possible_cm
from exhibit.images import Files
from exhibit.words import in_figures, word
from exhibit.works import Work

COLUMNS = (
    *("no", "archive_no", "title", "annotation", "persons", "date", "edtf", "place", "author", "reference"),
    *("pages", "size", "print_size", "rights", "credit", "file", "original", "sha256"),
)
_WIDTHS = {"no": 6, "archive_no": 13, "title": 32, "annotation": 60, "persons": 34, "sha256": 20}
_WIDTH = 18
# What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection").
_FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udfff]")
# The most letters that a cell of a spreadsheet holds.
_CELL = 32_000


@dataclass(frozen=True, slots=True)
class Row:
    """One work of the checklist: its cells in the order of COLUMNS, and its small picture."""

    cells: tuple[str, ...]
    thumbnail: Path | None


def row(work: Work, files: Files, thumbnail: Path | None, code: str) -> Row:
    """The line of one work in the language `code`; annotations stand in every language that is there."""
    item = work.item
    width, height = files.width or item.width or 0, files.height or item.height or 0
    cells = {
        "no": work.name,
        "archive_no": item.id,
        "title": "\n".join(work.titles.values()),
        "annotation": "\n\n".join(work.labels.values()),
        "persons": "\n".join(work.persons_in(code, word("unconfirmed_mark", code))),
        "date": work.date(code) or word("date_unknown", code),
        "edtf": work.edtf,
        "place": work.place_in(code),
        "author": item.author or "",
        "reference": item.reference or "",
        "pages": str(work.pages),
        "size": f"{width} × {height}" if width else "",
        "print_size": in_figures(f"{possible_cm(width)} × {possible_cm(height)}", code) if width else "",
        "rights": item.rights.statement or "",
        "credit": work.credit,
        "file": files.print,
        "original": item.original.name,
        "sha256": item.original.sha256,
    }
    return Row(tuple(plain(cells[name]) for name in COLUMNS), thumbnail)


def plain(text: str) -> str:
    """`text` as a cell can hold it: no control characters, and not too long."""
    return _CONTROL.sub("", text)[:_CELL]


def harmless(text: str) -> str:
    """`text` for a CSV cell: an apostrophe keeps a spreadsheet from reading it as a formula."""
    return f"'{text}" if _FORMULA.match(text.lstrip(" ")) else text


def write_csv(rows: Sequence[Row], path: Path, code: str) -> None:
    """The checklist as UTF-8 with the mark by which spreadsheets know it, one line a work."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        writer.writerow([word(name, code) for name in COLUMNS])
        writer.writerows([harmless(cell) for cell in one.cells] for one in rows)


def write_xlsx(rows: Sequence[Row], path: Path, code: str, title: str, created: datetime) -> None:
    """The checklist with small pictures; `created` makes its bytes the same each time."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), {**options, "constant_memory": False}) as book:
        book.set_properties({"title": plain(title), "created": created.replace(tzinfo=None)})
        sheet = book.add_worksheet(word("checklist", code)[:31])
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 2})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        _write_head(sheet, head, code)
        for number, one in enumerate(rows, start=1):
            _write_row(sheet, number, one, body)
        sheet.freeze_panes(1, 3)
        sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)


# The picture stands after the number: the columns of a sheet are one more than those of the CSV.
_PICTURE_COLUMN = 1
_PICTURE_PIXELS = 120
_LINE_PIXELS = 20
# A row of a spreadsheet is 409 points at most.
_HIGHEST = 545


def _write_head(sheet: object, head: object, code: str) -> None:
    names = [*COLUMNS[:_PICTURE_COLUMN], "thumbnail", *COLUMNS[_PICTURE_COLUMN:]]
    for column, name in enumerate(names):
        sheet.write_string(0, column, word(name, code), head)  # type: ignore[attr-defined]
        sheet.set_column(column, column, _WIDTHS.get(name, _WIDTH))  # type: ignore[attr-defined]


def _height(one: Row) -> int:
    """As high as the picture or the longest text of the row, in pixels: a height that is set is not fitted by
    the spreadsheet."""
    widths = [_WIDTHS.get(name, _WIDTH) for name in COLUMNS]
    cells = (
        (cell, width)
        for name, cell, width in zip(COLUMNS, one.cells, widths, strict=True)
        if name != "sha256"
    )
    lines = max(sum(-(-max(1, len(line)) // width) for line in cell.split("\n")) for cell, width in cells)
    return min(max(_PICTURE_PIXELS + 8, lines * _LINE_PIXELS + 4), _HIGHEST)


def _write_row(sheet: object, number: int, one: Row, body: object) -> None:
    cells = [*one.cells[:_PICTURE_COLUMN], "", *one.cells[_PICTURE_COLUMN:]]
    sheet.set_row_pixels(number, _height(one))  # type: ignore[attr-defined]
    for column, cell in enumerate(cells):
        sheet.write_string(number, column, cell, body)  # type: ignore[attr-defined]
    if one.thumbnail:
        _insert(sheet, number, one.thumbnail)


def _insert(sheet: object, number: int, thumbnail: Path) -> None:
    from PIL import Image

    with Image.open(thumbnail) as picture:
        scale = min(_PICTURE_PIXELS / picture.height, _PICTURE_PIXELS / picture.width)
    # xlsxwriter reckons with the picture's resolution; ours say nothing, which it takes for 96 dpi.
    options = {"x_scale": scale, "y_scale": scale, "x_offset": 4, "y_offset": 4, "object_position": 1}
    sheet.insert_image(number, _PICTURE_COLUMN, str(thumbnail), options)  # type: ignore[attr-defined]
