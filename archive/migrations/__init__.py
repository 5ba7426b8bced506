"""Schema versions of the catalogue, applied in order; SQLite's `user_version` says which are done."""

from __future__ import annotations

import sqlite3

from archive.errors import BadInput

NEWEST = 2


def _statements(version: int) -> tuple[str, ...]:
    import importlib

    module = importlib.import_module(f"archive.migrations.v{version:04d}")
    statements: tuple[str, ...] = module.STATEMENTS
    return statements


def migrate(connection: sqlite3.Connection, to: int = NEWEST) -> None:
    """Bring the catalogue to the newest schema, one transaction a version; `to` stops at an older one.

    Raises BadInput when the catalogue was written by a newer Muragat.
    """
    current = _version(connection)
    if current > NEWEST:
        raise BadInput(
            f"This archive's catalogue has schema {current}; this Muragat knows schemas up to {NEWEST}.",
            "Update Muragat and run the command again.",
        )
    for version in range(current + 1, to + 1):
        _apply(connection, version)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _apply(connection: sqlite3.Connection, version: int) -> None:
    connection.execute("BEGIN EXCLUSIVE")
    try:
        # Another process may have migrated while this one waited for the lock.
        if _version(connection) < version:
            for statement in _statements(version):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {version}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
