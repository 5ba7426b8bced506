"""What staff record of a person: dates of life, a note, forms of the name, the wish not to be published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import update

from archive import persons, persons_forms, tables
from archive.catalogue import Transaction
from archive.errors import BadInput, NotFound
from archive.model import Person
from language import dates, names


@dataclass(frozen=True, slots=True)
class PersonEdit:
    """The decisions of one edit; None leaves a field alone, an empty string empties it.

    `dates` are the dates of life as EDTF («1931/1998», «1931/») or in words; `languages` gives the BCP 47 tag
    of an added form, where staff know better than the rule.
    """

    dates: str | None = None
    note: str | None = None
    publish: bool | None = None
    add_forms: tuple[str, ...] = ()
    remove_forms: tuple[str, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)


def edit(transaction: Transaction, person_id: str, wanted: PersonEdit) -> Person:
    """Carry the decisions out, all or none, and give the record as it is then. Raises NotFound, BadInput."""
    one = persons.person(transaction.connection, person_id)
    values = _values(one, wanted)
    if values:
        table = tables.person
        transaction.execute(update(table).where(table.c.id == one.id).values(**values))
        before = {name: getattr(one, name) for name in values}
        transaction.log.add("person edit", f"person:{one.id}", before, values)
    _change_forms(transaction, one, wanted)
    persons.touch(transaction, one.id)
    return persons.person(transaction.connection, one.id)


def _values(one: Person, wanted: PersonEdit) -> dict[str, Any]:
    given: dict[str, Any] = {
        "dates": life_dates(wanted.dates) if wanted.dates else wanted.dates,
        "note": wanted.note,
        "publish": wanted.publish,
    }
    # An empty string empties a field; False says no.
    values = {name: value if value != "" else None for name, value in given.items() if value is not None}
    return {name: value for name, value in values.items() if getattr(one, name) != value}


def life_dates(written: str) -> str:
    """Dates of life as EDTF, from EDTF or words («1931–1998»). Raises BadInput, also for one date alone: it
    does not say whether it is of the birth or of the death."""
    edtf = _edtf(written)
    if not edtf.startswith("[") and "/" not in edtf:
        raise BadInput(
            f"«{written}» may be the birth or the death.",
            f"Write {edtf}/ when born then, /{edtf} when died then.",
        )
    return edtf


def _edtf(written: str) -> str:
    try:
        return dates.parse_edtf(written)
    except ValueError as error:
        spans = dates.find(written)
        if len(spans) == 1 and spans[0].start == 0 and spans[0].end == len(written.strip()):
            return spans[0].edtf
        raise BadInput(
            f"The dates of life «{written}» are not understood: {error}",
            "Write EDTF: 1931/1998, 1931/ (still living or not known), /1998, 193X/1998-05-04.",
        ) from error


def bounds(one: Person) -> tuple[str | None, str | None]:
    """The earliest and the latest day of the dates of life, None where they are open or not known."""
    return dates.bounds(one.dates) if one.dates else (None, None)


def _change_forms(transaction: Transaction, one: Person, wanted: PersonEdit) -> None:
    known = {form.name for form in one.forms}
    missing = [name for name in wanted.remove_forms if name not in known]
    if missing:
        listed = ", ".join(f"«{name}»" for name in sorted(known)) or "none"
        raise NotFound(f"«{missing[0]}» is no variant of {one.id}: it has {listed}.", "Name one of them.")
    for tag in wanted.languages.values():
        if not persons_forms.TAG.fullmatch(tag):
            raise BadInput(f"«{tag}» is no language.", "Write a tag such as kk, kk-Latn, ru, en or und-Latn.")
    added = [persons_forms.written(name, wanted.languages.get(name)) for name in wanted.add_forms]
    persons_forms.remove(transaction, one.id, wanted.remove_forms)
    # A form that is there in another language is said anew.
    said = {form.name for form in one.forms if form.name in wanted.languages}
    persons_forms.remove(transaction, one.id, said)
    persons_forms.add(transaction, one.id, one.name, added)
    now = persons.person(transaction.connection, one.id).forms
    if now != one.forms:
        before, after = ([[form.name, form.language] for form in forms] for forms in (one.forms, now))
        transaction.log.add("person forms", f"person:{one.id}", before, after)


def new(transaction: Transaction, name: str) -> Person:
    """A new record by staff, also when somebody of that name is recorded: two people may share a name."""
    if not name.strip():
        raise BadInput("A person needs a name.", "Write surname, given name, patronymic.")
    if not any(letter.isalpha() for letter in name):
        raise BadInput(f"«{name}» is no name.", "Write surname, given name, patronymic.")
    person_id = persons.create(transaction, names.parse(name), named_by="staff")
    return persons.person(transaction.connection, person_id)
