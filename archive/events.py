"""Events as records: what the photographs were taken at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from archive import outbox, persons, tables
from archive.catalogue import Transaction
from archive.errors import NotFound
from archive.model import Depiction, Event, Evidence, When
from archive.record_ids import next_id


def event(connection: Connection, event_id: str) -> Event:
    """One event; an id that was merged leads to the event that took it in. Raises NotFound."""
    row = connection.execute(select(tables.event).where(tables.event.c.id == event_id)).first()
    if row is None:
        raise NotFound(f"There is no event {event_id}.", "See `muragat event list` for the ids.")
    return event(connection, row.merged_into) if row.merged_into else by_id(connection, [event_id])[event_id]


def events(connection: Connection) -> list[Event]:
    """All events in the order of their ids."""
    query = select(tables.event.c.id).where(tables.event.c.merged_into.is_(None)).order_by(tables.event.c.id)
    return list(by_id(connection, list(connection.scalars(query))).values())


def by_id(connection: Connection, ids: Collection[str]) -> dict[str, Event]:
    """The events with these ids."""
    if not ids:
        return {}
    participants = _participants(connection, ids)
    query = select(tables.event).where(tables.event.c.id.in_(ids)).order_by(tables.event.c.id)
    return {row.id: _event(row, participants[row.id]) for row in connection.execute(query)}


def _event(row: Row[Any], participants: list[Depiction]) -> Event:
    return Event(
        row.id,
        row.names,
        When(**row.date) if row.date else None,
        row.place,
        row.description,
        row.text,
        tuple(row.organisers),
        tuple(participants),
        tuple(row.alternatives),
    )


def _participants(connection: Connection, ids: Collection[str]) -> dict[str, list[Depiction]]:
    table = tables.participant
    query = select(table).where(table.c.event_id.in_(ids)).order_by(table.c.event_id, table.c.ordinal)
    rows = list(connection.execute(query))
    known = persons.names(connection, {row.person_id for row in rows})
    result: dict[str, list[Depiction]] = defaultdict(list)
    withheld = persons.withheld(connection, known)
    for row in rows:
        name, variants = known[row.person_id]
        evidence = Evidence(**row.evidence) if row.evidence else None
        one = Depiction(row.person_id, name, row.status, None, evidence, variants, row.confidence)
        result[row.event_id].append(replace(one, publish=row.person_id not in withheld))
    return result


def find(connection: Connection, name: str, source: bytes | None = None) -> Event | None:
    """The event of that name, in whatever language; with `source`, only one that came from that folder. What
    an event was called before it was renamed or merged still names it."""
    wanted = name.casefold().strip()
    for row in connection.execute(select(tables.event).order_by(tables.event.c.id)):
        same_folder = source is None or row.source == source
        called = {one.casefold().strip() for one in (*row.names.values(), *row.alternatives)}
        if same_folder and wanted in called:
            return event(connection, row.id)
    return None


def of_folder(connection: Connection, folder: bytes, text: str | None) -> Event | None:
    """The event that was made from this folder and this press text (None: from its name), or None. A merged
    event holds more texts than that one."""
    table = tables.event
    same = table.c.text.is_(None) if text is None else func.instr(table.c.text, text) > 0
    found = connection.scalar(select(table.c.id).where(table.c.source == folder, same).order_by(table.c.id))
    return event(connection, found) if found else None


def create(transaction: Transaction, draft: Event, source: bytes | None = None) -> Event:
    """A new event with the next id; the draft's own id is not used."""
    event_id = next_id(transaction, "E", tables.event, 4)
    values = {"id": event_id, "source": source, **_columns(draft)}
    transaction.execute(insert(tables.event), values)
    for ordinal, depiction in enumerate(draft.participants):
        add_participant(transaction, event_id, depiction, ordinal)
    transaction.log.add("event", f"event:{event_id}", after={"names": dict(draft.names)})
    return event(transaction.connection, event_id)


def _columns(draft: Event) -> dict[str, Any]:
    return {
        "names": dict(draft.names),
        "date": asdict(draft.when) if draft.when else None,
        "place": draft.place,
        "description": draft.description,
        "text": draft.text,
        "organisers": list(draft.organisers),
        "alternatives": list(draft.alternatives),
    }


def add_participant(transaction: Transaction, event_id: str, depiction: Depiction, ordinal: int) -> None:
    """Record that a person took part in an event."""
    values = {
        "event_id": event_id,
        "person_id": depiction.person_id,
        "status": depiction.status,
        "evidence": asdict(depiction.evidence) if depiction.evidence else None,
        "ordinal": ordinal,
        "confidence": depiction.confidence,
    }
    transaction.execute(insert(tables.participant), values)


def change(
    transaction: Transaction, event_id: str, values: Mapping[str, Any], action: str = "event edit"
) -> None:
    """Set columns of an event (`names`, `date`, `place`, …), with history; its items are indexed again."""
    table = tables.event
    row = transaction.execute(select(table).where(table.c.id == event_id)).one()
    before = {name: row._mapping[name] for name in values}
    if before == dict(values):
        return
    transaction.execute(update(table).where(table.c.id == event_id).values(**values))
    transaction.log.add(action, f"event:{event_id}", before, dict(values))
    outbox.add(transaction, item_ids(transaction.connection, event_id))


def item_ids(connection: Connection, event_id: str) -> list[str]:
    """The items of an event."""
    column = tables.item.c.id
    return list(connection.scalars(select(column).where(tables.item.c.event_id == event_id).order_by(column)))
