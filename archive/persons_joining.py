"""Which records are one person and which are not: merge, split, «not the same as»."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Row, Table, delete, insert, or_, select, update

from archive import items, outbox, persons, persons_forms, tables
from archive.catalogue import Transaction
from archive.errors import BadInput
from archive.model import Depiction, Person
from language import names

# A person's word before a machine's, a yes before a no.
STRENGTH = {"suggested": 0, "rejected": 1, "confirmed": 2}


def merge(transaction: Transaction, kept: str, merged: str) -> Person:
    """Make two records one: depictions, participations, names and what is recorded of `merged` go to `kept`.

    The id of `merged` leads to `kept` from then on. Raises NotFound, and BadInput when both are one already
    or staff keep them apart.
    """
    connection = transaction.connection
    one, other = persons.person(connection, kept), persons.person(connection, merged)
    if one.id == other.id:
        raise BadInput(f"{kept} and {merged} are one person already.", "Nothing was changed.")
    if other.id in one.distinct_from:
        raise BadInput(
            f"{one.id} {one.name} and {other.id} {other.name} are recorded as two persons.",
            f"If they are one after all: `muragat person distinct {one.id} {other.id} --remove`, then merge.",
        )
    touched = persons.item_ids(connection, other.id)
    for table, subject in ((tables.depiction, "item_id"), (tables.participant, "event_id")):
        move(transaction, table, subject, one.id, other.id)
    _move_distinct(transaction, one.id, other)
    forms = [form for form in other.forms if not form.generated]
    persons_forms.add(transaction, one.id, one.name, [persons_forms.written(other.name), *forms])
    values = _joined(one, other)
    table = tables.person
    transaction.execute(update(table).where(table.c.id == one.id).values(**values))
    transaction.execute(update(table).where(table.c.id == other.id).values(merged_into=one.id))
    _log_merge(transaction, one, other)
    outbox.add(transaction, sorted({*touched, *persons.item_ids(connection, one.id)}))
    return persons.person(connection, one.id)


def _log_merge(transaction: Transaction, one: Person, other: Person) -> None:
    before = {"id": other.id, "name": other.name, "variants": list(other.variants)}
    transaction.log.add("person merge", f"person:{one.id}", before, {"id": one.id, "name": one.name})
    transaction.log.add("person merged into", f"person:{other.id}", before, {"id": one.id})


def _joined(one: Person, other: Person) -> dict[str, Any]:
    """What is recorded of both: nothing is lost, and who does not want to be published is not."""
    differing = f"{other.id}: {other.dates}" if one.dates and other.dates not in (None, one.dates) else None
    notes = [note for note in (one.note, other.note, differing) if note]
    return {
        "dates": one.dates or other.dates,
        "note": "\n".join(dict.fromkeys(notes)) or None,
        "publish": one.publish and other.publish,
    }


def move(transaction: Transaction, table: Table, subject: str, kept: str, merged: str) -> None:
    """Point the rows of `merged` to `kept`, by the column that is not `subject`.

    Where both stand, the stronger status stays, with its own evidence; what it does not say, the other does.
    """
    pointer = next(column for column in table.primary_key.columns if column.name != subject)
    standing = {
        row._mapping[subject]: row for row in transaction.execute(select(table).where(pointer == kept))
    }
    for row in transaction.execute(select(table).where(pointer == merged)).all():
        value = row._mapping[subject]
        here = table.c[subject] == value
        if value not in standing:
            transaction.execute(update(table).where(here, pointer == merged).values({pointer.name: kept}))
            continue
        values = stronger(standing[value], row, {*table.primary_key.columns.keys(), "ordinal"})
        transaction.execute(update(table).where(here, pointer == kept).values(**values))
        transaction.execute(delete(table).where(here, pointer == merged))


def stronger(one: Row[Any], other: Row[Any], without: Collection[str]) -> dict[str, Any]:
    """The columns of the row with the stronger status, the first of equals; empty ones from the other."""
    first, second = sorted((one, other), key=lambda row: -STRENGTH[row.status])
    return {
        name: value if value is not None else second._mapping[name]
        for name, value in first._mapping.items()
        if name not in without
    }


def _move_distinct(transaction: Transaction, kept: str, merged: Person) -> None:
    """Whoever was kept apart from `merged` is kept apart from the person that it is now."""
    table = tables.person_distinct
    here = or_(table.c.one == merged.id, table.c.other == merged.id)
    transaction.execute(delete(table).where(here))
    for other in merged.distinct_from:
        _record_distinct(transaction, kept, other)


def _record_distinct(transaction: Transaction, one: str, other: str) -> bool:
    """Whether the pair is new."""
    first, second = sorted((one, other))
    if second in persons.person(transaction.connection, first).distinct_from:
        return False
    transaction.execute(insert(tables.person_distinct), {"one": first, "other": second})
    return True


def keep_apart(transaction: Transaction, one: str, other: str) -> None:
    """Record that two records are not the same person. Raises NotFound, BadInput for one and the same."""
    first, second = _two(transaction, one, other)
    if _record_distinct(transaction, first, second):
        transaction.log.add("person distinct", f"person:{first}", after={"not": second})
        transaction.log.add("person distinct", f"person:{second}", after={"not": first})


def allow_merge(transaction: Transaction, one: str, other: str) -> None:
    """Take back that two records are not the same person. Raises NotFound, BadInput when nobody said so."""
    first, second = _two(transaction, one, other)
    if second not in persons.person(transaction.connection, first).distinct_from:
        raise BadInput(f"{first} and {second} are not recorded as distinct.", "Nothing was changed.")
    table = tables.person_distinct
    transaction.execute(delete(table).where(table.c.one == first, table.c.other == second))
    transaction.log.add("person not distinct", f"person:{first}", before={"not": second})
    transaction.log.add("person not distinct", f"person:{second}", before={"not": first})


def _two(transaction: Transaction, one: str, other: str) -> tuple[str, str]:
    first, second = sorted(persons.person(transaction.connection, each).id for each in (one, other))
    if first == second:
        raise BadInput(f"{one} and {other} are one record.", "Name two.")
    return first, second


def split(
    transaction: Transaction,
    person_id: str,
    item_ids: Collection[str],
    name: str | None = None,
    with_events: bool = False,
) -> Person:
    """A new record for the person on these items, who turned out to be somebody else.

    The depictions go to it, with `with_events` also the participations in the items' events; the two are
    recorded as distinct. Raises NotFound, BadInput when an item does not show the person.
    """
    one = persons.person(transaction.connection, person_id)
    moved, taken_part = _to_split(transaction, one, item_ids, with_events)
    new = persons.create(transaction, names.parse(name or one.name), named_by="staff")
    _give(transaction, tables.depiction, "item_id", one.id, new, moved)
    _give(transaction, tables.participant, "event_id", one.id, new, taken_part)
    _record_distinct(transaction, one.id, new)
    _log_split(transaction, one, new, moved, taken_part)
    persons.touch(transaction, new)
    return persons.person(transaction.connection, new)


def _to_split(
    transaction: Transaction, one: Person, item_ids: Collection[str], with_events: bool
) -> tuple[list[str], list[str]]:
    """The items and events whose rows go over to the new record."""
    wanted = [items.item(transaction.connection, item_id) for item_id in dict.fromkeys(item_ids)]
    moved = [each.id for each in wanted if _shows(each.persons, one)]
    events = {each.event.id: each.event for each in wanted if each.event} if with_events else {}
    taken_part = [each.id for each in events.values() if _shows(each.participants, one)]
    absent = [each.id for each in wanted if each.id not in moved and not (each.event and with_events)]
    if absent or not (moved or taken_part):
        raise BadInput(
            f"{', '.join(absent) or 'None of the items'} does not show {one.id} {one.name} by itself.",
            "Name items that do; --events adds those whose event the person took part in.",
        )
    return moved, taken_part


def _shows(depictions: Iterable[Depiction], one: Person) -> bool:
    return any(each.person_id == one.id for each in depictions)


def _give(
    transaction: Transaction, table: Table, subject: str, old: str, new: str, where: Collection[str]
) -> None:
    mine = (table.c.person_id == old) & table.c[subject].in_(where)
    transaction.execute(update(table).where(mine).values(person_id=new))


def _log_split(
    transaction: Transaction, one: Person, new: str, item_ids: list[str], event_ids: list[str]
) -> None:
    moved = {"items": item_ids, "events": event_ids}
    transaction.log.add("person split", f"person:{one.id}", moved, {"id": new})
    transaction.log.add("person split from", f"person:{new}", {"id": one.id}, moved)
    for item_id in item_ids:
        transaction.log.add("person split", f"item:{item_id}", {"id": one.id}, {"id": new})
