"""What the answers have in common, as links that narrow the search down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reading_room.histogram import UNKNOWN, Bar, bars
from reading_room.languages import language, later, text
from reading_room.search_request import Wanted

# So many of a facet are seen at once; the others are behind «more».
SHOWN = 6
LISTS = (("person", later("Persons")), ("event", later("Events")), ("place", later("Places")))
# What is asked for with a word of the query language instead of a value of the archive.
SWITCHES = (
    ("kind", "photo", later("Photographs")),
    ("kind", "document", later("Documents")),
    ("has", "text", later("With text")),
    ("has", "back", later("With something on the back")),
    ("date", UNKNOWN, later("Without a date")),
    ("is", "unreviewed", later("Not reviewed yet")),
    ("is", "unconfirmed", later("With unconfirmed names")),
    ("rights", "staff", later("For staff only")),
    ("rights", "closed", later("Closed")),
)
STAFF_ONLY = ("is", "rights")


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to choose or, when `chosen`, to leave out again."""

    name: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A heading and its choices; `more` are those that are not seen at first."""

    key: str
    heading: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Years:
    """The bars, which of them are in the chosen span, and what the chosen span is."""

    bars: list[Bar]
    chosen: str
    first: str
    last: str


def lists(wanted: Wanted, counted: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Facet]:
    """Persons, events and places of the answers."""
    found = []
    for key, heading in LISTS:
        choices = [_choice(wanted, key, one) for one in counted.get(key, ())]
        choices.sort(key=lambda one: not one.chosen)
        if choices:
            found.append(Facet(key, str(heading), tuple(choices[:SHOWN]), tuple(choices[SHOWN:])))
    return found


def _choice(wanted: Wanted, key: str, one: Mapping[str, Any]) -> Choice:
    value = one.get("id") or one["value"]
    chosen = value in wanted.values(key)
    other = wanted.without(key, value) if chosen else wanted.having(key, value)
    return Choice(_name(one), one["count"], other.address(), chosen)


def _name(one: Mapping[str, Any]) -> str:
    """A value's name in the visitor's language, when it has one."""
    name: str = one.get("names", {}).get(language()) or one["value"]
    return name


def switches(wanted: Wanted, counts: Mapping[str, int]) -> Facet:
    """What can be switched on: kinds, with text, not reviewed … Those that nothing has are left out."""
    choices = []
    for field, value, name in SWITCHES:
        count, chosen = counts.get(f"{field}:{value}", 0), value in wanted.values(field)
        if count or chosen:
            other = wanted.without(field, value) if chosen else wanted.having(field, value)
            choices.append(Choice(str(name), count, other.address(), chosen))
    return Facet("switches", text("Kind and state"), tuple(choices))


def switch_queries(is_staff: bool) -> list[str]:
    """The queries whose counts `switches` needs."""
    return [f"{field}:{value}" for field, value, _ in SWITCHES if is_staff or field not in STAFF_ONLY]


def years(wanted: Wanted, counted: Mapping[str, Sequence[Mapping[str, Any]]]) -> Years | None:
    """The years of the answers; None when no answer has one."""
    found = bars((one["value"], one["count"]) for one in counted.get("year", ()))
    chosen = next((one for one in wanted.values("date") if one != UNKNOWN), "")
    first, dots, last = chosen.partition("..")
    return Years(found, chosen, first, last if dots else first) if found or chosen else None


def chips(wanted: Wanted, counted: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Choice]:
    """What is chosen, with the address that leaves it out. A person or event that no answer shows stays its
    number: a name would tell that there is one."""
    names = {
        one.get("id") or one["value"]: _name(one)
        for key in ("person", "event", "place")
        for one in counted.get(key, ())
    }
    said = {(field, value): str(name) for field, value, name in SWITCHES}
    return [
        Choice(
            said.get((field, value)) or names.get(value, value),
            0,
            wanted.without(field, value).address(),
            True,
        )
        for field, value in wanted.filters
    ]
