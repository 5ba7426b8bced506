"""What staff do with the records of persons, and looking them up by a name in any form and script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from archive import persons
from archive.model import Person
from archive.persons_search import plain
from language import names
from workflows.indexing import update_if_free

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from archive.catalogue import Transaction
    from archive.home import Archive
    from archive.persons_editing import PersonEdit


def like(connection: Connection, name: str) -> list[Person]:
    """The persons who may be called so: matching names first, then names that contain every part of it."""
    parts = [plain(part) for part in name.split()]
    scored = []
    for one in persons.persons(connection):
        written = plain(" ".join((one.name, *one.variants)))
        score = max(names.match(name, one.name), 0.4 * all(part in written for part in parts))
        if score >= 0.4:
            scored.append((-score, one.name, one))
    return [one for _, _, one in sorted(scored, key=lambda entry: entry[:2])]


def new(archive: Archive, name: str) -> tuple[Person, str | None]:
    """A new record, also beside one of the same name; and a note when the index has to catch up later."""
    from archive import persons_editing

    return _changed(archive, lambda transaction: persons_editing.new(transaction, name))


def edit(archive: Archive, person_id: str, wanted: PersonEdit) -> tuple[Person, str | None]:
    """The record after the edit."""
    from archive import persons_editing

    return _changed(archive, lambda transaction: persons_editing.edit(transaction, person_id, wanted))


def rename(archive: Archive, person_id: str, name: str) -> tuple[Person, str | None]:
    """The record with another preferred name; the old one stays as a variant."""

    def give(transaction: Transaction) -> Person:
        persons.rename(transaction, person_id, name)
        return persons.person(transaction.connection, person_id)

    return _changed(archive, give)


def merge(archive: Archive, kept: str, merged: Sequence[str]) -> tuple[Person, str | None]:
    """Make records one: what pointed to those `merged` points to `kept`. One step, whatever their number."""
    from archive import persons_joining

    def join(transaction: Transaction) -> Person:
        return [persons_joining.merge(transaction, kept, one) for one in merged][-1]

    return _changed(archive, join)


def split(
    archive: Archive, person_id: str, item_ids: Sequence[str], name: str | None, with_events: bool
) -> tuple[Person, str | None]:
    """The new record of who is on these items."""
    from archive import persons_joining

    return _changed(
        archive,
        lambda transaction: persons_joining.split(transaction, person_id, item_ids, name, with_events),
    )


def keep_apart(archive: Archive, one: str, other: str, *, remove: bool = False) -> tuple[Person, str | None]:
    """The first of two records, which are recorded as not the same person, or may be it again."""
    from archive import persons_joining

    def decide(transaction: Transaction) -> Person:
        said = persons_joining.allow_merge if remove else persons_joining.keep_apart
        said(transaction, one, other)
        return persons.person(transaction.connection, one)

    return _changed(archive, decide)


def _changed(archive: Archive, change: Callable[[Transaction], Any]) -> tuple[Any, str | None]:
    with archive.catalogue.writing(archive.actor) as transaction:
        result = change(transaction)
    return result, update_if_free(archive)
