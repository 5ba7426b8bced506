"""Find persons by the beginning of a name, quickly enough to suggest while somebody types."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import product

from sqlalchemy import ColumnElement, Connection, or_, select

from archive import tables
from archive.model import Person
from archive.persons import persons
from archive.persons_forms import KEY_LETTERS, folded

# Behind every letter that a key can have.
LAST = "\uffff"
# What the Latin spelling of a passport tells apart otherwise than Cyrillic letters do: «Seilova» is Сейілова,
# «Kassenova» Қасенова, «Iskakov» Ысқақов.
_RUN = re.compile(r"(.)\1+")
_LIKE = {"и": "иы"}


def search(connection: Connection, text: str, limit: int = 10) -> list[Person]:
    """The persons one of whose names has words that begin as the words of `text`, in any order, script and
    spelling of a passport.

    Names that begin with the first word come first, then the alphabet decides; at most `limit`.
    """
    words = plain(text).split()
    if not words:
        return []
    found = persons(connection, _alike(connection, _beginnings(words[0])))
    scored = [(rank, one.name, one.id, one) for one in found if (rank := _rank(one, words)) is not None]
    return [one for *_, one in sorted(scored, key=lambda entry: entry[:3])[:limit]]


def plain(text: str) -> str:
    """A name without what spellings differ in: no doubled letters, one letter for и, й, і and ы."""
    return _RUN.sub(r"\1", folded(text).replace("ы", "и"))


def _beginnings(word: str) -> list[str]:
    """How the key of a name may begin that reads so in plain letters."""
    doubled = [word, *(word[: at + 1] + word[at:] for at in range(min(len(word), KEY_LETTERS)))]
    found = {one[:KEY_LETTERS] for one in doubled}
    return sorted({"".join(one) for key in found for one in product(*(_LIKE.get(c, c) for c in key))})


def _alike(connection: Connection, beginnings: Collection[str]) -> set[str]:
    """The ids of the records with a name whose key begins so; forms of the first schema have no key."""
    person, variant = tables.person, tables.person_variant
    keys = [_begins(variant.c.key, one) for one in beginnings]
    preferred = select(person.c.id).where(or_(*(_begins(person.c.key, one) for one in beginnings)))
    forms = select(variant.c.person_id).where(or_(*keys, variant.c.key.is_(None)))
    return {*connection.scalars(preferred), *connection.scalars(forms)}


def _begins(column: ColumnElement[str], beginning: str) -> ColumnElement[bool]:
    # A range instead of LIKE: it uses the index.
    return column.between(beginning, beginning + LAST)


def _rank(one: Person, words: list[str]) -> int | None:
    """0 when a name begins with the first word, 1 when all words begin words of a name, None otherwise."""
    for name in (one.name, *one.variants):
        parts = plain(name).split()
        if all(any(part.startswith(word) for part in parts) for word in words):
            return 0 if plain(one.name).startswith(words[0]) else 1
    return None
