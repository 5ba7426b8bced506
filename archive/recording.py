"""Decisions as rows before and after: one line of history from which a decision can be taken back.

`before` and `after` of such a line are `{table: [row, …]}`. A row holds its key and the columns that changed;
a row that was added is whole and stands in `after` only, one that was removed in `before` only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, insert, select, update

from archive import events, outbox, tables
from archive.catalogue import Transaction
from archive.errors import BadInput
from archive.model import Change

Values = Mapping[str, Any]
Rows = Mapping[str, list[dict[str, Any]]]


class Recording:
    """What one decision does to rows of tables, while it is being done."""

    def __init__(self, transaction: Transaction) -> None:
        self.transaction = transaction
        self.before: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.after: dict[str, list[dict[str, Any]]] = defaultdict(list)

    def change(self, table: Table, key: Values, values: Values) -> None:
        """Set columns of the row with this key, which must exist; what is so already is left alone."""
        columns = [table.c[name] for name in values]
        row = self.transaction.execute(select(*columns).where(_is(table, key))).one()
        changed = {name: value for name, value in values.items() if row._mapping[name] != value}
        if changed:
            self.transaction.execute(update(table).where(_is(table, key)).values(**changed))
            self._keep(table, key, {name: row._mapping[name] for name in changed}, changed)

    def _keep(self, table: Table, key: Values, old: Values, new: Values) -> None:
        """A row that changes twice in one decision stands in it once, as it was before and after all."""
        known = _find(self.after, table, key)
        if not known:
            self.before[table.name].append({**key, **old})
            self.after[table.name].append({**key, **new})
            return
        known.update(new)
        was = _find(self.before, table, key)
        was.update({name: value for name, value in old.items() if was and name not in was})

    def add(self, table: Table, values: Values) -> Any:
        """Put a new row in; its key when the catalogue numbers such rows itself."""
        made = self.transaction.execute(insert(table).values(**values)).inserted_primary_key
        key = dict(zip((column.name for column in table.primary_key), made, strict=True))
        row = self.transaction.execute(select(table).where(_is(table, key))).one()
        self.after[table.name].append(dict(row._mapping))
        return made[0]

    def remove(self, table: Table, key: Values) -> None:
        """Take the row with this key out."""
        row = self.transaction.execute(select(table).where(_is(table, key))).one()
        self.transaction.execute(delete(table).where(_is(table, key)))
        self.before[table.name].append(dict(row._mapping))

    def write(self, action: str, subject: str) -> None:
        """Append the line of history and tell the index, when anything changed."""
        if self.before or self.after:
            self.transaction.log.add(action, subject, dict(self.before), dict(self.after))
            outbox.add(self.transaction, touched(self.transaction.connection, self.before, self.after))


@contextmanager
def recorded(transaction: Transaction, action: str, subject: str) -> Iterator[Recording]:
    """A Recording that becomes one line of history about `subject` when the block ends."""
    recording = Recording(transaction)
    yield recording
    recording.write(action, subject)


def holds_rows(change: Change) -> bool:
    """Whether a line of history is of this form."""
    parts = [one for one in (change.before, change.after) if one]
    return bool(parts) and all(_are_rows(one) for one in parts)


def _are_rows(part: Any) -> bool:
    known = tables.metadata.tables
    return isinstance(part, dict) and all(
        name in known and isinstance(rows, list) for name, rows in part.items()
    )


def take_back(transaction: Transaction, change: Change, action: str = "undo") -> None:
    """Put the rows of a decision back as they were before it, as a decision of its own.

    Raises BadInput when something of it was changed since, or the line is not of this form.
    """
    if not holds_rows(change):
        raise BadInput(f"Line {change.number} of the history cannot be undone.", "Correct it by hand.")
    before, after = change.before or {}, change.after or {}
    _check_unchanged(transaction.connection, change, before, after)
    with recorded(transaction, action, change.subject) as recording:
        for table, key, row in _entries(after, before):
            recording.remove(table, key) if row is None else recording.change(table, key, row)
        for table, key, row in _entries(before, after):
            if row is None:
                recording.add(table, _find(before, table, key))


def _entries(of: Rows, other: Rows) -> Iterator[tuple[Table, Values, Values | None]]:
    """Each row of one state with its key, and the columns of the same row in the other state."""
    for name in reversed(list(of)):
        table = tables.metadata.tables[name]
        for row in reversed(of[name]):
            key = {column.name: row[column.name] for column in table.primary_key}
            found = _find(other, table, key)
            yield table, key, {n: v for n, v in found.items() if n not in key} if found else None


def _find(rows: Rows, table: Table, key: Values) -> dict[str, Any]:
    return next((row for row in rows.get(table.name, ()) if key.items() <= row.items()), {})


def _check_unchanged(connection: Connection, change: Change, before: Rows, after: Rows) -> None:
    for table, key, _ in [*_entries(after, before), *_entries(before, after)]:
        now = connection.execute(select(table).where(_is(table, key))).first()
        wanted = _find(after, table, key)
        if (now is not None) != bool(wanted) or (
            now is not None and any(now._mapping[name] != value for name, value in wanted.items())
        ):
            raise BadInput(
                f"Line {change.number} of the history ({change.action} of {change.subject}) cannot be undone:"
                f" {table.name} {', '.join(map(str, key.values()))} was changed since.",
                "Undo the later change first (`muragat history` shows it), or correct it by hand.",
            )


def touched(connection: Connection, *states: Rows) -> list[str]:
    """The items whose index entries depend on these rows."""
    found: dict[str, None] = {}
    for state in states:
        for name, rows in state.items():
            for row in rows:
                found.update(dict.fromkeys(_items_of(connection, name, row)))
    return sorted(found)


def _items_of(connection: Connection, name: str, row: Values) -> list[str]:
    if "item_id" in row:
        return [row["item_id"]]
    if name == "item":
        return [row["id"], *([row["joined_to"]] if row.get("joined_to") else [])]
    if name in ("event", "participant"):
        return events.item_ids(connection, row["id"] if name == "event" else row["event_id"])
    return []


def _is(table: Table, key: Values) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in key.items()))
