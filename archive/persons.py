"""Persons as authority records: two people may share a name, and one person has many spellings.

The machine joins a name to a record only when both are full names (a given name with a surname or a
patronymic) without contradiction, and only one record answers. Everything less is for a person to decide.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, or_, select, union, update
from sqlalchemy import func as sql

from archive import outbox, persons_forms, tables
from archive.catalogue import Transaction
from archive.errors import BadInput, NotFound
from archive.model import Person
from archive.persons_forms import key
from archive.record_ids import next_id
from language.alphabet import fold
from language.persons import PersonName, full

# Two names are the same person's from here on (the scale of language.names.match).
SAME = 0.5


def is_full(name: PersonName) -> bool:
    """Whether the name tells a person from others: a given name and a surname or a patronymic."""
    return bool(name.given and (name.surname or name.patronymic))


def person(connection: Connection, person_id: str) -> Person:
    """One record; an id that was merged leads to the record that took it in. Raises NotFound."""
    row = connection.execute(select(tables.person).where(tables.person.c.id == person_id)).first()
    if row is None:
        if person_id[1:].isdecimal():
            raise NotFound(f"There is no person {person_id}.", "See `muragat person list` for the ids.")
        todo = f'Find the id with `muragat person list "{person_id}"`.'
        raise NotFound(f"There is no person {person_id}.", todo)
    return person(connection, row.merged_into) if row.merged_into else _persons(connection, [row])[0]


def persons(connection: Connection, ids: Collection[str] | None = None) -> list[Person]:
    """All records by name, or those with these ids."""
    table = tables.person
    query = select(table).where(table.c.merged_into.is_(None)).order_by(table.c.name, table.c.id)
    if ids is not None:
        query = query.where(table.c.id.in_(ids))
    return _persons(connection, connection.execute(query).all())


def _persons(connection: Connection, rows: Sequence[Row[Any]]) -> list[Person]:
    ids = [row.id for row in rows]
    forms, apart = persons_forms.forms(connection, ids), _distinct(connection, ids)
    return [
        Person(
            row.id,
            row.name,
            tuple(one.name for one in forms[row.id]),
            row.dates,
            row.note,
            tuple(sorted(apart[row.id])),
            forms[row.id],
            row.publish,
        )
        for row in rows
    ]


def _distinct(connection: Connection, ids: Collection[str]) -> Mapping[str, set[str]]:
    table = tables.person_distinct
    found: dict[str, set[str]] = defaultdict(set)
    query = select(table).where(or_(table.c.one.in_(ids), table.c.other.in_(ids)))
    for row in connection.execute(query):
        found[row.one].add(row.other)
        found[row.other].add(row.one)
    return found


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

    sought = full(name)
    scores: dict[str, float] = {}
    for person_id, known in _written_alike(connection, name):
        scores[person_id] = max(scores.get(person_id, 0.0), naming.match(sought, known))
    fitting = ((one, score) for one, score in scores.items() if score >= SAME)
    return sorted(fitting, key=lambda pair: (-pair[1], pair[0]))


def _written_alike(connection: Connection, name: PersonName) -> list[tuple[str, str]]:
    """(id, name) of each name that a person or a source wrote and that begins like this one: the preferred
    names and the forms that are not generated."""
    table, variant = tables.person, tables.person_variant
    looked_up = key(name)
    alike = (variant.c.key == looked_up) | variant.c.key.is_(None)
    query = select(table.c.id, table.c.name).where(table.c.key == looked_up, table.c.merged_into.is_(None))
    others = (
        select(table.c.id, variant.c.name)
        .join(variant, variant.c.person_id == table.c.id)
        .where(alike, ~variant.c.generated, table.c.merged_into.is_(None))
    )
    return [(row.id, row.name) for row in connection.execute(union(query, others))]


def ensure(transaction: Transaction, name: PersonName, among: Collection[str] = ()) -> str | None:
    """The record for a name, made when there is none; None when a person has to decide.

    A bare surname or given name gets no record; a full name that fits several records is ambiguous, unless
    exactly one of them is `among` those whom the same item or event names already. A name with initials gets
    a record of its own, which staff can merge.
    """
    if not (is_full(name) or (name.surname and name.initials)):
        return None
    written = _written_alike(transaction.connection, name)
    fitting = [
        one
        for one, _ in candidates(transaction.connection, name)
        if any(_joinable(known, name) for known_id, known in written if known_id == one)
    ]
    if len(fitting) > 1:
        here = [one for one in fitting if one in among]
        return here[0] if len(here) == 1 else None
    if fitting:
        _learn(transaction, fitting[0], name)
        return fitting[0]
    return create(transaction, name)


def _joinable(written: str, name: PersonName) -> bool:
    from language import names as naming

    known = naming.parse(written)
    if is_full(name) and is_full(known):
        return bool(name.surname) == bool(known.surname) and naming.match(written, full(name)) >= SAME
    return fold(full(known)).lower() == fold(full(name)).lower()


def create(transaction: Transaction, name: PersonName, named_by: str = "machine") -> str:
    """A new record with generated variants; its id."""
    person_id = next_id(transaction, "P", tables.person, 5)
    written = full(name)
    values = {"id": person_id, "name": written, "key": key(name), "named_by": named_by}
    transaction.execute(insert(tables.person), values)
    generate(transaction, person_id, name)
    transaction.log.add("person", f"person:{person_id}", after={"name": written})
    return person_id


def generate(transaction: Transaction, person_id: str, name: PersonName) -> None:
    """Add the forms that follow from a name by rule."""
    from language import names as naming

    made = persons_forms.made_by_rule(full(name), naming.variants(name))
    preferred = transaction.execute(select(tables.person.c.name).where(tables.person.c.id == person_id))
    persons_forms.add(transaction, person_id, preferred.scalar_one(), made)


def _learn(transaction: Transaction, person_id: str, name: PersonName) -> None:
    """Keep what a fuller or another spelling of the name adds to its record."""
    from language import names as naming

    row = transaction.execute(select(tables.person).where(tables.person.c.id == person_id)).one()
    known, written = naming.parse(row.name), full(name)
    if written == row.name:
        return
    if row.named_by == "machine" and name.patronymic and not known.patronymic:
        rename(transaction, person_id, written, named_by="machine")
    elif persons_forms.add(transaction, person_id, row.name, [persons_forms.written(written)]):
        touch(transaction, person_id)


def rename(transaction: Transaction, person_id: str, new: str, named_by: str = "staff") -> None:
    """Change the preferred name; the old one stays as a variant. Raises NotFound, BadInput for no name."""
    from language import names as naming

    one, parsed = person(transaction.connection, person_id), naming.parse(new)
    if not full(parsed):
        raise BadInput(f"«{new}» is no name.", "Write surname, given name, patronymic.")
    table = tables.person
    values = {"name": new, "key": key(parsed), "named_by": named_by}
    known = select(*(table.c[name] for name in values)).where(table.c.id == one.id)
    if transaction.execute(known).one()._mapping == values:
        return
    transaction.execute(update(table).where(table.c.id == one.id).values(**values))
    # Generated forms follow the preferred name, which is no variant of itself; the old one is written.
    outdated = [form.name for form in one.forms if form.generated or form.name == new]
    persons_forms.remove(transaction, one.id, outdated)
    persons_forms.add(transaction, one.id, new, [persons_forms.written(one.name)])
    generate(transaction, one.id, parsed)
    transaction.log.add("person rename", f"person:{one.id}", {"name": one.name}, {"name": new})
    touch(transaction, one.id)


def touch(transaction: Transaction, person_id: str) -> None:
    """Tell the index about every item that shows the person, itself or through its event."""
    outbox.add(transaction, item_ids(transaction.connection, person_id))


def item_ids(connection: Connection, person_id: str, *, rejected: bool = True) -> list[str]:
    """The items on which the person is depicted or whose event the person took part in; without `rejected`
    only where nobody said no."""
    shown, took_part, item = tables.depiction, tables.participant, tables.item
    depicted = select(shown.c.item_id).where(shown.c.person_id == person_id)
    attended = (
        select(item.c.id)
        .join(took_part, took_part.c.event_id == item.c.event_id)
        .where(took_part.c.person_id == person_id)
    )
    if not rejected:
        depicted = depicted.where(shown.c.status != "rejected")
        attended = attended.where(took_part.c.status != "rejected")
    return sorted(set(connection.scalars(depicted)) | set(connection.scalars(attended)))


def counts(connection: Connection) -> dict[str, int]:
    """How many items show each person, or belong to an event that the person took part in."""
    shown, took_part, item = tables.depiction, tables.participant, tables.item
    both = union(
        select(shown.c.person_id, shown.c.item_id).where(shown.c.status != "rejected"),
        select(took_part.c.person_id, item.c.id)
        .join(item, item.c.event_id == took_part.c.event_id)
        .where(took_part.c.status != "rejected"),
    ).subquery()
    query = select(both.c.person_id, sql.count().label("items")).group_by(both.c.person_id)
    return {row.person_id: row.items for row in connection.execute(query)}


def confirmed(connection: Connection) -> set[str]:
    """The persons whom staff named, or confirmed on an item or at an event."""
    found = set(connection.scalars(select(tables.person.c.id).where(tables.person.c.named_by == "staff")))
    for table in (tables.depiction, tables.participant):
        found |= set(connection.scalars(select(table.c.person_id).where(table.c.status == "confirmed")))
    return found
