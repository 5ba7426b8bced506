"""What staff decided, as simply as it can be written down: one value for each thing that can be decided."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from archive import events, history, items, persons, suggestions, tables
from archive.model import Depiction, Item

# What was decided: its kind, then whom and what it is about.
#   ("field", item, name)             what a field of an item says; "" is empty
#   ("text", item)                    its caption
#   ("shown", owner, person)          confirmed or rejected, on an item or at an event
#   ("position", item, person)        where the person stands
#   ("name", person)                  its preferred name
#   ("variant", person, name)         the person is also called so
#   ("apart", one, other)             not the same person
#   ("merged", id)                    the person or event that it became part of
#   ("event", event, name)            what a field of an event says
#   ("called", event, name)           the event is, or was, called so
#   ("refused", subject, field, value)   a suggestion to which a person said no
Target = tuple[str, ...]
Said = dict[Target, Any]


# What two records say differently when they become one is for the tests of merging: no decision here.
OPEN = "left open"


@dataclass
class Decided:
    """What stands of all decisions, and what each step of history changed of it. None: nothing is decided."""

    said: Said = field(default_factory=dict)
    steps: dict[int, tuple[Said, Said]] = field(default_factory=dict)

    def take(self, step: int, after: Said) -> None:
        """A step decided this; what was decided so before is nobody else's by it."""
        new = {target: value for target, value in after.items() if value != self.said.get(target)}
        self.steps[step] = {target: self.said.get(target) for target in new}, new
        self._set(new)

    def undo(self, step: int, by: int, kept: Collection[str] = ()) -> None:
        """A step was taken back: what it decided must not have been decided otherwise since. Records that it
        made and that were `kept`, since others use them, are as they were."""
        before, after = (
            {target: value for target, value in said.items() if not _is_of(target, kept)}
            for said in self.steps[step]
        )
        assert not self._are_overruled(after), f"undoing {step} lost a later decision"
        self.steps[by] = after, before
        self._set(
            {
                target: value
                for target, value in before.items()
                if after[target] != OPEN or self.said.get(target) == OPEN
            }
        )

    def is_overruled(self, step: int) -> bool:
        """Whether something that a step decided is decided otherwise by now."""
        return self._are_overruled(self.steps[step][1])

    def _are_overruled(self, after: Said) -> bool:
        pairs = ((value, self.said.get(target)) for target, value in after.items())
        return any(value != now and OPEN not in (value, now) for value, now in pairs)

    def _set(self, values: Said) -> None:
        for target, value in values.items():
            self.said.pop(target, None)
            if value is not None:
                self.said[target] = value

    def lead(self, id_: str) -> str:
        """The record that this one is part of by now."""
        return self.lead(self.said["merged", id_]) if ("merged", id_) in self.said else id_


def _is_of(target: Target, records: Collection[str]) -> bool:
    """Whether it was decided of one of these records, not of what they stand on."""
    kind, about, *rest = target
    ids = (about, *rest) if kind in ("name", "variant", "apart", "event", "called") else (about,)
    return any(one in records for one in ids)


class Standing:
    """What the catalogue says now."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.head = history.head(connection)[0]
        self.items = {one.id: one for one in items.items(connection, items.ids_after(connection, "", 100))}
        self.events = {one.id: one for one in events.events(connection)}
        self.persons = {one.id: one for one in persons.persons(connection)}
        waiting = select(tables.suggestion).where(tables.suggestion.c.status == "suggested")
        self.waiting = {(row.subject, row.field, row.value) for row in connection.execute(waiting)}

    def shown(self, owner: str) -> dict[str, Depiction]:
        """Who is on an item or took part in an event, by id."""
        record: Any = self.items.get(owner) or self.events[owner]
        depictions = record.persons if isinstance(record, Item) else record.participants
        return {one.person_id: one for one in depictions}

    def field(self, item_id: str, name: str) -> str:
        """What a field of an item says by itself, "" for nothing."""
        item = self.items[item_id]
        if name == "date":
            return item.when.edtf if item.when and item.when.basis != "event" else ""
        value = item.event.id if name == "event" and item.event else getattr(item, name)
        return value or "" if name != "event" else (item.event.id if item.event else "")

    def event_field(self, event_id: str, name: str) -> str:
        """What a field of an event says, "" for nothing."""
        event = self.events[event_id]
        if name == "date":
            return event.when.edtf if event.when else ""
        return event.names.get(name, "") if name in ("kk", "ru", "en") else getattr(event, name) or ""


def lost(decided: Decided, standing: Standing) -> list[str]:
    """The decisions that do not stand any more."""
    found = []
    for target, value in decided.said.items():
        if value == OPEN:
            continue
        now = _now(decided, standing, target)
        if now != value:
            found.append(f"{target}: decided {value!r}, now {now!r}")
    return found


def _now(decided: Decided, standing: Standing, target: Target) -> Any:
    kind, about, *rest = target
    if kind in ("field", "refused"):
        return _now_of_field(decided, standing, target)
    if kind == "text":
        return standing.items[about].caption or ""
    if kind in ("shown", "position"):
        shown = standing.shown(about).get(rest[0])
        return shown and (shown.status if kind == "shown" else shown.position or "")
    if kind == "merged":
        one: Any = (events.event if about.startswith("E") else persons.person)(standing.connection, about)
        return decided.said[target] if one.id == decided.lead(about) else one.id
    if kind in ("event", "called"):
        event = standing.events[decided.lead(about)]
        called = {*event.names.values(), *event.alternatives}
        return standing.event_field(event.id, rest[0]) if kind == "event" else rest[0] in called
    return _now_of_person(decided, standing, target)


def _now_of_person(decided: Decided, standing: Standing, target: Target) -> Any:
    kind, about, *rest = target
    person = standing.persons[decided.lead(about)]
    if kind == "name":
        return person.name
    if kind == "variant":
        return rest[0] in (person.name, *person.variants)
    return decided.lead(rest[0]) in person.distinct_from


def _now_of_field(decided: Decided, standing: Standing, target: Target) -> Any:
    kind, about, *rest = target
    if kind == "field":
        now = standing.field(about, rest[0])
        same = rest[0] == "event" and now and now == decided.lead(decided.said[target])
        return decided.said[target] if same else now
    owner, field_, value = about.partition(":")[2], rest[0], rest[1]
    row = suggestions.find(standing.connection, about, field_, value)
    if row is None or row.status != "rejected":
        return f"suggestion {row and row.status}"
    if field_ == "person" or about.startswith("event:"):
        in_field = about.startswith("event:") and _event_says(standing, decided.lead(owner), field_, value)
    else:
        in_field = standing.field(owner, field_) == value
    return "in the field" if in_field else True


def _event_says(standing: Standing, event_id: str, field_: str, value: str) -> bool:
    event = standing.events[event_id]
    values: Mapping[str, tuple[str, ...]] = {
        "name": tuple(event.names.values()),
        "organiser": event.organisers,
        "date": (event.when.edtf,) if event.when else (),
        "place": (event.place,) if event.place else (),
    }
    return value in values.get(field_, ())
