"""Records that a step made and others use since, and records that became part of another since."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from archive.undo_journal import KEYS
from archive.undo_rows import RowChange, current

# A record: its table and its id.
Record = tuple[str, Any]
# What refers to a record, and the rows that are part of it.
REFERENCES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "person": (("depiction", "person_id"), ("participant", "person_id"), ("person", "merged_into")),
    "event": (("item", "event_id"), ("event", "merged_into")),
}
PARTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "person": (("person_variant", "person_id"), ("person_distinct", "one"), ("person_distinct", "other")),
    "event": (("participant", "event_id"),),
}
# Where a record says which one took it in.
LEADS = {"person": "merged_into", "event": "merged_into", "item": "joined_to"}
NAMES = {"person": "name", "event": "names"}
OF_ITEMS = (("item_side", "item_id"), ("text", "item_id"), ("depiction", "item_id"))
# Whose a row is, by its columns.
OWNERS = {
    column: record for record, columns in (*REFERENCES.items(), *PARTS.items()) for column in columns
} | dict.fromkeys(OF_ITEMS, "item")


def users(connection: Connection, rows: Sequence[RowChange]) -> dict[Record, RowChange]:
    """The new persons and events that others refer to by now, each with a row that does: such a record
    stays."""
    found = {}
    for row in rows:
        user = _user(connection, row, rows) if row.table in REFERENCES and row.before is None else None
        if user is not None:
            found[row.table, row.key[0]] = user
    return found


def without(rows: Sequence[RowChange], records: Collection[Record]) -> list[RowChange]:
    """The rows that are neither one of these records nor part of one."""
    return [row for row in rows if not any(_is_part(row, *record) for record in records)]


def _user(connection: Connection, record: RowChange, rows: Sequence[RowChange]) -> RowChange | None:
    """A row that refers to the record and that this step did not make."""
    own = {(row.table, row.key) for row in rows if row.before is None}
    changed = {(row.table, row.key, name) for row in rows if row.before for name in row.before}
    for table, column in (*REFERENCES[record.table], *PARTS[record.table]):
        keys = ", ".join(f'"{name}"' for name in KEYS[table])
        query = f'SELECT {keys} FROM "{table}" WHERE "{column}" = ?'
        for found in connection.exec_driver_sql(query, record.key):
            key = tuple(found)
            if (table, key) not in own and (table, key, column) not in changed:
                return RowChange(table, key, {column: None}, {column: record.key[0]})
    return None


def _is_part(row: RowChange, table: str, key: Any) -> bool:
    if (row.table, row.key[0]) == (table, key):
        return True
    return any(
        row.table == part and row.key[KEYS[part].index(column)] == key for part, column in PARTS[table]
    )


def taken_in(connection: Connection, rows: Sequence[RowChange]) -> RowChange | None:
    """How the first of the records that these rows are about became part of another since; None when none
    did."""
    freed = _freed(rows)
    for record, key in dict.fromkeys(owner for row in rows for owner in _owners(connection, row)):
        lead = LEADS[record]
        now = current(connection, RowChange(record, (key,), None, None))
        if now is not None and now[lead] is not None and (record, key) not in freed:
            return RowChange(record, (key,), {lead: None}, {lead: now[lead]})
    return None


def _freed(rows: Sequence[RowChange]) -> set[Record]:
    """The records that are records of their own again when these rows are put back."""
    return {(row.table, row.key[0]) for row in rows if LEADS.get(row.table) in (row.before or ())}


def _owners(connection: Connection, row: RowChange) -> Iterator[Record]:
    """The records (table, id) that a row is, belongs to or will point to."""
    if row.table in LEADS:
        yield row.table, row.key[0]
    keys = dict(zip(KEYS[row.table], row.key, strict=True))
    values = {**(current(connection, row) or {}), **keys, **(row.before or {})}
    for (table, column), record in OWNERS.items():
        if table == row.table and values.get(column) is not None:
            yield record, values[column]
    if row.table == "suggestion":
        kind, _, owner = str(values.get("subject", "")).partition(":")
        if kind in LEADS:
            yield kind, owner
        if values.get("field") == "event":
            yield "event", values["value"]


def named_too(connection: Connection, rows: Sequence[RowChange]) -> tuple[RowChange, str] | None:
    """How a record that is called as these rows have called another became part of that since, and the name,
    which would be forgotten: it was not written down twice. None when there is none."""
    for row in rows:
        if row.table in NAMES and row.after and NAMES[row.table] in (row.before or ()):
            lost = _called(connection, row, rows, put_back=False) - _called(
                connection, row, rows, put_back=True
            )
            query = f'SELECT id FROM "{row.table}" WHERE merged_into = ? ORDER BY id DESC'
            for (other,) in connection.exec_driver_sql(query, row.key):
                merged = RowChange(row.table, (other,), {"merged_into": None}, {"merged_into": row.key[0]})
                known = lost & _called(connection, merged, (), put_back=False)
                if known and (row.table, other) not in _freed(rows):
                    return merged, sorted(known)[0]
    return None


def _called(connection: Connection, row: RowChange, rows: Sequence[RowChange], put_back: bool) -> set[str]:
    """What a record is called, or will be when these rows are put back."""
    state = {**(current(connection, row) or {}), **((row.before if put_back else None) or {})}
    if row.table == "event":
        return {*json.loads(state["names"]).values(), *json.loads(state["alternatives"])}
    query = "SELECT name FROM person_variant WHERE person_id = ? AND NOT generated"
    forms = {name for (name,) in connection.exec_driver_sql(query, row.key)}
    changed = {one.key[1]: one for one in rows if one.table == "person_variant" and one.key[0] == row.key[0]}
    if put_back:
        forms = {name for name in forms if name not in changed}
        forms |= {name for name, one in changed.items() if one.before is not None}
    return {state["name"], *forms}
