"""History: every change, one line each, chained by hashes so that a lost or altered line shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from archive import tables
from archive.model import Change, Finding

START = "0" * 64
# Columns that came with the second schema: a line that has none of them hashes as it did before.
NEWER = ("step", "undoes", "rows")


def now() -> str:
    """This moment, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def line_hash(previous: str, line: dict[str, Any]) -> str:
    """The hash of a line: SHA-256 over the hash before it and the line as canonical JSON."""
    said = {name: value for name, value in line.items() if name not in NEWER or value is not None}
    text = json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}{text}".encode()).hexdigest()


class Log:
    """Appends lines inside one transaction. Together they are one step, named by its first line's number."""

    def __init__(self, connection: Connection, actor: str) -> None:
        self._connection = connection
        self._actor = actor
        self._before: tuple[int, str] = (0, START)
        self._last: dict[str, Any] | None = None
        self._step: int | None = None

    def add(
        self, action: str, subject: str, before: Any = None, after: Any = None, undoes: int | None = None
    ) -> None:
        """Append one line: who did what to `subject` (`item:0003-0017`), and both states.

        `undoes` is the step that is taken back.
        """
        last = self._last
        self._before = (last["number"], str(last["hash"])) if last else head(self._connection)
        number = self._before[0] + 1
        self._step = self._step or number
        self._last = self._hashed(
            {
                "number": number,
                "at": now(),
                "actor": self._actor,
                "action": action,
                "subject": subject,
                "before": before,
                "after": after,
                "step": self._step,
                "undoes": undoes,
            }
        )
        self._connection.execute(insert(tables.change), self._last)

    def _hashed(self, line: dict[str, Any]) -> dict[str, Any]:
        return {**line, "hash": line_hash(self._before[1], line)}

    def keep(self, rows: list[dict[str, Any]]) -> None:
        """Write what became of the rows of the catalogue into the last line, so that it can be undone.

        Nothing has been chained to that line yet: the transaction that wrote it is about to end.
        """
        if self._last is None or not rows:
            return
        line = {name: value for name, value in self._last.items() if name != "hash"}
        self._last = self._hashed({**line, "rows": rows})
        table = tables.change
        values = {"rows": rows, "hash": self._last["hash"]}
        self._connection.execute(update(table).where(table.c.number == line["number"]).values(**values))


def head(connection: Connection) -> tuple[int, str]:
    """The number and hash of the last line; (0, zeros) before the first."""
    table = tables.change
    row = connection.execute(
        select(table.c.number, table.c.hash).order_by(table.c.number.desc()).limit(1)
    ).first()
    return (row.number, row.hash) if row else (0, START)


def version(connection: Connection, subject: str) -> int:
    """The number of the last line about a subject, 0 without one: it moves with every change of it."""
    table = tables.change
    return connection.scalar(select(func.max(table.c.number)).where(table.c.subject == subject)) or 0


def changes(connection: Connection, subject: str | None = None, after: int = 0) -> Iterator[Change]:
    """The lines about a subject, or all of them, oldest first; with `after` only those behind that number."""
    query = _lines().where(tables.change.c.number > after)
    if subject is not None:
        query = query.where(tables.change.c.subject == subject)
    for row in connection.execute(query):
        yield Change(**row._mapping)


def of_step(connection: Connection, step: int) -> list[Change]:
    """The lines of one step, oldest first."""
    rows = connection.execute(_lines().where(tables.change.c.step == step, tables.change.c.number >= step))
    return [Change(**row._mapping) for row in rows]


def _lines() -> Select[Any]:
    table = tables.change
    return select(*(column for column in table.c if column.name != "rows")).order_by(table.c.number)


def check(connection: Connection, witnesses: dict[str, tuple[int, str]]) -> list[Finding]:
    """Where the chain is broken. `witnesses` are heads that bags and backups hold, by their path."""
    findings: list[Finding] = []
    hashes: dict[int, str] = {0: START}
    previous, expected = START, 1
    for row in connection.execute(select(tables.change).order_by(tables.change.c.number)):
        findings += _line_findings(row, expected, previous)
        previous, expected = row.hash, row.number + 1
        hashes[row.number] = row.hash
    for path, (number, digest) in witnesses.items():
        if hashes.get(number) != digest:
            findings.append(Finding("history", path, f"line {number} {digest}", hashes.get(number)))
    return findings


def _line_findings(row: Row[Any], expected: int, previous: str) -> list[Finding]:
    if row.number != expected:
        return [Finding("history", f"line {expected}", "a line of history", "removed")]
    line = {key: value for key, value in row._mapping.items() if key != "hash"}
    digest = line_hash(previous, line)
    if digest != row.hash:
        return [Finding("history", f"line {row.number}", row.hash, digest)]
    return []
