"""All names of persons and events at once, for suggestions while somebody types."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, select

from archive import tables


@dataclass(frozen=True, slots=True)
class Named:
    """A record and its names: the preferred one first."""

    id: str
    names: tuple[str, ...]


def persons(connection: Connection) -> list[Named]:
    """Every person that was not merged into another, with every variant."""
    person, variant = tables.person, tables.person_variant
    found: dict[str, list[str]] = {
        row.id: [row.name]
        for row in connection.execute(
            select(person.c.id, person.c.name).where(person.c.merged_into.is_(None)).order_by(person.c.name)
        )
    }
    for row in connection.execute(select(variant.c.person_id, variant.c.name)):
        if row.person_id in found:
            found[row.person_id].append(row.name)
    return [Named(one, tuple(names)) for one, names in found.items()]


def events(connection: Connection) -> list[Named]:
    """Every event with its names in all languages."""
    event = tables.event
    rows = connection.execute(select(event.c.id, event.c.names).order_by(event.c.id))
    return [
        Named(row.id, names)
        for row in rows
        if (names := tuple(row.names[code] for code in ("kk", "ru", "en") if row.names.get(code)))
    ]


def of_persons(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The preferred names of these persons."""
    table = tables.person
    rows = connection.execute(select(table.c.id, table.c.name).where(table.c.id.in_(ids)))
    return {row.id: row.name for row in rows}


def of_events(connection: Connection, ids: Collection[str]) -> dict[str, dict[str, str]]:
    """The names of these events by language."""
    table = tables.event
    rows = connection.execute(select(table.c.id, table.c.names).where(table.c.id.in_(ids)))
    return {row.id: {code: name for code, name in row.names.items() if name} for row in rows}
