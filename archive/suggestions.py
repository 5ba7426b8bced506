"""What machines propose, and what people said of it. What a person rejected is never proposed again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from archive import tables
from archive.catalogue import Transaction
from archive.errors import NotFound
from archive.model import Evidence, Suggestion, SuggestionStatus
from language.detect import language as language_of

# A subject has one value of these: where a person says which, the others are rejected.
SINGLE = (
    "date",
    "title",
    "name",
    "author",
    "place",
    "event",
    "form",
    "duplicate",
    "front",
    "reference",
    "caption",
    "rights",
)


def add(transaction: Transaction, suggestions: Iterable[Suggestion]) -> None:
    """Record new suggestions; one that stands already or was decided (same subject, field and value, whatever
    its case and spaces) is left alone."""
    for one in suggestions:
        if find(transaction.connection, one.subject, one.field, one.value) is None:
            values = {
                "subject": one.subject,
                "field": one.field,
                "value": one.value,
                "evidence": asdict(one.evidence),
                "confidence": one.confidence,
                "status": one.status,
            }
            transaction.execute(insert(tables.suggestion), values)


def same(one: str, other: str) -> bool:
    """Whether two values say the same: letters, not their case, their composition or the spaces around."""
    return _plain(one) == _plain(other)


def _plain(value: str) -> str:
    return " ".join(unicodedata.normalize("NFC", value).casefold().split())


def contradict(subject: str, field: str, one: str, other: str) -> bool:
    """Whether only one of two values can stand: an event has a name in each language, and many organisers."""
    if field not in SINGLE or same(one, other):
        return False
    if subject.startswith("event:") and field in ("name", "title"):
        return language_of(one) == language_of(other)
    return True


def find(connection: Connection, subject: str, field: str, value: str) -> Suggestion | None:
    """The suggestion of this value, whatever was decided about it."""
    return next((one for one in of(connection, subject, field) if same(one.value, value)), None)


def is_rejected(connection: Connection, subject: str, field: str, value: str) -> bool:
    """Whether a person said no to this value: a machine must not write it into the field again."""
    known = find(connection, subject, field, value)
    return known is not None and known.status == "rejected"


def of(connection: Connection, subject: str, field: str | None = None) -> list[Suggestion]:
    """The suggestions about a subject (`item:0003-0017`, `event:E0001`), or about one field of it, oldest
    first."""
    table = tables.suggestion
    query = select(table).where(table.c.subject == subject).order_by(table.c.id)
    rows = connection.execute(query if field is None else query.where(table.c.field == field))
    return [_suggestion(row) for row in rows]


def suggestion(connection: Connection, number: int) -> Suggestion:
    """One suggestion by its number. Raises NotFound."""
    table = tables.suggestion
    row = connection.execute(select(table).where(table.c.id == number)).first()
    if row is None:
        raise NotFound(f"There is no suggestion {number}.", "See `muragat review --json` for what waits.")
    return _suggestion(row)


def _suggestion(row: Row[Any]) -> Suggestion:
    evidence = Evidence(**row.evidence)
    return Suggestion(row.subject, row.field, row.value, evidence, row.confidence, row.status, row.id)


def decide(transaction: Transaction, one: Suggestion, status: SuggestionStatus) -> None:
    """Record what a person said of a suggestion."""
    if one.status == status:
        return
    table = tables.suggestion
    transaction.execute(update(table).where(table.c.id == one.id).values(status=status))
    said = {"suggestion": one.id, "field": one.field, "value": one.value}
    transaction.log.add(f"{status} {one.field}", one.subject, {"status": one.status}, said)


def settle(transaction: Transaction, subject: str, field: str, value: str | None) -> None:
    """A person wrote `value` (None: emptied the field): suggestions of it are accepted, others rejected.

    Of a field that holds several values (organisers, an event's names by language) what does not contradict
    is left alone.
    """
    for one in of(transaction.connection, subject, field):
        if value is not None and same(one.value, value):
            decide(transaction, one, "accepted")
        elif value is None or contradict(subject, field, value, one.value):
            decide(transaction, one, "rejected")


def refuse(transaction: Transaction, subject: str, field: str, value: str) -> None:
    """A person took `value` out of a field: a suggestion of it is rejected and does not come back."""
    known = find(transaction.connection, subject, field, value)
    if known is not None:
        decide(transaction, known, "rejected")


def move(transaction: Transaction, kept: str, merged: str) -> None:
    """Two subjects became one: the suggestions about `merged` are about `kept` from now on.

    Where both have one of the same value, a person's word stands before a machine's, a yes before a no.
    """
    strength = {"suggested": 0, "rejected": 1, "accepted": 2}
    table = tables.suggestion
    for one in of(transaction.connection, merged):
        known = find(transaction.connection, kept, one.field, one.value)
        if known is None:
            transaction.execute(update(table).where(table.c.id == one.id).values(subject=kept))
        elif strength[one.status] > strength[known.status]:
            decide(transaction, known, one.status)


def revalue(transaction: Transaction, field: str, kept: str, merged: str) -> None:
    """Two records that suggestions point to became one (events in `event`): they point to `kept`."""
    table = tables.suggestion
    rows = transaction.execute(select(table).where(table.c.field == field, table.c.value == merged)).all()
    for row in rows:
        known = find(transaction.connection, row.subject, field, kept)
        if known is None:
            transaction.execute(update(table).where(table.c.id == row.id).values(value=kept))
        elif row.status != "suggested" and known.status == "suggested":
            decide(transaction, known, row.status)


def complete(transaction: Transaction, subject: str, field: str, old: str, new: str) -> None:
    """A machine learnt more of a value (the year of a day): its suggestion says it now, decided or not."""
    known = find(transaction.connection, subject, field, old)
    if known is not None and find(transaction.connection, subject, field, new) is None:
        table = tables.suggestion
        transaction.execute(update(table).where(table.c.id == known.id).values(value=new))
