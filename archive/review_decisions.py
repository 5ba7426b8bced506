"""What a person says of one thing that waits: yes, no, or yes with another value.

A decision may be made again and changed: a key stays good when it is decided. All of it is history, and
`archive.undo` takes it back.
"""

from __future__ import annotations

from typing import Any, get_args

from sqlalchemy import ColumnElement, Row, and_, select, update

from archive import editing, items, joining, outbox, review_fields, review_persons, suggestions, tables
from archive.catalogue import Transaction
from archive.errors import BadInput, NotFound
from archive.joining import As
from archive.model import Role, Suggestion, Text
from archive.review_pending import split
from archive.review_persons import Place
from language.detect import language as language_of

JOINS = {"front": "back", "duplicate": "duplicate"}
# Texts of an item that a suggestion may be about, with the side they stand on.
TEXTS = {"caption": "front", "transcript": "front", "inscription": "back"}


def accept(transaction: Transaction, key: str) -> None:
    """Yes: the value stands in its field, and what contradicts it is rejected.

    Raises NotFound, and BadInput when a person has to say more (several records fit a name).
    """
    source, target, owner = split(key)
    if source in ("depiction", "participant"):
        review_persons.decide(transaction, Place(source, owner), target, "confirmed")
    elif source == "reading":
        _take_reading(transaction, int(target), None)
    else:
        _accept_suggestion(transaction, suggestions.suggestion(transaction.connection, int(target)), None)


def accept_as(transaction: Transaction, key: str, value: str) -> None:
    """Nearly: another date (EDTF or words), another person (id, name, `new`), a corrected text.

    Raises NotFound, and BadInput for a value that cannot be.
    """
    source, target, owner = split(key)
    if not value.strip():
        raise BadInput("An empty value cannot be accepted.", "Reject the suggestion instead.")
    if source in ("depiction", "participant"):
        place = Place(source, owner)
        other = review_persons.named(transaction, place.subject, value.strip().removeprefix("new:"))
        review_persons.replace(transaction, place, target, other)
    elif source == "reading":
        _take_reading(transaction, int(target), value)
    else:
        one = suggestions.suggestion(transaction.connection, int(target))
        _accept_suggestion(transaction, one, value.strip())


def reject(transaction: Transaction, key: str) -> None:
    """No: it is taken out of its field where it stands there, and does not come back. Raises NotFound."""
    source, target, owner = split(key)
    if source in ("depiction", "participant"):
        review_persons.decide(transaction, Place(source, owner), target, "rejected")
    elif source == "reading":
        _judge_readings(transaction, _reading(transaction, int(target)), "rejected", alone=True)
    else:
        one = suggestions.suggestion(transaction.connection, int(target))
        review_fields.take_out(transaction, one.subject, one.field, one.value)
        suggestions.decide(transaction, one, "rejected")


def _accept_suggestion(transaction: Transaction, one: Suggestion, value: str | None) -> None:
    if one.field == "person":
        person_id = review_persons.meant(transaction, one, value)
        review_persons.settle_name(transaction, one, person_id)
    elif one.field in JOINS:
        _join(transaction, one, value or one.value)
    elif one.field in TEXTS:
        _correct(transaction, one, value or one.value)
    else:
        _take_value(transaction, one, value)


def _take_value(transaction: Transaction, one: Suggestion, value: str | None) -> None:
    if value is not None and one.field == "date":
        value = editing.staff_date(value).edtf
    if value is not None and one.field == "event":
        value = editing.event_named(transaction, value).id
    is_other = value is not None and not suggestions.same(value, one.value)
    if is_other:
        review_fields.take_out(transaction, one.subject, one.field, one.value)
        suggestions.decide(transaction, one, "rejected")
    wanted = value if is_other and value is not None else one.value
    evidence = None if is_other else one.evidence
    review_fields.put(transaction, one.subject, one.field, wanted, evidence)
    suggestions.settle(transaction, one.subject, one.field, wanted)


def _join(transaction: Transaction, one: Suggestion, other: str) -> None:
    as_: As = next(name for name in get_args(As) if name == JOINS[one.field])
    joining.join(transaction, one.subject.partition(":")[2], other, as_)


def _correct(transaction: Transaction, one: Suggestion, value: str) -> None:
    role: Role = next(name for name in get_args(Role) if name == one.field)
    item = items.item(transaction.connection, one.subject.partition(":")[2])
    editing.correct(transaction, item, role, "back" if TEXTS[one.field] == "back" else "front", value)
    suggestions.settle(transaction, one.subject, one.field, value)
    suggestions.decide(transaction, one, "accepted" if suggestions.same(value, one.value) else "rejected")


def _reading(transaction: Transaction, number: int) -> Row[Any]:
    row = transaction.execute(select(tables.text).where(tables.text.c.id == number)).first()
    if row is None:
        raise NotFound(f"There is no reading {number}.", "See `muragat review --json` for what waits.")
    found: Row[Any] = row
    return found


def _take_reading(transaction: Transaction, number: int, corrected: str | None) -> None:
    """The text counts from now on, as a person's: no later reading replaces it."""
    row = _reading(transaction, number)
    words = corrected if corrected is not None else row.text
    table = tables.text
    read = _same_page(row) & ~table.c.by.startswith("metadata")
    transaction.execute(update(table).where(read).values(current=False))
    by = f"staff:{transaction.actor}"
    text = Text(row.role, row.side, row.page, words, language_of(words), None, by, True)
    items.add_text(transaction, row.item_id, text)
    _judge_readings(transaction, row, "accepted" if words == row.text else "corrected")


def _judge_readings(transaction: Transaction, row: Row[Any], said: str, alone: bool = False) -> None:
    """What was said of an unsure reading; the others of its page are rejected unless it is judged alone."""
    table = tables.text
    if not alone:
        unsure = _same_page(row) & (table.c.outcome == "unsure")
        transaction.execute(update(table).where(unsure).values(outcome="rejected"))
    transaction.execute(update(table).where(table.c.id == row.id).values(outcome=said))
    change = {"reading": row.id, "text": row.text}
    transaction.log.add(f"{said} reading", f"item:{row.item_id}", {"outcome": row.outcome}, change)
    outbox.add(transaction, [row.item_id])


def _same_page(row: Row[Any]) -> ColumnElement[bool]:
    return and_(*(tables.text.c[name] == row._mapping[name] for name in ("item_id", "role", "side", "page")))
