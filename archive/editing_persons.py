"""Who is to be seen on an item, as staff say it: added, rejected, where they stand, how certain that is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from archive import items, outbox, persons, review_persons, suggestions, tables
from archive.catalogue import Transaction
from archive.editing_values import person_named
from archive.errors import BadInput, NotFound
from archive.model import Depiction, Item
from archive.review_persons import Place
from language import names


def add(transaction: Transaction, item: Item, name: str) -> None:
    """A person is to be seen on the item: confirmed where suggested or rejected, else added."""
    person_id = _meant(transaction, item, name)
    review_persons.confirm(transaction, Place("depiction", item.id), person_id, {})
    # A name that waited for a person to say who that is has its answer.
    suggestions.settle(transaction, f"item:{item.id}", "person", name)


def _meant(transaction: Transaction, item: Item, name: str) -> str:
    """The record of that name; of several, the one that the item shows. Raises BadInput, NotFound."""
    try:
        return person_named(transaction, name)
    except BadInput:
        known = [one for one in item.persons if _is_meant(one, name)]
        if len(known) != 1:
            raise
        return known[0].person_id


def reject(transaction: Transaction, item: Item, name: str) -> None:
    """A person is not to be seen on the item. Raises NotFound when the name means nobody or several there."""
    subject = f"item:{item.id}"
    proposed = suggestions.find(transaction.connection, subject, "person", name)
    try:
        person_id = _on_item(transaction, item.id, name)
    except NotFound:
        if proposed is None:
            raise
    else:
        review_persons.decide(transaction, Place("depiction", item.id), person_id, "rejected")
    if proposed is not None:
        suggestions.decide(transaction, proposed, "rejected")
        outbox.add(transaction, [item.id])


def describe(transaction: Transaction, item_id: str, name: str, values: Mapping[str, Any]) -> None:
    """Say of a person on the item where it stands (`position`) and how certain that is (`certainty`)."""
    person_id = _on_item(transaction, item_id, name)
    table = tables.depiction
    where = (table.c.item_id == item_id) & (table.c.person_id == person_id)
    row = transaction.execute(select(table).where(where)).one()
    before = {column: row._mapping[column] for column in values}
    if before == dict(values):
        return
    transaction.execute(update(table).where(where).values(**values))
    action = f"person {' and '.join(values)}"
    who = {"id": person_id, "name": persons.names(transaction.connection, [person_id])[person_id][0]}
    transaction.log.add(action, f"item:{item_id}", {**who, **before}, {**who, **values})
    outbox.add(transaction, [item_id])


def _on_item(transaction: Transaction, item_id: str, name: str) -> str:
    """The id of the person on the item who is meant. Raises NotFound."""
    item = items.item(transaction.connection, item_id)
    fitting = [one for one in item.persons if _is_meant(one, name)]
    exact = [one for one in fitting if name in (one.person_id, one.name)]
    fitting = exact if len(exact) == 1 else fitting
    if len(fitting) != 1:
        shown = ", ".join(f"{one.person_id} {one.name}" for one in item.persons) or "nobody"
        raise NotFound(f"«{name}» does not name one person of {item_id}: it shows {shown}.", "Give an id.")
    return fitting[0].person_id


def _is_meant(one: Depiction, name: str) -> bool:
    return name in (one.person_id, one.name) or names.match(name, one.name) >= persons.SAME
