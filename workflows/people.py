"""Look persons up by a name in any form and script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archive import persons
from archive.model import Person
from language import names
from language.alphabet import fold, to_cyrillic

if TYPE_CHECKING:
    from sqlalchemy import Connection


def like(connection: Connection, name: str) -> list[Person]:
    """The persons who may be called so: matching names first, then names that contain every part of it."""
    parts = [fold(to_cyrillic(part)).lower() for part in name.split()]
    scored = []
    for one in persons.persons(connection):
        written = fold(to_cyrillic(" ".join((one.name, *one.variants)))).lower()
        score = max(names.match(name, one.name), 0.4 * all(part in written for part in parts))
        if score >= 0.4:
            scored.append((-score, one.name, one))
    return [one for _, _, one in sorted(scored, key=lambda entry: entry[:2])]
