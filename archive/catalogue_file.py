"""The file of the catalogue: made once, then opened; for reading alone where nothing may be written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from archive.errors import BadInput, Damaged
from archive.migrations import migrate

# How long one writer waits for another. Transactions here are short: a wait beyond this is a fault.
BUSY_SECONDS = 30
RESTORE = "Restore the archive from its last backup: `muragat restore FILE DIR --originals OLD_ARCHIVE`."
# What SQLite says where it may not write (https://sqlite.org/wal.html#readonly), or has no room to.
NOT_WRITABLE = (
    "SQLITE_READONLY",
    "SQLITE_CANTOPEN",
    "SQLITE_FULL",
    "SQLITE_IOERR_SHM",
    "SQLITE_IOERR_WRITE",
    "SQLITE_IOERR_TRUNCATE",
)


def make(path: Path) -> None:
    """Make an empty catalogue of the newest schema."""
    with closing(_open(path, "mode=rwc")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        migrate(connection)


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the catalogue, brought to the newest schema.

    Raises Damaged when there is none (SQLite alone would make an empty one, and what was received would seem
    to be gone), BadInput when a newer Muragat wrote it, sqlite3.DatabaseError.
    """
    if not (path.is_file() and path.stat().st_size):
        raise _lost(path)
    connection = _open(path, "mode=rw")
    connection.execute("PRAGMA journal_mode = WAL")
    return _checked(path, connection)


def connect_to_read(path: Path) -> sqlite3.Connection:
    """The same; one that never writes where the disk is read-only or full, or the archive somebody else's."""
    try:
        return connect(path)
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(NOT_WRITABLE):
            raise
        return _checked(path, _read_only(path, error))


def _checked(path: Path, connection: sqlite3.Connection) -> sqlite3.Connection:
    if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
        raise _lost(path)
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection)
    return connection


def _lost(path: Path) -> Damaged:
    return Damaged(f"The catalogue {path} is missing or empty.", RESTORE)


def _open(path: Path, mode: str) -> sqlite3.Connection:
    # isolation_level None: sqlite3 must not begin transactions of its own.
    uri = f"{path.absolute().as_uri()}?{mode}"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _read_only(path: Path, error: sqlite3.OperationalError) -> sqlite3.Connection:
    log = path.with_name(f"{path.name}-wal")
    is_whole = not (log.is_file() and log.stat().st_size)
    # «immutable» reads the file as it stands, without its log.
    for mode in ("mode=ro", *(("mode=ro&immutable=1",) if is_whole else ())):
        connection = _open(path, mode)
        try:
            connection.execute("SELECT 1 FROM sqlite_schema").fetchone()
            return connection
        except sqlite3.OperationalError:
            connection.close()
    if is_whole:
        raise error
    raise BadInput(
        f"The catalogue's last changes are still in {log.name}, and it cannot be written here.",
        "Run any command once where the archive may be written, then read it here.",
    ) from error
