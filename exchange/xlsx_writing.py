"""The table as XLSX: a frozen heading, lists to choose from, and cells that stay text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, get_args

from archive.model import Access
from exchange.cells import Cell
from exchange.columns import BASE, COLUMNS, ID, NOTES, Column

SHEET, LISTS_SHEET, BASE_SHEET = "items", "muragat_lists", "muragat_base"
# A row shows so many lines of its longest cell; the rest is there and can be scrolled to.
_LINES, _LINE_POINTS = 6, 15
_SHOWN = tuple(column for column in COLUMNS if column.key != BASE)
# New names may be written into these: the list helps, it does not forbid.
_OPEN = ("events", "persons", "forms")


@dataclass(frozen=True, slots=True)
class Offers:
    """What the drop-downs offer: events and persons with their ids, and forms of originals."""

    events: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    def lists(self) -> dict[str, tuple[str, ...]]:
        """Every list by its name."""
        fixed = {"access": get_args(Access), "yes_no": ("yes", "no")}
        return {"events": self.events, "persons": self.persons, "forms": self.forms, **fixed}


def write(rows: Iterable[Mapping[str, Cell]], path: Path, language: str, offers: Offers) -> int:
    """Write the rows one by one, so that memory does not grow with them; how many. Raises OSError."""
    # In memory: a book that finds no room for itself complains once more when it is let go of.
    made = BytesIO()
    count = _write(rows, made, language, offers)
    path.write_bytes(made.getbuffer())
    return count


def _write(rows: Iterable[Mapping[str, Cell]], made: BytesIO, language: str, offers: Offers) -> int:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(made, {**options, "constant_memory": True}) as book:
        sheet, lists, base = (book.add_worksheet(name) for name in (SHEET, LISTS_SHEET, BASE_SHEET))
        formats = _formats(book)
        _write_heading(sheet, formats, language)
        count = _write_rows(sheet, base, rows, formats)
        _write_lists(book, lists, offers.lists())
        _offer(sheet, offers.lists(), count)
        _lay_out(sheet, count)
        lists.hide()
        base.very_hidden()
    return count


def _formats(book: Any) -> dict[str, Any]:
    text = {"num_format": "@", "text_wrap": True, "valign": "top", "border": 1, "border_color": "#D0D0D0"}
    known = {**text, "font_color": "#5F5F5F", "bg_color": "#EFEFEF"}
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "bottom": 2, "bg_color": "#DCE6F1"}
    return {
        "text": book.add_format(text),
        "known": book.add_format(known),
        "head": book.add_format(head),
        "known_head": book.add_format({**head, "bg_color": "#D9D9D9", "font_color": "#5F5F5F"}),
    }


def _write_heading(sheet: Any, formats: Mapping[str, Any], language: str) -> None:
    sheet.set_row(0, 32)
    for place, column in enumerate(_SHOWN):
        sheet.set_column(place, place, column.width, formats["text" if column.editable else "known"])
        head = formats["head" if column.editable else "known_head"]
        sheet.write_string(0, place, column.headings[language], head)
        if column.key in NOTES:
            size = {"x_scale": 1.6, "y_scale": 1.1, "font_size": 9}
            sheet.write_comment(0, place, NOTES[column.key][language], size)


def _write_rows(sheet: Any, base: Any, rows: Iterable[Mapping[str, Cell]], formats: Mapping[str, Any]) -> int:
    count = 0
    for count, row in enumerate(rows, start=1):
        sheet.set_row(count, _LINE_POINTS * max(_lines(row[column.key].text, column) for column in _SHOWN))
        for place, column in enumerate(_SHOWN):
            if text := row[column.key].text:
                form = formats["text" if column.editable else "known"]
                sheet.write_string(count, place, text, form)
        base.write_string(count - 1, 0, row[ID].text)
        base.write_string(count - 1, 1, row[BASE].text)
    return count


def _lines(text: str, column: Column) -> int:
    """How many lines the text takes in its column, within what a row shows."""
    lines = sum(1 + len(line) // max(column.width - 1, 1) for line in text[:2000].split("\n"))
    return min(lines, _LINES)


def _write_lists(book: Any, sheet: Any, lists: Mapping[str, Sequence[str]]) -> None:
    """One column a list, and a name for each, by which the drop-downs know it."""
    for row in range(max(map(len, lists.values()))):
        for place, entries in enumerate(lists.values()):
            if row < len(entries):
                sheet.write_string(row, place, entries[row])
    for place, (name, entries) in enumerate(lists.items()):
        column = chr(ord("A") + place)
        area = f"${column}$1:${column}${max(len(entries), 1)}"
        book.define_name(f"muragat_{name}", f"={LISTS_SHEET}!{area}")


def _offer(sheet: Any, lists: Mapping[str, Sequence[str]], count: int) -> None:
    for place, column in enumerate(_SHOWN):
        if column.offer and lists[column.offer]:
            rule = {
                "validate": "list",
                "source": f"=muragat_{column.offer}",
                "error_type": "information" if column.offer in _OPEN else "stop",
                "error_title": "Muragat",
                "error_message": "This is not in the list.",
                "show_error": column.offer not in _OPEN,
            }
            sheet.data_validation(1, place, max(count, 1), place, rule)


def _lay_out(sheet: Any, count: int) -> None:
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(count, 1), len(_SHOWN) - 1)
    sheet.set_landscape()
    sheet.set_paper(8)  # A3
    sheet.fit_to_pages(3, 0)
    sheet.repeat_rows(0)
