"""Exhibitions in the catalogue: each is one value, replaced whole, with history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy import Connection, insert, select, update

from archive import tables
from archive.catalogue import Transaction
from archive.errors import BadInput, NotFound
from archive.exhibition import Entry, Exhibition, Section
from archive.history import now


def exhibition(connection: Connection, slug: str) -> Exhibition:
    """One exhibition. Raises NotFound."""
    row = connection.execute(select(tables.exhibition).where(tables.exhibition.c.slug == slug)).first()
    if row is None:
        raise NotFound(f"There is no exhibition «{slug}».", "See `muragat exhibit list`.")
    return _exhibition(row.set, row.changed_at)


def exhibitions(connection: Connection) -> list[Exhibition]:
    """All exhibitions by slug."""
    rows = connection.execute(select(tables.exhibition).order_by(tables.exhibition.c.slug))
    return [_exhibition(row.set, row.changed_at) for row in rows]


def create(transaction: Transaction, new: Exhibition) -> Exhibition:
    """Record a new exhibition. Raises BadInput when its slug is taken."""
    table = tables.exhibition
    if transaction.execute(select(table.c.slug).where(table.c.slug == new.slug)).first():
        raise BadInput(f"There is an exhibition «{new.slug}» already.", "Choose another slug.")
    stamped = replace(new, changed_at=now())
    values = {"slug": new.slug, "set": _plain(stamped), "changed_at": stamped.changed_at}
    transaction.execute(insert(table), values)
    transaction.log.add("exhibit new", f"exhibition:{new.slug}", after=_plain(stamped))
    return stamped


def save(transaction: Transaction, changed: Exhibition, action: str) -> Exhibition:
    """Replace an exhibition by its changed form. Nothing is written when nothing differs."""
    before = exhibition(transaction.connection, changed.slug)
    if replace(changed, changed_at=before.changed_at) == before:
        return before
    stamped = replace(changed, changed_at=now())
    table = tables.exhibition
    values = {"set": _plain(stamped), "changed_at": stamped.changed_at}
    transaction.execute(update(table).where(table.c.slug == changed.slug).values(**values))
    transaction.log.add(action, f"exhibition:{changed.slug}", _plain(before), _plain(stamped))
    return stamped


def _plain(one: Exhibition) -> dict[str, Any]:
    return {key: value for key, value in asdict(one).items() if key != "changed_at"}


def _exhibition(values: Mapping[str, Any], changed_at: str) -> Exhibition:
    entries = tuple(Entry(**entry) for entry in values["entries"])
    # An older Muragat may have written fewer fields, a newer one is refused by the migration.
    known = {one.name for one in fields(Exhibition)}
    rest = {key: value for key, value in values.items() if key in known}
    sections = tuple(Section(**section) for section in values.get("sections", ()))
    return Exhibition(**{**rest, "entries": entries, "sections": sections, "changed_at": changed_at})
