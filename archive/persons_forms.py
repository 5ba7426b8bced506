"""The forms of a person's name: what was written, what follows by rule, in which language and script."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from archive import tables
from archive.catalogue import Transaction
from archive.model import Variant
from language.alphabet import fold, to_cyrillic
from language.persons import PersonName

# Names whose folded surnames differ in the first letters are never compared: that keeps an ingest quick
# with thousands of persons. Three letters survive every spelling that `match` accepts but a few foreign ones.
KEY_LETTERS = 3
# A language with an optional script, as in BCP 47 (https://www.rfc-editor.org/info/bcp47).
TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?")

_CYRILLIC = re.compile("[\u0400-\u052f]")
_KAZAKH = re.compile(r"[әғқңөұүһі]|(?:ұлы|улы|қызы|кызы)\b", re.IGNORECASE)
# No letter i without its point: it is every i to a pattern that ignores case.
_KAZAKH_LATIN = re.compile(r"[äğñöūüş]|(?:uly|ūly|qyzy|kyzy)\b", re.IGNORECASE)
_RUSSIAN = re.compile(r"[ёъщэ]|(?:ович|евич|овна|евна|инична|ична)\b", re.IGNORECASE)


def key(name: PersonName) -> str:
    """What is looked up before names are compared: the beginning of the folded surname."""
    return folded(name.surname or name.given or name.patronymic or "")[:KEY_LETTERS]


def folded(text: str) -> str:
    """A name as it is compared while typing: lower case, plain Cyrillic letters whatever the script."""
    return fold(to_cyrillic(text)).lower()


def language_of(name: str, preferred: str = "", generated: bool = False) -> str:
    """The BCP 47 tag of a form of a name, by its letters and endings: `kk`, `ru`, `kk-Latn`, `und-Latn`, or
    `und-Cyrl` when nothing tells Kazakh from Russian. A generated form that lost the Kazakh letters of the
    preferred name is Russian."""
    if not _CYRILLIC.search(name):
        return "kk-Latn" if _KAZAKH_LATIN.search(name) else "und-Latn"
    if _KAZAKH.search(name):
        return "kk"
    lost = generated and _KAZAKH.search(preferred) is not None and "." not in name
    return "ru" if lost or _RUSSIAN.search(name) else "und-Cyrl"


def forms(connection: Connection, ids: Collection[str]) -> Mapping[str, tuple[Variant, ...]]:
    """The further forms of each person's name, in the order of the alphabet."""
    table, person = tables.person_variant, tables.person
    query = (
        select(table, person.c.name.label("preferred"))
        .join(person, person.c.id == table.c.person_id)
        .where(table.c.person_id.in_(ids))
        .order_by(table.c.person_id, table.c.name)
    )
    found: dict[str, list[Variant]] = defaultdict(list)
    for row in connection.execute(query):
        tag = row.language or language_of(row.name, row.preferred, row.generated)
        found[row.person_id].append(Variant(row.name, tag, row.generated))
    return {one: tuple(found[one]) for one in ids}


def add(transaction: Transaction, person_id: str, preferred: str, variants: Iterable[Variant]) -> list[str]:
    """Record forms of a name that are not there yet; those that are new. What was met or written is not made
    a generated one, and a generated one that is met becomes a written one."""
    table = tables.person_variant
    rows = transaction.execute(select(table.c.name, table.c.generated).where(table.c.person_id == person_id))
    known = {row.name: row.generated for row in rows}
    new = {one.name: one for one in variants if one.name and one.name != preferred}
    wanted = [one for one in new.values() if one.name not in known or (known[one.name] and not one.generated)]
    remove(transaction, person_id, [one.name for one in wanted if one.name in known])
    if wanted:
        transaction.execute(insert(table), [_row(person_id, one) for one in wanted])
    return [one.name for one in wanted]


def made_by_rule(preferred: str, names: Iterable[str]) -> list[Variant]:
    """Generated forms with their languages."""
    return [Variant(name, language_of(name, preferred, True), True) for name in names]


def written(name: str, language: str | None = None) -> Variant:
    """A form that a source or a person wrote."""
    return Variant(name, language or language_of(name), False)


def _row(person_id: str, one: Variant) -> dict[str, Any]:
    from language import names as naming

    # Written forms are compared with new names, by surname; generated ones are looked up by their first word.
    looked_up = folded(one.name)[:KEY_LETTERS] if one.generated else key(naming.parse(one.name))
    values = {"name": one.name, "generated": one.generated, "language": one.language}
    return {"person_id": person_id, "key": looked_up, **values}


def remove(transaction: Transaction, person_id: str, names: Collection[str]) -> None:
    """Take forms of a name away."""
    table = tables.person_variant
    if names:
        where = (table.c.person_id == person_id) & table.c.name.in_(names)
        transaction.execute(delete(table).where(where))
