"""What staff record of an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from archive import events, persons, review_persons, suggestions
from archive.catalogue import Transaction
from archive.editing_values import language_of_name, person_named, staff_date
from archive.errors import BadInput, NotFound
from archive.model import Event
from archive.review_persons import Place
from language import names

LANGUAGES = ("kk", "ru", "en")


@dataclass(frozen=True, slots=True)
class EventEdit:
    """The decisions of one edit; None leaves a field alone, an empty string empties it.

    `names` are keyed by kk, ru, en. Persons are given by id or name; those removed are rejected.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    date: str | None = None
    place: str | None = None
    description: str | None = None
    text: str | None = None
    add_organisers: tuple[str, ...] = ()
    remove_organisers: tuple[str, ...] = ()
    add_persons: tuple[str, ...] = ()
    remove_persons: tuple[str, ...] = ()


def new(transaction: Transaction, name: str, language: str | None = None) -> Event:
    """A new event of that name. Raises BadInput when there is one already."""
    if not name.strip():
        raise BadInput("An event needs a name.", "Write what the gathering was called.")
    known = events.find(transaction.connection, name)
    if known is not None:
        raise BadInput(
            f"There is an event «{name}» already: {known.id}.", "Edit that, or write another name."
        )
    return events.create(transaction, Event("new", {language or language_of_name(name): name.strip()}))


def edit(transaction: Transaction, event_id: str, wanted: EventEdit) -> Event:
    """Carry the decisions out, all or none, and give the event as it is then. Raises NotFound, BadInput."""
    one = events.event(transaction.connection, event_id)
    values = _values(one, wanted)
    if values:
        action = "event rename" if set(values) <= {"names", "alternatives"} else "event edit"
        events.change(transaction, one.id, values, action)
    _settle(transaction, one, wanted)
    for name in wanted.add_persons:
        review_persons.confirm(transaction, Place("participant", one.id), person_named(transaction, name), {})
        suggestions.settle(transaction, f"event:{one.id}", "person", name)
    for name in wanted.remove_persons:
        _reject(transaction, one, name)
    return events.event(transaction.connection, one.id)


def _values(one: Event, wanted: EventEdit) -> dict[str, Any]:
    plain = {name: getattr(wanted, name) for name in ("place", "description", "text")}
    values: dict[str, Any] = {name: value or None for name, value in plain.items() if value is not None}
    if wanted.date is not None:
        values["date"] = asdict(staff_date(wanted.date)) if wanted.date else None
    if wanted.names:
        values |= _names(one, wanted.names)
    if wanted.add_organisers or wanted.remove_organisers:
        values["organisers"] = _organisers(one, wanted)
    return values


def _names(one: Event, wanted: Mapping[str, str]) -> dict[str, Any]:
    """The names and, among the alternatives, what the event was called before: it is still found by that."""
    unknown = set(wanted) - set(LANGUAGES)
    if unknown:
        raise BadInput(f"«{unknown.pop()}» is no language of names.", "Write kk, ru or en.")
    named = {code: name for code, name in {**one.names, **wanted}.items() if name}
    if not named:
        raise BadInput(f"{one.id} would have no name.", "Leave it one.")
    former = [name for code, name in one.names.items() if name not in named.values() and code in wanted]
    alternatives = [name for name in (*one.alternatives, *former) if name not in named.values()]
    return {"names": named, "alternatives": list(dict.fromkeys(alternatives))}


def _organisers(one: Event, wanted: EventEdit) -> list[str]:
    for name in wanted.remove_organisers:
        if not any(suggestions.same(name, known) for known in one.organisers):
            listed = ", ".join(f"«{known}»" for known in one.organisers) or "nobody"
            raise NotFound(f"«{name}» is no organiser of {one.id}: it has {listed}.", "Name one of them.")
    kept = [
        known
        for known in one.organisers
        if not any(suggestions.same(name, known) for name in wanted.remove_organisers)
    ]
    return united(kept, wanted.add_organisers)


def united(first: Iterable[str], others: Iterable[str]) -> list[str]:
    """All values in their order, each once whatever its case and spaces."""
    result: list[str] = []
    for one in (*first, *others):
        if one and not any(suggestions.same(one, known) for known in result):
            result.append(one)
    return result


def _settle(transaction: Transaction, one: Event, wanted: EventEdit) -> None:
    """What machines propose for a field is decided when a person fills it."""
    subject = f"event:{one.id}"
    now = events.event(transaction.connection, one.id)
    if wanted.date is not None:
        suggestions.settle(transaction, subject, "date", now.when.edtf if now.when else None)
    for name in ("place", "description"):
        if getattr(wanted, name) is not None:
            suggestions.settle(transaction, subject, name, getattr(now, name))
    if wanted.names:
        _settle_names(transaction, one, now, wanted.names)
    for name in wanted.add_organisers:
        suggestions.settle(transaction, subject, "organiser", name)
    for name in wanted.remove_organisers:
        suggestions.refuse(transaction, subject, "organiser", name)


def _settle_names(transaction: Transaction, one: Event, now: Event, wanted: Mapping[str, str]) -> None:
    """What machines propose as a name in the languages that a person wrote or emptied."""
    for proposed in suggestions.of(transaction.connection, f"event:{one.id}"):
        if proposed.field not in ("name", "title"):
            continue
        stood = [code for code, name in one.names.items() if suggestions.same(name, proposed.value)]
        code = stood[0] if stood else language_of_name(proposed.value)
        if any(suggestions.same(name, proposed.value) for name in wanted.values()):
            suggestions.decide(transaction, proposed, "accepted")
        elif code in wanted and not any(
            suggestions.same(name, proposed.value) for name in now.names.values()
        ):
            suggestions.decide(transaction, proposed, "rejected")


def _reject(transaction: Transaction, one: Event, name: str) -> None:
    proposed = suggestions.find(transaction.connection, f"event:{one.id}", "person", name)
    fitting = [each for each in one.participants if name in (each.person_id, each.name)] or [
        each for each in one.participants if names.match(name, each.name) >= persons.SAME
    ]
    if len(fitting) == 1:
        place = Place("participant", one.id)
        review_persons.decide(transaction, place, fitting[0].person_id, "rejected")
    elif proposed is None:
        listed = ", ".join(f"{each.person_id} {each.name}" for each in one.participants) or "nobody"
        raise NotFound(f"«{name}» does not name one participant of {one.id}: {listed}.", "Give an id.")
    if proposed is not None:
        suggestions.decide(transaction, proposed, "rejected")
