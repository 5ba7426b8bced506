"""What a write does to the rows of the catalogue, noted by triggers, so that it can be undone exactly.

Whoever writes need not think of undoing: SQLite itself tells of every row, as in
https://sqlite.org/undoredo.html. The triggers are temporary: they live and end with one connection.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table

from archive import tables

# What people describe and decide. Accessions, files and originals are received, not decided.
WATCHED: tuple[Table, ...] = (
    tables.item,
    tables.item_side,
    tables.text,
    tables.person,
    tables.person_variant,
    tables.person_distinct,
    tables.depiction,
    tables.event,
    tables.participant,
    tables.suggestion,
    tables.exhibition,
)
COLUMNS: Mapping[str, tuple[str, ...]] = {one.name: tuple(one.columns.keys()) for one in WATCHED}
KEYS: Mapping[str, tuple[str, ...]] = {one.name: tuple(one.primary_key.columns.keys()) for one in WATCHED}

# A row by column as SQLite holds it: JSON as text, truth as 0 and 1.
Values = dict[str, Any]


class Journal:
    """The rows that change on a connection from now on. `rows()` gives each with both its states."""

    def __init__(self, connection: Connection) -> None:
        self._states: dict[tuple[str, tuple[Any, ...]], tuple[Values | None, Values | None]] = {}
        raw: Any = connection.connection.driver_connection
        raw.create_function("journal", -1, self._note)
        for table in WATCHED:
            for operation in ("INSERT", "UPDATE", "DELETE"):
                raw.execute(_trigger(table.name, operation))

    def _note(self, name: str, operation: str, *values: Any) -> None:
        columns = COLUMNS[name]
        states = [
            dict(zip(columns, values[at : at + len(columns)], strict=True))
            for at in range(0, len(values), len(columns))
        ]
        old = None if operation == "INSERT" else states[0]
        new = None if operation == "DELETE" else states[-1]
        keys = [key_of(name, state) for state in (old, new) if state is not None]
        if old and new and keys[0] != keys[1]:
            # A row that was given another key is gone from the first and new under the second.
            self._record(name, keys[0], old, None)
            self._record(name, keys[1], None, new)
        else:
            self._record(name, keys[0], old, new)

    def _record(self, name: str, key: tuple[Any, ...], old: Values | None, new: Values | None) -> None:
        first = self._states[name, key][0] if (name, key) in self._states else old
        self._states[name, key] = (first, new)

    def rows(self) -> list[dict[str, Any]]:
        """What changed, as JSON: `{"table", "key", "before", "after"}`. None is no row; of a row that was
        there before and after, only the columns that differ."""
        result = []
        for (name, key), (before, after) in self._states.items():
            if before is not None and after is not None:
                differing = [column for column in before if before[column] != after[column]]
                before, after = ({column: state[column] for column in differing} for state in (before, after))
            if before != after:
                states = {"before": written(before), "after": written(after)}
                result.append({"table": name, "key": list(key), **states})
        return result


def _trigger(name: str, operation: str) -> str:
    states = {"INSERT": ("NEW",), "DELETE": ("OLD",)}.get(operation, ("OLD", "NEW"))
    values = ", ".join(f'{state}."{column}"' for state in states for column in COLUMNS[name])
    return (
        f"CREATE TEMP TRIGGER journal_{name}_{operation.lower()} AFTER {operation} ON main.{name}"
        f" BEGIN SELECT journal('{name}', '{operation}', {values}); END"
    )


def key_of(name: str, state: Values) -> tuple[Any, ...]:
    """The values of a row's primary key."""
    return tuple(state[column] for column in KEYS[name])


def written(state: Values | None) -> Values | None:
    """A row as JSON can hold it: bytes as `{"hex": …}`."""
    if state is None:
        return None
    return {
        name: {"hex": value.hex()} if isinstance(value, bytes) else value for name, value in state.items()
    }


def read(state: Values | None) -> Values | None:
    """The row that `written` wrote."""
    if state is None:
        return None
    return {
        name: bytes.fromhex(value["hex"]) if isinstance(value, dict) else value
        for name, value in state.items()
    }
