"""The catalogue: SQLite through SQLAlchemy Core. It is the truth; the index is made from it."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from archive import catalogue_file
from archive.catalogue_file import RESTORE, connect, connect_to_read
from archive.errors import BadInput, Busy, Damaged, MuragatError, NoSpace
from archive.history import Log
from archive.undo_journal import Journal

# A write-ahead log or its shared memory that found no room is an input/output error to SQLite.
NOT_WRITTEN = tuple(f"SQLITE_IOERR_{step}" for step in ("WRITE", "FSYNC", "SHM", "TRUNCATE", "DIR_FSYNC"))


# There a connection that Ctrl+C closed is told as a traceback; what matters comes as an exception.
logging.getLogger("sqlalchemy").addHandler(logging.NullHandler())


class Catalogue:
    """One catalogue file. `reading()` gives a connection, `writing()` a transaction with history."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reading = _engine(lambda: connect_to_read(path))
        self._writing = _engine(lambda: connect(path))

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the catalogue from beginning to end."""
        with _plain_errors(), self._reading.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, actor: str, *, undoable: bool = True) -> Iterator[Transaction]:
        """A transaction: committed when the block ends, rolled back when it raises.

        Everything in it is one step of history that `muragat undo` takes back, unless it is not `undoable`:
        what comes in with an ingest stays. Raises Busy when another writer holds the catalogue too long,
        NoSpace when the disk is full.
        """
        with _plain_errors(), self._writing.connect() as plain:
            connection = plain.execution_options(immediate=True)
            with connection.begin():
                journal = Journal(connection) if undoable else None
                transaction = Transaction(connection, actor)
                yield transaction
                if journal:
                    transaction.log.keep(journal.rows())

    def close(self) -> None:
        """Let go of the file."""
        self._reading.dispose()
        self._writing.dispose()


class Transaction:
    """A write in progress: its connection, who is writing, and the history that it appends."""

    def __init__(self, connection: Connection, actor: str) -> None:
        self.connection = connection
        self.actor = actor
        self.log = Log(connection, actor)

    def execute(self, statement: Any, values: Any = None) -> Any:
        """Run one statement of SQLAlchemy Core."""
        return self.connection.execute(statement, values)


def make(path: Path) -> None:
    """Make an empty catalogue. Raises NoSpace when the disk is full."""
    with _plain_errors():
        catalogue_file.make(path)


def _engine(connect: Callable[[], sqlite3.Connection]) -> Engine:
    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Taking the write lock at once turns a deadlock between two readers who both want to write
        # into a wait.
        immediate = connection.get_execution_options().get("immediate")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except UnicodeEncodeError as error:
        # Half a letter, as Python reads bytes of a command line that are no text.
        raise BadInput(
            f"«{ascii(error.object)[1:-1][:80]}» is not text in UTF-8.",
            "Write it anew, or set the terminal to UTF-8.",
        ) from error
    except OverflowError as error:
        raise BadInput("A number is too large to be looked for.", "Give a smaller one.") from error
    except (DatabaseError, sqlite3.DatabaseError) as error:
        known = _translate(getattr(error, "orig", error))
        if known is None:
            raise
        raise known from error


def _translate(error: object) -> MuragatError | None:
    """What SQLite's error means for a user, by its name (https://sqlite.org/rescode.html)."""
    name = str(getattr(error, "sqlite_errorname", ""))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Busy("The archive is busy: another process is writing.", "Try again in a moment.")
    if name.startswith(("SQLITE_FULL", *NOT_WRITTEN)):
        return NoSpace(
            "The disk of the archive is full, or the catalogue cannot be written to it.",
            "Make room or check the disk, then run the same command again.",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return BadInput(
            "The catalogue cannot be opened for writing.", "Check the permissions of the archive."
        )
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR")):
        return Damaged(f"The catalogue is damaged or cannot be read ({error}).", RESTORE)
    return None
