"""Rows as a step left them → rows as they were before it, in plain SQL: the values are those of SQLite."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from archive import events, persons
from archive.undo_journal import KEYS, Values, read

# Columns that are one decision: what a date rests on is not that of another date, who named a person did not
# give it another name.
TOGETHER: Mapping[str, tuple[frozenset[str], ...]] = {
    "item": (frozenset(("edtf", "date_display", "earliest", "latest", "date_basis")),),
    "person": (frozenset(("name", "key", "named_by")),),
}
# Columns and tables as people speak of them.
SAID = dict.fromkeys(("edtf", "date_display", "earliest", "latest", "date_basis"), "date")
SAID |= {
    "key": "name",
    "named_by": "name",
    "event_id": "event",
    "merged_into": "merge",
    "joined_to": "join",
    "set": "contents",
}
BETWEEN = {"depiction": "on", "participant": "at", "person_variant": "as a name of", "item_side": "of"}
BETWEEN |= {"person_distinct": "kept apart from"}


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after a step. None is no row; of a row that was there both times, the columns that
    differ."""

    table: str
    key: tuple[Any, ...]
    before: Values | None
    after: Values | None

    def meets(self, other: RowChange) -> bool:
        """Whether both changed the same: the row's being there, or one of its columns."""
        if (self.table, self.key) != (other.table, other.key):
            return False
        if None in (self.before, self.after, other.before, other.after):
            return True
        return not self._said().isdisjoint(other._said())

    def _said(self) -> set[str]:
        """The columns that changed, and those that say the same decision with them."""
        changed = set(self.before or ())
        linked = (group for group in TOGETHER.get(self.table, ()) if not changed.isdisjoint(group))
        return changed.union(*linked)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands where a step's own value should: the row, what it is in words, and what it is now."""

    row: RowChange
    what: str
    now: str


def row_change(noted: Mapping[str, Any]) -> RowChange:
    """What the journal noted of one row."""
    key = tuple(noted["key"])
    return RowChange(noted["table"], key, read(noted["before"]), read(noted["after"]))


def _where(row: RowChange) -> str:
    return " AND ".join(f'"{column}" = ?' for column in KEYS[row.table])


def current(connection: Connection, row: RowChange) -> Values | None:
    query = f'SELECT * FROM "{row.table}" WHERE {_where(row)}'
    found = connection.exec_driver_sql(query, row.key).mappings().first()
    return dict(found) if found is not None else None


def standing(connection: Connection, row: RowChange) -> Standing | None:
    """What stands instead of the step's own value; None when nobody has changed it since."""
    now = current(connection, row)
    if row.after is None or now is None:
        missing = (now is None) != (row.after is None)
        return Standing(row, words(row), "gone" if now is None else "there again") if missing else None
    differing = [name for name, value in row.after.items() if now[name] != value]
    if not differing:
        return None
    return _standing(row, now, differing[0])


def said_again(connection: Connection, rows: Sequence[RowChange], later: RowChange) -> Standing:
    """What a later step changed of a row of this one, although its value is that of this step again."""
    row = next(row for row in rows if (row.table, row.key) == (later.table, later.key))
    now = current(connection, row) or {}
    if not row.after or not later.after or not later.before:
        return Standing(row, words(row, now), "there" if now else "gone")
    both = [name for name in later.before if name in row.after]
    return _standing(row, now, (both or list(later.before))[0])


def _standing(row: RowChange, now: Values, column: str) -> Standing:
    return Standing(row, f"the {SAID.get(column, column)} of {words(row, now)}", _shown(now.get(column)))


def words(row: RowChange, now: Values | None = None) -> str:
    """The row as people say it: «P00012 on 0001-0002», «the text 7 of 0001-0002»."""
    first, *rest = map(str, row.key)
    if row.table in BETWEEN:
        return f"{rest[0]} {BETWEEN[row.table]} {first}"
    of = (now or row.after or row.before or {}).get("item_id" if row.table == "text" else "subject")
    return f"{row.table.replace('_', ' ')} {' '.join((first, *rest))}" + (f" of {of}" if of else "")


def _shown(value: Any) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"


def put_back(connection: Connection, rows: Sequence[RowChange]) -> None:
    """Give every row the state it had before. References are checked when the transaction ends."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    for row in rows:
        if row.before is None:
            connection.exec_driver_sql(f'DELETE FROM "{row.table}" WHERE {_where(row)}', row.key)
        elif row.after is None:
            columns = ", ".join(f'"{name}"' for name in row.before)
            marks = ", ".join("?" * len(row.before))
            statement = f'INSERT INTO "{row.table}" ({columns}) VALUES ({marks})'
            connection.exec_driver_sql(statement, tuple(row.before.values()))
        else:
            columns = ", ".join(f'"{name}" = ?' for name in row.before)
            statement = f'UPDATE "{row.table}" SET {columns} WHERE {_where(row)}'
            connection.exec_driver_sql(statement, (*row.before.values(), *row.key))


def touched(connection: Connection, rows: Sequence[RowChange]) -> set[str]:
    """The items of which the index has to learn when these rows change."""
    return {item_id for row in rows for item_id in _ITEMS.get(row.table, _no_items)(connection, row)}


def _no_items(connection: Connection, row: RowChange) -> Sequence[str]:
    return ()


def _by_key(connection: Connection, row: RowChange) -> Sequence[str]:
    return (row.key[0],)


def _of_text(connection: Connection, row: RowChange) -> Sequence[str]:
    known = row.before or row.after or {}
    item_id = known.get("item_id") or (current(connection, row) or {}).get("item_id")
    return (item_id,) if item_id else ()


def _of_person(connection: Connection, row: RowChange) -> Sequence[str]:
    return persons.item_ids(connection, row.key[0])


def _of_event(connection: Connection, row: RowChange) -> Sequence[str]:
    return events.item_ids(connection, row.key[0])


def _of_suggestion(connection: Connection, row: RowChange) -> Sequence[str]:
    known = {**(current(connection, row) or {}), **(row.before or {}), **(row.after or {})}
    kind, _, subject = str(known.get("subject", "")).partition(":")
    if kind == "event":
        return events.item_ids(connection, subject)
    return (subject,) if kind == "item" else ()


_ITEMS: Mapping[str, Callable[[Connection, RowChange], Sequence[str]]] = {
    "item": _by_key,
    "item_side": _by_key,
    "depiction": _by_key,
    "text": _of_text,
    "person": _of_person,
    "person_variant": _of_person,
    "event": _of_event,
    "participant": _of_event,
    "suggestion": _of_suggestion,
}
