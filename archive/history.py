"""History: every change, one line each, chained by hashes so that a lost or altered line shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from archive import tables
from archive.model import Change, Finding

START = "0" * 64


def now() -> str:
    """This moment, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0).isoformat()


def line_hash(previous: str, line: dict[str, Any]) -> str:
    """The hash of a line: SHA-256 over the hash before it and the line as canonical JSON."""
    text = json.dumps(line, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}{text}".encode()).hexdigest()


class Log:
    """Appends lines inside one transaction."""

    def __init__(self, connection: Connection, actor: str) -> None:
        self._connection = connection
        self._actor = actor
        self._head: tuple[int, str] | None = None

    def add(self, action: str, subject: str, before: Any = None, after: Any = None) -> None:
        """Append one line: who did what to `subject` (`item:0003-0017`), and both states."""
        number, previous = self._head or head(self._connection)
        line = {
            "number": number + 1,
            "at": now(),
            "actor": self._actor,
            "action": action,
            "subject": subject,
            "before": before,
            "after": after,
        }
        line["hash"] = line_hash(previous, line)
        self._connection.execute(insert(tables.change), line)
        self._head = (number + 1, str(line["hash"]))


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


def changes(connection: Connection, subject: str | None = None) -> Iterator[Change]:
    """The lines about a subject, or all of them, oldest first."""
    query = select(tables.change).order_by(tables.change.c.number)
    if subject is not None:
        query = query.where(tables.change.c.subject == subject)
    for row in connection.execute(query):
        yield Change(**row._mapping)


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
