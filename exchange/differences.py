"""What a table wants changed: each cell against what was exported and against what the catalogue says now.

A cell that still says what was exported changes nothing, whatever has become of the field since. A cell that
was changed is written where the field is as it was; where the field was changed too, a person has to decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from archive.model import Item
from exchange import persons_cell
from exchange.cells import KEPT_OUT, Cell, cells, identity
from exchange.columns import ID
from exchange.sheet import Row, Said, Table
from exchange.wanted import Records, Refused, wanted

PERSONS = ("persons", "add_person")


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that is to be written: where it stands, and what the field says before and after.

    `meaning` is what is to be written; `new` names the records that will be made.
    """

    cell: str
    item_id: str
    field: str
    before: str
    after: str
    meaning: str
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be written. A `conflict` is a field that was changed in the catalogue too."""

    cell: str
    item_id: str
    field: str
    what: str
    kind: Literal["refused", "conflict"] = "refused"


Found = Difference | Fault


def twice(table: Table) -> list[Fault]:
    """The rows whose id stands in another row already, or that have none."""
    first: dict[str, str] = {}
    faults = []
    for row in table.rows:
        address = table.address(row.number, ID)
        if not row.item_id:
            faults.append(Fault(address, "", ID, "The row has no id."))
        elif row.item_id in first:
            what = f"{row.item_id} stands in {first[row.item_id]} already. Leave one of the two rows."
            faults.append(Fault(address, row.item_id, ID, what))
        else:
            first[row.item_id] = address
    return faults


def unknown(table: Table, known: set[str]) -> list[Fault]:
    """The rows whose item does not exist."""
    return [
        Fault(table.address(row.number, ID), row.item_id, ID, f"There is no item {row.item_id}.")
        for row in table.rows
        if row.item_id and row.item_id not in known
    ]


def differences(
    table: Table, row: Row, item: Item, records: Records, overwrite: bool = False
) -> Iterator[Found]:
    """What the changed cells of a row want, and why some of them cannot have it."""
    if row.base.identity and row.base.identity != identity(item):
        what = f"The row was exported from another archive: its {item.id} is another picture."
        yield Fault(table.address(row.number, ID), item.id, ID, what)
        return
    if item.joined_to:
        what = f"{item.id} has been joined to {item.joined_to}: correct that one."
        yield Fault(table.address(row.number, ID), item.id, ID, what)
        return
    now = cells(item)
    for key, said in row.changed.items():
        address = table.address(row.number, key)
        try:
            _refuse_damage(table.lossy, said.text, now[key].text)
            found = _compare(key, said, now, row, records, overwrite)
        except _Conflict as error:
            yield Fault(address, item.id, key, str(error), "conflict")
        except Refused as error:
            yield Fault(address, item.id, key, str(error))
        else:
            if found is not None:
                new = tuple(_new(key, found, records))
                yield Difference(address, item.id, key, now[key].text, found.text, found.meaning, new)


class _Conflict(Exception):
    pass


def _refuse_damage(encoding: str, text: str, now: str) -> None:
    """Refuse a text with more question marks than it had: such files have no other sign for ә, ғ, қ …"""
    if encoding and text.count("?") > now.count("?"):
        raise Refused(
            f"«{_short(text)}»: {encoding} lacks letters of Kazakh and puts «?» in their place."
            " Save the table as «CSV UTF-8»."
        )


def _compare(
    key: str, said: Said, now: Mapping[str, Cell], row: Row, records: Records, overwrite: bool
) -> Cell | None:
    """The cell to be written, or None when the field says so already. Raises Refused, _Conflict."""
    if said.problem:
        raise Refused(f"The cell cannot be read: {said.problem}.")
    if said.text == now[key].text or said.text.startswith(KEPT_OUT):
        return None
    if now[key].text.startswith(KEPT_OUT):
        raise Refused("The text of this field is too long for the table: correct it with `muragat edit`.")
    asked = wanted(key, said.text, records)
    if key == "add_person":
        return None if _is_named(asked, now["persons"]) else asked
    if asked.meaning == now[key].meaning:
        return None
    if not overwrite and not row.base.is_meaning(key, now[key].meaning):
        there = f"«{_short(now[key].text)}»; the table says «{_short(said.text)}»"
        if not row.base.identity:
            raise _Conflict(f"The catalogue says {there}. Write over it with --overwrite.")
        raise _Conflict(
            f"It was changed in the catalogue since the export, to {there}."
            " Export again, or write over it with --overwrite."
        )
    return asked


def _is_named(asked: Cell, now: Cell) -> bool:
    """Whether everybody of the cell is confirmed already."""
    confirmed = {one.person_id for one in persons_cell.read_meaning(now.meaning)}
    return all(one.person_id in confirmed for one in persons_cell.read_meaning(asked.meaning))


def _new(key: str, asked: Cell, records: Records) -> Iterator[str]:
    """The names of records that will be made."""
    if key in PERSONS:
        yield from (one.name for one in persons_cell.read_meaning(asked.meaning) if not one.person_id)
    elif key == "event" and asked.meaning and records.event(asked.meaning) is None:
        yield asked.meaning


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79]}…"
