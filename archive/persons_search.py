"""Find persons by the beginning of a name, quickly enough to suggest while somebody types."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, or_, select

from archive import tables
from archive.model import Person
from archive.persons import persons
from archive.persons_forms import KEY_LETTERS, folded

# Behind every letter that a key can have.
LAST = "\uffff"


def search(connection: Connection, text: str, limit: int = 10) -> list[Person]:
    """The persons one of whose names has words that begin as the words of `text`, in any order and script.

    Names that begin with the first word come first, then the alphabet decides; at most `limit`.
    """
    words = folded(text).split()
    if not words:
        return []
    found = persons(connection, _alike(connection, words[0][:KEY_LETTERS]))
    scored = [(rank, one.name, one.id, one) for one in found if (rank := _rank(one, words)) is not None]
    return [one for *_, one in sorted(scored, key=lambda entry: entry[:3])[:limit]]


def _alike(connection: Connection, beginning: str) -> set[str]:
    """The ids of the records with a name whose key begins so; forms of the first schema have no key."""
    person, variant = tables.person, tables.person_variant
    preferred = select(person.c.id).where(_begins(person.c.key, beginning))
    forms = select(variant.c.person_id).where(or_(_begins(variant.c.key, beginning), variant.c.key.is_(None)))
    return {*connection.scalars(preferred), *connection.scalars(forms)}


def _begins(column: ColumnElement[str], beginning: str) -> ColumnElement[bool]:
    # A range instead of LIKE: it uses the index.
    return column.between(beginning, beginning + LAST)


def _rank(one: Person, words: list[str]) -> int | None:
    """0 when a name begins with the first word, 1 when all words begin words of a name, None otherwise."""
    for name in (one.name, *one.variants):
        parts = folded(name).split()
        if all(any(part.startswith(word) for part in parts) for word in words):
            return 0 if folded(one.name).startswith(words[0]) else 1
    return None
