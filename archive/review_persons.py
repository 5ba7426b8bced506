"""Decide who is meant and who is to be seen: depictions on items, participants of events, bare names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, insert, select, update

from archive import events, outbox, persons, suggestions, tables
from archive.catalogue import Transaction
from archive.errors import BadInput, NotFound
from archive.model import Suggestion

# «new» makes a record of the name as it was read, «new:NAME» one of another name.
NEW = "new"


@dataclass(frozen=True, slots=True)
class Choice:
    """A record that may be meant by a name; `score` is how well they fit (0..1)."""

    id: str
    name: str
    score: float
    in_event: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person stands: a depiction on an item or a part in an event."""

    source: str
    owner: str

    @property
    def table(self) -> Table:
        """The table of such places."""
        return tables.depiction if self.source == "depiction" else tables.participant

    @property
    def column(self) -> str:
        """The column of what the person is on or in."""
        return "item_id" if self.source == "depiction" else "event_id"

    @property
    def subject(self) -> str:
        """The subject of its history."""
        return f"{'item' if self.source == 'depiction' else 'event'}:{self.owner}"

    def row_of(self, person_id: str) -> ColumnElement[bool]:
        """The row of one person."""
        return (self.table.c[self.column] == self.owner) & (self.table.c.person_id == person_id)

    def touched(self, connection: Connection) -> Sequence[str]:
        """The items that the index reads again when it changes."""
        return [self.owner] if self.source == "depiction" else events.item_ids(connection, self.owner)


def of_subject(subject: str) -> Place:
    """Where persons stand in an item or event."""
    kind, _, owner = subject.partition(":")
    return Place("depiction" if kind == "item" else "participant", owner)


def decide(transaction: Transaction, place: Place, person_id: str, said: str) -> None:
    """Confirm or reject that a person is there."""
    person = tables.person
    both = place.table.join(person, person.c.id == place.table.c.person_id)
    known = select(place.table.c.status, person.c.name).select_from(both)
    row = transaction.execute(known.where(place.row_of(person_id))).first()
    if row is None:
        raise NotFound(f"{person_id} is not suggested for {place.owner}.", "See `muragat review --json`.")
    if row.status == said:
        return
    transaction.execute(update(place.table).where(place.row_of(person_id)).values(status=said))
    named = {"id": person_id, "name": row.name}
    transaction.log.add(
        f"person {said}", place.subject, {**named, "status": row.status}, {**named, "status": said}
    )
    outbox.add(transaction, place.touched(transaction.connection))


def replace(transaction: Transaction, place: Place, person_id: str, other: str) -> None:
    """It is not this person but another, in the same position and by the same words."""
    row = transaction.execute(select(place.table).where(place.row_of(person_id))).first()
    if row is None:
        raise NotFound(f"{person_id} is not suggested for {place.owner}.", "See `muragat review --json`.")
    if other != person_id:
        decide(transaction, place, person_id, "rejected")
    given = {name: row._mapping[name] for name in ("evidence", "position") if name in row._mapping}
    confirm(transaction, place, other, given, row.ordinal)


def confirm(
    transaction: Transaction, place: Place, person_id: str, given: dict[str, Any], ordinal: int | None = None
) -> None:
    """A person is there: confirmed where it was suggested or rejected, else added."""
    connection = transaction.connection
    if connection.execute(select(place.table.c.status).where(place.row_of(person_id))).first():
        decide(transaction, place, person_id, "confirmed")
        return
    last = select(func.max(place.table.c.ordinal)).where(place.table.c[place.column] == place.owner)
    at = ordinal if ordinal is not None else (connection.scalar(last) or 0) + 1
    values = {place.column: place.owner, "person_id": person_id, "status": "confirmed", "ordinal": at}
    transaction.execute(insert(place.table), {**given, **values})
    name = persons.person(connection, person_id).name
    transaction.log.add("add person", place.subject, after={"id": person_id, "name": name})
    outbox.add(transaction, place.touched(connection))


def choices(connection: Connection, subject: str, name: str) -> list[Choice]:
    """The records that a name may mean: those of the same event first, then the best fitting."""
    from language import names

    nearby = _of_event(connection, subject)
    scored = persons.candidates(connection, names.parse(name))
    known = persons.names(connection, [one for one, _ in scored])
    found = [Choice(one, known[one][0], score, one in nearby) for one, score in scored]
    return sorted(found, key=lambda one: (not one.in_event, -one.score, one.id))


def _of_event(connection: Connection, subject: str) -> set[str]:
    kind, _, owner = subject.partition(":")
    item = tables.item
    event_id = owner
    if kind == "item":
        event_id = connection.scalar(select(item.c.event_id).where(item.c.id == owner)) or ""
    if not event_id:
        return set()
    event = events.event(connection, event_id)
    return {one.person_id for one in event.participants if one.status != "rejected"}


def meant(transaction: Transaction, one: Suggestion, value: str | None = None) -> str:
    """The id of the person whom a suggested name means: the one named by `value` (an id, a name, `new`,
    `new:NAME`), else the only record that fits, else a new one. Raises BadInput when several fit."""
    if value is not None and value.partition(":")[0] == NEW:
        return _create(transaction, value.partition(":")[2].strip() or one.value)
    if value is not None:
        return named(transaction, one.subject, value)
    return named(transaction, one.subject, one.value)


def named(transaction: Transaction, subject: str, name: str) -> str:
    """The id of the person with this id or name, made when there is none. Raises BadInput, NotFound."""
    if name[:1] == "P" and name[1:].isdecimal():
        return persons.person(transaction.connection, name).id
    found = choices(transaction.connection, subject, name)
    exact = [one for one in found if one.name == name]
    fitting = exact if len(exact) == 1 else found
    if len(fitting) > 1:
        listed = ", ".join(f"{one.id} {one.name}" for one in fitting[:10])
        raise BadInput(
            f"Several persons may be «{name}»: {listed}.", "Give the id of the one you mean, or `new`."
        )
    return fitting[0].id if fitting else _create(transaction, name)


def _create(transaction: Transaction, name: str) -> str:
    from language import names

    if not any(letter.isalpha() for letter in name):
        raise BadInput(f"«{name}» is no name.", "Write a name, or the id of a person.")
    return persons.create(transaction, names.parse(name), named_by="staff")


def settle_name(transaction: Transaction, one: Suggestion, person_id: str) -> None:
    """The name means this person, who is there."""
    evidence = {"evidence": _as_json(one)}
    confirm(transaction, of_subject(one.subject), person_id, evidence)
    suggestions.decide(transaction, one, "accepted")


def _as_json(one: Suggestion) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(one.evidence)
