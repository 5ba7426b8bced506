"""A table that came back: its rows, and of each row what differs from what was exported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from archive.errors import BadInput
from exchange.cells import Base, read_base
from exchange.columns import BASE, BY_KEY, ID, named

# A title or an explanation may stand above the headings.
HEADING_ROWS = 10


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says. `texts` are the plain texts that it may stand for, the likeliest first: a spreadsheet
    that took «0012» for a number says 12. `problem` says why it cannot be read."""

    texts: tuple[str, ...] = ("",)
    problem: str = ""

    @property
    def text(self) -> str:
        """What the cell says."""
        return self.texts[0]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, the item that it is about, and the cells that were changed."""

    number: int
    item_id: str
    base: Base
    changed: Mapping[str, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it came back. `places` are the numbers of its columns from 0; `ignored` the headings that
    mean nothing here. `lossy` is an encoding that lacks letters of Kazakh, when the file is in one."""

    rows: tuple[Row, ...]
    places: Mapping[str, int]
    ignored: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    lossy: str = ""

    def address(self, row: int, key: str) -> str:
        """Where a cell is, as a spreadsheet shows it: `C17`."""
        return f"{letters(self.places[key])}{row}"


def letters(column: int) -> str:
    """The name of a column, counted from 0: A, B … Z, AA."""
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name


Records = Iterable[tuple[int, Sequence[Said]]]


def read(
    records: Records, bases: Mapping[str, Base] | None = None, notes: Sequence[str] = (), lossy: str = ""
) -> Table:
    """The table in the records (row numbers from 1, with their cells). `bases` are of the hidden sheet.

    Raises BadInput when no row has the heading of the ids, or when two columns mean the same.
    """
    rest = iter(records)
    places, ignored = _headings(islice(rest, HEADING_ROWS), rest)
    rows = tuple(row for number, cells in rest if (row := _row(number, cells, places, bases)) is not None)
    return Table(rows, places, tuple(ignored), tuple(notes), lossy)


def _headings(
    first: Iterator[tuple[int, Sequence[Said]]], rest: Iterator[tuple[int, Sequence[Said]]]
) -> tuple[dict[str, int], list[str]]:
    for _, cells in first:
        if has_ids(cells):
            return _placed([cell.text for cell in cells])
    raise BadInput(
        "The table has no column with the items' ids.",
        "Export one with `muragat table export`, and leave its headings as they are.",
    )


def has_ids(cells: Sequence[Said]) -> bool:
    """Whether one of the cells is the heading of the column of ids."""
    return any((column := named(cell.text)) is not None and column.key == ID for cell in cells)


def _placed(headings: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    places: dict[str, int] = {}
    ignored = []
    for number, heading in enumerate(headings):
        column = named(heading)
        if column is None:
            ignored += [f"{letters(number)} «{heading}»"] if heading else []
        elif column.key in places:
            both = f"{letters(places[column.key])} and {letters(number)}"
            raise BadInput(f"The columns {both} mean the same: {heading}.", "Take one of them away.")
        else:
            places[column.key] = number
    return places, ignored


def _row(
    number: int, cells: Sequence[Said], places: Mapping[str, int], bases: Mapping[str, Base] | None
) -> Row | None:
    """The row with its changed cells; None for one that is blank."""
    found = {key: cells[place] if place < len(cells) else Said() for key, place in places.items()}
    if not any(one.text or one.problem for one in found.values()):
        return None
    # A spreadsheet shows the mark by which CSV keeps text from being reckoned with.
    item_id = found[ID].text.lstrip("'")
    known = (bases or {}).get(item_id) or read_base(found[BASE].text if BASE in found else "")
    changed = {
        key: said
        for key, said in found.items()
        if BY_KEY[key].editable and (said.problem or not any(known.is_text(key, text) for text in said.texts))
    }
    return Row(number, item_id, known, changed)
