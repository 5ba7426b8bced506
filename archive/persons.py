"""Persons as authority records: two people may share a name, and one person has many spellings.

The machine joins a name to a record only when both are full names (a given name with a surname or a
patronymic) without contradiction, and only one record answers. Everything less is for a person to decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, or_, select, update

from archive import outbox, tables
from archive.catalogue import Transaction
from archive.errors import BadInput, NotFound
from archive.model import Person
from language.alphabet import fold, to_cyrillic
from language.persons import PersonName, full

# Two names are the same person's from here on (the scale of language.names.match).
SAME = 0.5
# Names whose folded surnames differ in the first letters are never compared: that keeps an ingest quick
# with thousands of persons. Three letters survive every spelling that `match` accepts but a few foreign ones.
KEY_LETTERS = 3

# A person's word before a machine's, a yes before a no.
STRENGTH = {"suggested": 0, "rejected": 1, "confirmed": 2}


def key(name: PersonName) -> str:
    """What is looked up before names are compared: the beginning of the folded surname."""
    part = name.surname or name.given or name.patronymic or ""
    return fold(to_cyrillic(part)).lower()[:KEY_LETTERS]


def is_full(name: PersonName) -> bool:
    """Whether the name tells a person from others: a given name and a surname or a patronymic."""
    return bool(name.given and (name.surname or name.patronymic))


def person(connection: Connection, person_id: str) -> Person:
    """One record. Raises NotFound."""
    row = connection.execute(select(tables.person).where(tables.person.c.id == person_id)).first()
    if row is None:
        raise NotFound(f"There is no person {person_id}.", "See `muragat person list`.")
    # An id that was given out once leads to the record that took it in.
    return person(connection, row.merged_into) if row.merged_into else _person(connection, row)


def _person(connection: Connection, row: Row[Any]) -> Person:
    variants = connection.scalars(
        select(tables.person_variant.c.name)
        .where(tables.person_variant.c.person_id == row.id)
        .order_by(tables.person_variant.c.name)
    )
    return Person(row.id, row.name, tuple(variants), row.dates, row.note, _distinct(connection, row.id))


def _distinct(connection: Connection, person_id: str) -> tuple[str, ...]:
    table = tables.person_distinct
    query = select(table).where(or_(table.c.one == person_id, table.c.other == person_id))
    pairs = connection.execute(query)
    return tuple(sorted(row.other if row.one == person_id else row.one for row in pairs))


def persons(connection: Connection) -> list[Person]:
    """All records by name."""
    table = tables.person
    rows = connection.execute(
        select(table).where(table.c.merged_into.is_(None)).order_by(table.c.name, table.c.id)
    )
    return [_person(connection, row) for row in rows.all()]


def names(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """For each id the preferred name and the variants."""
    wanted = list(ids)
    table, variant = tables.person, tables.person_variant
    found = {
        row.id: row.name
        for row in connection.execute(select(table.c.id, table.c.name).where(table.c.id.in_(wanted)))
    }
    variants: dict[str, list[str]] = {one: [] for one in found}
    query = select(variant).where(variant.c.person_id.in_(wanted)).order_by(variant.c.name)
    for row in connection.execute(query):
        variants[row.person_id].append(row.name)
    return {one: (name, tuple(variants[one])) for one, name in found.items()}


def withheld(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those among the persons who do not want to be published."""
    table = tables.person
    query = select(table.c.id).where(table.c.id.in_(list(ids)), table.c.publish.is_(False))
    return set(connection.scalars(query))


def candidates(connection: Connection, name: PersonName) -> list[tuple[str, float]]:
    """The records that may be this person, best first, as (id, 0..1)."""
    from language import names as naming

    rows = connection.execute(
        select(tables.person.c.id, tables.person.c.name).where(
            tables.person.c.key == key(name), tables.person.c.merged_into.is_(None)
        )
    )
    written = full(name)
    scored = ((row.id, naming.match(written, row.name)) for row in rows)
    return sorted(
        ((one, score) for one, score in scored if score >= SAME), key=lambda pair: (-pair[1], pair[0])
    )


def ensure(transaction: Transaction, name: PersonName) -> str | None:
    """The record for a name, made when there is none; None when a person has to decide.

    A bare surname or given name gets no record; a full name that fits several records is ambiguous.
    A name with initials gets a record of its own, which staff can merge.
    """
    if not (is_full(name) or (name.surname and name.initials)):
        return None
    fitting = [
        one for one, _ in candidates(transaction.connection, name) if _joinable(transaction, one, name)
    ]
    if len(fitting) > 1:
        return None
    if fitting:
        _learn(transaction, fitting[0], name)
        return fitting[0]
    return create(transaction, name)


def _joinable(transaction: Transaction, person_id: str, name: PersonName) -> bool:
    from language import names as naming

    known = naming.parse(person(transaction.connection, person_id).name)
    if is_full(name) and is_full(known):
        return bool(name.surname) == bool(known.surname)
    return fold(full(known)).lower() == fold(full(name)).lower()


def create(transaction: Transaction, name: PersonName, named_by: str = "machine") -> str:
    """A new record with generated variants; its id."""
    from language import names as naming

    number = 1 + (transaction.connection.scalar(select(func.count()).select_from(tables.person)) or 0)
    person_id = f"P{number:05d}"
    written = full(name)
    values = {"id": person_id, "name": written, "key": key(name), "named_by": named_by}
    transaction.execute(insert(tables.person), values)
    _add_variants(transaction, person_id, written, naming.variants(name))
    transaction.log.add("person", f"person:{person_id}", after={"name": written})
    return person_id


def _add_variants(
    transaction: Transaction, person_id: str, preferred: str, variants: Iterable[str], generated: bool = True
) -> None:
    table = tables.person_variant
    known = set(transaction.connection.scalars(select(table.c.name).where(table.c.person_id == person_id)))
    new = dict.fromkeys(one for one in variants if one != preferred and one not in known)
    rows = [{"person_id": person_id, "name": one, "generated": generated} for one in new]
    if rows:
        transaction.execute(insert(table), rows)


def _learn(transaction: Transaction, person_id: str, name: PersonName) -> None:
    """Keep what a fuller or another spelling of the name adds to its record."""
    from language import names as naming

    row = transaction.execute(select(tables.person).where(tables.person.c.id == person_id)).one()
    known, written = naming.parse(row.name), full(name)
    if written == row.name:
        return
    if row.named_by == "machine" and name.patronymic and not known.patronymic:
        rename(transaction, person_id, written, named_by="machine")
        _add_variants(transaction, person_id, written, naming.variants(name))
    else:
        _add_variants(transaction, person_id, row.name, [written], generated=False)


def rename(transaction: Transaction, person_id: str, new: str, named_by: str = "staff") -> None:
    """Change the preferred name; the old one stays as a variant. Raises NotFound."""
    from language import names as naming

    old = person(transaction.connection, person_id).name
    table = tables.person
    values = {"name": new, "key": key(naming.parse(new)), "named_by": named_by}
    transaction.execute(update(table).where(table.c.id == person_id).values(**values))
    _add_variants(transaction, person_id, new, [old], generated=False)
    transaction.log.add("person rename", f"person:{person_id}", {"name": old}, {"name": new})
    touch(transaction, person_id)


def touch(transaction: Transaction, person_id: str) -> None:
    """Tell the index about every item that shows the person, itself or through its event."""
    outbox.add(transaction, item_ids(transaction.connection, person_id))


def item_ids(connection: Connection, person_id: str) -> list[str]:
    """The items on which the person is depicted or whose event the person took part in."""
    shown = select(tables.depiction.c.item_id).where(tables.depiction.c.person_id == person_id)
    attended = (
        select(tables.item.c.id)
        .join(tables.participant, tables.participant.c.event_id == tables.item.c.event_id)
        .where(tables.participant.c.person_id == person_id)
    )
    return sorted(set(connection.scalars(shown)) | set(connection.scalars(attended)))


def merge(transaction: Transaction, kept: str, merged: str) -> None:
    """Make two records one: depictions, participations and names of `merged` go to `kept`.

    Raises NotFound, and BadInput when both are one already or staff keep them apart.
    """
    connection = transaction.connection
    one, other = person(connection, kept), person(connection, merged)
    if one.id == other.id:
        raise BadInput(f"{kept} and {merged} are one person already.", "Nothing was changed.")
    if other.id in one.distinct_from:
        raise BadInput(f"{one.name} and {other.name} are recorded as two persons.", "Nothing was changed.")
    touched = item_ids(connection, other.id)
    for table, subject in ((tables.depiction, "item_id"), (tables.participant, "event_id")):
        _move(transaction, table, subject, one.id, other.id)
    _add_variants(transaction, one.id, one.name, [other.name, *other.variants], generated=False)
    where = tables.person.c.id == other.id
    transaction.execute(update(tables.person).where(where).values(merged_into=one.id))
    before = {"id": other.id, "name": other.name, "variants": list(other.variants)}
    transaction.log.add("person merge", f"person:{one.id}", before, {"id": one.id, "name": one.name})
    transaction.log.add("person merged into", f"person:{other.id}", before, {"id": one.id})
    outbox.add(transaction, sorted({*touched, *item_ids(connection, one.id)}))


def _move(transaction: Transaction, table: Table, subject: str, kept: str, merged: str) -> None:
    """Point the rows of one person to another; where both stand, the stronger status stays."""
    standing = {
        row._mapping[subject]: row.status
        for row in transaction.execute(select(table).where(table.c.person_id == kept))
    }
    for row in transaction.execute(select(table).where(table.c.person_id == merged)).all():
        key_column, value = table.c[subject], row._mapping[subject]
        old = (key_column == value) & (table.c.person_id == merged)
        if value not in standing:
            transaction.execute(update(table).where(old).values(person_id=kept))
            continue
        stronger = max(standing[value], row.status, key=STRENGTH.__getitem__)
        new = (key_column == value) & (table.c.person_id == kept)
        transaction.execute(update(table).where(new).values(status=stronger))
        transaction.execute(delete(table).where(old))


def keep_apart(transaction: Transaction, one: str, other: str) -> None:
    """Record that two records are not the same person. Raises NotFound, BadInput for one and the same."""
    first, second = sorted(person(transaction.connection, each).id for each in (one, other))
    if first == second:
        raise BadInput(f"{one} and {other} are one record.", "Name two.")
    if second in person(transaction.connection, first).distinct_from:
        return
    transaction.execute(insert(tables.person_distinct), {"one": first, "other": second})
    transaction.log.add("person distinct", f"person:{first}", after={"not": second})
