"""The inventory as a spreadsheet, as CSV and as PDF, row by row: memory stays flat."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exhibit.inventory import COLUMNS, Row, Summary
from exhibit.inventory_numbers import total
from exhibit.inventory_words import LANGUAGES, WORDS
from exhibit.sheets import lay_out
from exhibit.tables import harmless, plain
from exhibit.typesetting import Sheet, typeset

_WIDTHS = (6, 18, 62, 20, 18, 18, 16, 10, 14, 26, 24)
ROWS_AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class Inventory:
    """An inventory to be written: its rows in order, and what is said of them as a whole.

    `code` (kk, ru) is the language of what the rows say; headings are in both. `title` is the archive's,
    `query` what was asked for, or empty.
    """

    title: str
    rows: Iterable[Row]
    summary: Summary
    code: str = "kk"
    query: str = ""


def write(inventory: Inventory, path: Path) -> None:
    """Write the file `path` in the form that its ending names: `.xlsx`, `.csv` or `.pdf`."""
    {".xlsx": write_xlsx, ".csv": write_csv, ".pdf": write_pdf}[path.suffix.lower()](inventory, path)


def write_csv(inventory: Inventory, path: Path) -> None:
    """One line an item under one line of headings, in UTF-8 with the mark by which spreadsheets know it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
        writer.writerow([_heading(name) for name in COLUMNS])
        for number, row in enumerate(inventory.rows, start=1):
            writer.writerow([harmless(cell) for cell in _cells(number, row, inventory.code)])


def write_xlsx(inventory: Inventory, path: Path) -> None:
    """A sheet that is ready to print: headings stay in sight and stand on every page."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), {**options, "constant_memory": True}) as book:
        book.set_properties({"title": WORDS["title"]["kk"], "author": plain(inventory.title)})
        sheet = book.add_worksheet("Тізімдеме")
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        head = _write_head(book, sheet, inventory)
        last = _write_rows(book, sheet, inventory, head + 1)
        _write_end(book, sheet, inventory, last + 2)
        sheet.freeze_panes(head + 1, 2)
        sheet.autofilter(head, 0, max(last, head + 1), len(COLUMNS) - 1)
        sheet.repeat_rows(head)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&R&P / &N")


def write_pdf(inventory: Inventory, path: Path) -> None:
    """A4 across, headings on every page, with lines for signatures at the end."""
    with tempfile.TemporaryDirectory(prefix="muragat-") as name:
        root = Path(name)
        lay_out(root)
        units = (_unit(number, row, inventory.code) for number, row in enumerate(inventory.rows, start=1))
        typeset(Sheet("inventory", _shared(inventory), units, ROWS_AT_ONCE), root, root, path.absolute())


def _heading(name: str, between: str = " / ") -> str:
    return between.join(dict.fromkeys(WORDS[name][code] for code in LANGUAGES))


def _missing(row: Row, code: str) -> str:
    return ", ".join(WORDS[f"missing_{name}"][code] for name in row.missing)


def _cells(number: int, row: Row, code: str) -> list[str]:
    """The cells of one row in the order of COLUMNS."""
    reference = f"{row.reference}\n{row.id}" if row.reference else row.id
    return [
        *(str(number), reference, plain(row.annotation), row.author, row.date, row.place, row.form),
        *(row.count, row.size, row.note, _missing(row, code)),
    ]


def _facts(inventory: Inventory) -> Iterator[str]:
    """What all items share, in both languages: fonds, inventory, years; and what was asked for."""
    summary = inventory.summary
    for name, value in summary.shared.items():
        yield " / ".join(WORDS[name][code].format(value) for code in LANGUAGES)
    if summary.years:
        key = "years" if "–" in summary.years else "year"
        yield " / ".join(WORDS[key][code].format(summary.years) for code in LANGUAGES)
    if inventory.query:
        yield " / ".join(WORDS["selection"][code].format(plain(inventory.query)[:120]) for code in LANGUAGES)


def _totals(summary: Summary, code: str) -> list[str]:
    kinds = (("photo", "photographs"), ("document", "documents"))
    found = [f"{WORDS[word][code]} — {summary.kinds[kind]}" for kind, word in kinds if kind in summary.kinds]
    whole = total(summary.items, code)
    return [f"{whole}, {WORDS['of_them'][code].format(', '.join(found))}." if found else f"{whole}."]


def _remarks(summary: Summary) -> Iterator[str]:
    counts = (("incomplete", len(summary.missing)), ("left_out", summary.left_out))
    for name, count in counts:
        if count:
            yield " / ".join(WORDS[name][code].format(count) for code in LANGUAGES)
    if summary.unconfirmed:
        yield " / ".join(WORDS["unconfirmed"][code] for code in LANGUAGES)


def _unit(number: int, row: Row, code: str) -> dict[str, Any]:
    return {
        "no": str(number), "id": row.id, "reference": row.reference, "event": row.event, "says": row.says,
        "persons": list(row.persons), "author": row.author, "date": row.date, "place": row.place,
        "form": row.form, "count": row.count, "size": row.size, "note": row.note,
        "missing": _missing(row, code),
    }  # fmt: skip


def _shared(inventory: Inventory) -> dict[str, Any]:
    def both(name: str) -> Mapping[str, str]:
        return {code: WORDS[name][code] for code in LANGUAGES}

    title = plain(inventory.title)
    return {
        "title": title,
        "credit": title,
        "language": inventory.code,
        "words": both("title"),
        "heading": WORDS["title"]["kk"],
        "headings": both("title"),
        "facts": list(_facts(inventory)),
        "columns": [both(name) for name in COLUMNS[:-1]],
        "missing": WORDS["missing"][inventory.code],
        "totals": {code: _totals(inventory.summary, code) for code in LANGUAGES},
        "remarks": list(_remarks(inventory.summary)),
        "signatures": [{"who": both("compiled")}, {"who": both("approved")}],
        "signing": {name: " / ".join(both(name).values()) for name in ("post", "signature", "name", "day")},
    }


def _write_head(book: Any, sheet: Any, inventory: Inventory) -> int:
    """The lines over the table and its headings; the number of the row of headings."""
    lines = [
        (plain(inventory.title), {"font_color": "#5A6368"}),
        (WORDS["title"]["kk"], {"bold": True, "font_size": 18}),
        (WORDS["title"]["ru"], {"font_size": 12, "font_color": "#5A6368"}),
        *((fact, {}) for fact in _facts(inventory)),
    ]
    for number, (text, look) in enumerate(lines):
        sheet.write_string(number, 0, text, book.add_format(look))
    head = len(lines) + 1
    look = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bottom_color": "#0B6671"}
    format_ = book.add_format({**look, "bg_color": "#F4F2ED"})
    sheet.set_row(head, 48)
    for column, name in enumerate(COLUMNS):
        sheet.write_string(head, column, _heading(name, "\n"), format_)
    return head


def _write_rows(book: Any, sheet: Any, inventory: Inventory, first: int) -> int:
    """The rows of the table from row `first` on; the number of the last one."""
    look = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#CFCAC0"}
    body, lacking = book.add_format(look), book.add_format({**look, "font_color": "#0B6671"})
    last = first - 1
    for number, row in enumerate(inventory.rows, start=1):
        last = first + number - 1
        cells = _cells(number, row, inventory.code)
        sheet.write_number(last, 0, number, body)
        for column, cell in enumerate(cells[1:], start=1):
            sheet.write_string(last, column, cell, lacking if column == len(cells) - 1 else body)
    return last


def _write_end(book: Any, sheet: Any, inventory: Inventory, at: int) -> None:
    summary = inventory.summary
    lines: list[tuple[str, dict[str, Any]]] = [(line, {"bold": True}) for line in _totals(summary, "kk")]
    lines += [(line, {}) for line in _totals(summary, "ru")]
    lines += [(line, {"font_color": "#5A6368"}) for line in _remarks(summary)]
    signing = "   ".join(
        f"____________ ({' / '.join(WORDS[name].values())})" for name in ("post", "signature", "name", "day")
    )
    for who in ("compiled", "approved"):
        lines += [("", {}), (f"{' / '.join(WORDS[who].values())}   {signing}", {})]
    for number, (text, look) in enumerate(lines):
        sheet.write_string(at + number, 0, text, book.add_format(look))
