"""What machines propose and nobody has decided yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from sqlalchemy import Connection, insert, select

from archive import tables
from archive.catalogue import Transaction
from archive.model import Evidence, Suggestion


def add(transaction: Transaction, suggestions: Iterable[Suggestion]) -> None:
    """Record new suggestions; one that stands already (same subject, field and value) is left alone."""
    for one in suggestions:
        if not _stands(transaction.connection, one):
            values = {
                "subject": one.subject,
                "field": one.field,
                "value": one.value,
                "evidence": asdict(one.evidence),
                "confidence": one.confidence,
                "status": one.status,
            }
            transaction.execute(insert(tables.suggestion), values)


def _stands(connection: Connection, one: Suggestion) -> bool:
    table = tables.suggestion
    query = select(table.c.id).where(
        table.c.subject == one.subject, table.c.field == one.field, table.c.value == one.value
    )
    return connection.execute(query).first() is not None


def of(connection: Connection, subject: str) -> list[Suggestion]:
    """The suggestions about a subject (`item:0003-0017`, `event:E0001`), oldest first."""
    table = tables.suggestion
    rows = connection.execute(select(table).where(table.c.subject == subject).order_by(table.c.id))
    return [
        Suggestion(
            row.subject,
            row.field,
            row.value,
            Evidence(**row.evidence),
            row.confidence,
            row.status,
            row.id,
        )
        for row in rows
    ]
