"""Persons and events by id and by name, looked up once for a whole table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from archive import events, persons
from archive.errors import NotFound
from archive.model import Event
from exchange.persons_cell import bare, line_of
from exchange.wanted import Record, folded
from language import names

if TYPE_CHECKING:
    from sqlalchemy import Connection


class CatalogueRecords:
    """The records of a catalogue as one connection sees them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._fitting: dict[str, Sequence[str]] = {}

    @cached_property
    def _persons(self) -> dict[str, Record]:
        return {
            one.id: Record(one.id, (one.name, *one.variants)) for one in persons.persons(self._connection)
        }

    @cached_property
    def _events(self) -> dict[str, Record]:
        return {one.id: Record(one.id, _names(one)) for one in events.events(self._connection)}

    @cached_property
    def _event_ids(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for record in self._events.values():
            for name in dict.fromkeys(map(folded, record.names)):
                found[name].append(record.id)
        return found

    def person(self, person_id: str) -> Record | None:
        """The record with this id, or the one that took it in; None when there is none."""
        try:
            return (
                self._persons.get(person_id) or self._persons[persons.person(self._connection, person_id).id]
            )
        except NotFound:
            return None

    def event(self, event_id: str) -> Record | None:
        """The event with this id, or the one that took it in; None when there is none."""
        try:
            return self._events.get(event_id) or self._events[events.event(self._connection, event_id).id]
        except NotFound:
            return None

    def persons_fitting(self, name: str) -> Sequence[str]:
        """The ids of those whom `muragat edit --add-person` would take for this name."""
        if name not in self._fitting:
            found = [one for one, _ in persons.candidates(self._connection, names.parse(name))]
            exact = [one for one in found if self._persons[one].names[0] == name]
            self._fitting[name] = exact if len(found) > 1 and len(exact) == 1 else found
        return self._fitting[name]

    def events_named(self, name: str) -> Sequence[str]:
        """The ids of the events with this name, in whatever language."""
        return self._event_ids.get(folded(name), ())

    def event_entries(self) -> tuple[str, ...]:
        """Every event as the drop-down offers it, by name."""
        return _sorted(f"{bare(one.names[0])} [{one.id}]" for one in self._events.values())

    def person_entries(self) -> tuple[str, ...]:
        """Every person as the drop-down offers them, by name."""
        return _sorted(line_of(one.id, one.names[0]) for one in self._persons.values())


def _names(event: Event) -> tuple[str, ...]:
    return tuple(dict.fromkeys((event.name, *event.names.values(), *event.alternatives)))


def _sorted(entries: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(entries, key=str.casefold))
