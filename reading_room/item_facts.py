"""What is known of an item, put together for a reader: each value, who says so and what contradicts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from archive import suggestions
from archive.item_json import place
from archive.model import Suggestion
from reading_room import words
from reading_room.here import room
from reading_room.languages import text as _
from workflows.looking import Looked


@dataclass(frozen=True, slots=True)
class Fact:
    """One value: what it says, from whom (`basis`), whether a person still has to confirm it, the words that
    it was taken from, and other values that were found."""

    name: str
    value: str
    basis: str = ""
    unconfirmed: bool = False
    evidence: tuple[Suggestion, ...] = ()
    others: tuple[tuple[str, Suggestion], ...] = ()
    href: str = ""


def facts(looked: Looked) -> list[Fact]:
    """The values that stand in the record of an item, in the order of reading."""
    item = looked.item
    found = [_date(looked), _event(looked), _place(looked)]
    found += [_plain(looked, name, getattr(item, name)) for name in ("author", "reference", "form")]
    return [one for one in found if one is not None]


def _date(looked: Looked) -> Fact | None:
    when = looked.item.when
    if when is None:
        return _fact(looked, "date", "", "")
    said = words.day(when.edtf, when.display)
    return _fact(looked, "date", when.edtf, said, words.word(words.BASES, when.basis))


def _event(looked: Looked) -> Fact | None:
    event = looked.item.event
    return _fact(looked, "event", event.id if event else "", words.of_event(event) if event else "")


def _place(looked: Looked) -> Fact | None:
    item = looked.item
    own = item.place or ""
    basis = _("by the event") if not own and place(item) else ""
    return _fact(looked, "place", own, place(item) or "", basis)


def _plain(looked: Looked, name: str, value: str | None) -> Fact | None:
    return _fact(looked, name, value or "", words.value(name, value or "", value or ""))


def _fact(looked: Looked, name: str, value: str, said: str, basis: str = "") -> Fact | None:
    mine = [one for one in looked.suggestions if one.field == name]
    own = tuple(one for one in mine if value and suggestions.same(one.value, value))
    others = tuple(
        (value_in_words(name, one.value), one) for one in mine if one.status == "suggested" and one not in own
    )
    if not said and not others:
        return None
    unconfirmed = any(one.status == "suggested" for one in own)
    return Fact(name, said, basis, unconfirmed, own, others)


def value_in_words(name: str, value: str) -> str:
    """A suggested value for a reader: a date or a form in words, an event by its name."""
    if name == "event":
        from archive import events

        with room().archive.catalogue.reading() as connection:
            found = events.by_id(connection, [value])
        return words.of_event(found[value]) if value in found else value
    return words.value(name, value, value)


def neighbours(looked: Looked) -> dict[str, Any] | None:
    """The neighbours in the event for a template."""
    near = looked.neighbours
    if near is None or near.count < 2:
        return None
    return {"previous": near.previous, "next": near.next, "number": near.number, "count": near.count}
