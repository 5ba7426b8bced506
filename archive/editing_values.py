"""What a person wrote → the value that is meant: a date, an event, a person, rights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, get_args

from archive import events, persons
from archive.catalogue import Transaction
from archive.errors import BadInput
from archive.model import Access, Event, Item, When
from language import dates, names
from language.detect import language as language_of


def staff_date(written: str) -> When:
    """A date as a person writes it: EDTF, or words in Kazakh, Russian or English, which are kept as they were
    written. Raises BadInput."""
    try:
        edtf = dates.parse_edtf(written)
        display = dates.display(edtf, "kk")
    except ValueError as error:
        spans = dates.find(written)
        if len(spans) != 1:
            raise BadInput(
                f"The date «{written}» is not understood: {error}",
                "Write EDTF (2024-09-18, 2024-09, 193X, 1950~, 1941/1945) or «18 қыркүйек 2024».",
            ) from error
        edtf, display = spans[0].edtf, " ".join(written.split())
    earliest, latest = dates.bounds(edtf)
    return When(edtf, display, earliest, latest, "staff")


def event_named(transaction: Transaction, name: str) -> Event:
    """The event with this id or name, made when there is none. Raises NotFound for an id of none."""
    if name.startswith("E") and name[1:].isdigit():
        return events.event(transaction.connection, name)
    draft = Event("new", {language_of_name(name): name})
    return events.find(transaction.connection, name) or events.create(transaction, draft)


def language_of_name(name: str) -> str:
    """kk, ru or en: the language that the name of an event seems to be in, kk when nothing tells."""
    code = language_of(name)
    return code if code in ("kk", "ru", "en") else "kk"


def person_named(transaction: Transaction, name: str) -> str:
    """The id of the person with this id or name, made when there is none.

    Raises NotFound for an id of none, BadInput when several persons fit or it is no name.
    """
    connection = transaction.connection
    if name.startswith("P") and name[1:].isdigit():
        return persons.person(connection, name).id
    if not any(letter.isalpha() for letter in name):
        raise BadInput(f"«{name}» is no name.", "Write a name, or the id of a person.")
    parsed = names.parse(name)
    fitting = [one for one, _ in persons.candidates(connection, parsed)]
    known = {one: persons.person(connection, one).name for one in fitting}
    exact = [one for one in fitting if known[one] == name]
    fitting = exact if len(exact) == 1 else fitting
    if len(fitting) > 1:
        listed = ", ".join(f"{one} {known[one]}" for one in fitting)
        raise BadInput(f"Several persons may be «{name}»: {listed}.", "Give the id of the one you mean.")
    return fitting[0] if fitting else persons.create(transaction, parsed, named_by="staff")


def rights(item: Item, given: Mapping[str, Any]) -> dict[str, Any]:
    """The rights of an item with what is `given` of them (None leaves a field alone). Raises BadInput."""
    access, until = given["access"], given["permission_until"]
    if access is not None and access not in get_args(Access):
        raise BadInput(f"«{access}» is no access.", f"Write one of {', '.join(get_args(Access))}.")
    if until and not _is_day(until):
        raise BadInput(f"«{until}» is not a day.", "Write it as 2030-12-31.")
    # An empty string empties a field; False says no.
    changed = {name: value if value != "" else None for name, value in given.items() if value is not None}
    return {**asdict(item.rights), **changed}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
