"""The catalogue as JSON Lines: one file a table, one row a line, readable without Muragat.

Bytes that are UTF-8 (paths) stand as text, others as `{"hex": …}`. `schema.json` says which columns hold
bytes, JSON, or truth values, so that a dump of an old schema can still be read in.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import JSON, Boolean, Connection, LargeBinary, Table, select

from archive import migrations, tables
from archive.errors import Damaged

# How a column's values are written, by name of kind.
BYTES, AS_JSON, TRUTH, PLAIN = "bytes", "json", "boolean", "plain"


def schema() -> dict[str, Any]:
    """`{"version": …, "tables": {name: {column: kind}}}`, in an order in which rows can be put in again."""
    described = {
        table.name: {column.name: _kind(column.type) for column in table.columns} for table in _ordered()
    }
    return {"version": migrations.NEWEST, "tables": described}


def _ordered() -> list[Table]:
    return list(tables.metadata.tables.values())


def _kind(type_: Any) -> str:
    if isinstance(type_, LargeBinary):
        return BYTES
    if isinstance(type_, JSON):
        return AS_JSON
    return TRUTH if isinstance(type_, Boolean) else PLAIN


def lines(connection: Connection, name: str) -> Iterator[str]:
    """The rows of a table in the order of their keys, each as one line of JSON."""
    table = tables.metadata.tables[name]
    for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
        yield _line({key: _written(value) for key, value in row._mapping.items()})


def _line(row: Mapping[str, Any]) -> str:
    line = json.dumps(row, ensure_ascii=False)
    # Half of a surrogate pair is valid in JSON's escapes only.
    readable = line.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in line)
    return (line if readable else json.dumps(row)) + "\n"


def _written(value: Any) -> Any:
    if not isinstance(value, bytes):
        return value
    try:
        return value.decode()
    except UnicodeDecodeError:
        return {"hex": value.hex()}


def write(
    connection: sqlite3.Connection, described: Mapping[str, Any], name: str, rows: Iterable[str]
) -> None:
    """Put the lines of a table into a catalogue whose schema is the dump's. Raises Damaged."""
    kinds: Mapping[str, str] = described["tables"][name]
    columns = ", ".join(f'"{column}"' for column in kinds)
    statement = f'INSERT INTO "{name}" ({columns}) VALUES ({", ".join("?" * len(kinds))})'
    try:
        values = (_values(json.loads(line), kinds) for line in rows)
        connection.executemany(statement, values)
    except (ValueError, KeyError, TypeError, sqlite3.Error) as error:
        raise Damaged(
            f"The table {name} of the backup cannot be read: {error}.", "Use another backup."
        ) from error


def _values(row: Mapping[str, Any], kinds: Mapping[str, str]) -> list[Any]:
    return [_stored(row[column], kind) for column, kind in kinds.items()]


def _stored(value: Any, kind: str) -> Any:
    if kind == AS_JSON and value is not None:
        return json.dumps(value)
    if kind == BYTES and value is not None:
        return bytes.fromhex(value["hex"]) if isinstance(value, dict) else value.encode()
    return value
