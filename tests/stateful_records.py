"""What staff decide about persons and events, as rules of the stateful test."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule
from stateful_base import ACTORS, EVENT_FIELDS, EVENTS, NAMES, NTH, WORDS, Deciding
from stateful_model import OPEN, Said

from archive import editing, events_editing, events_joining, persons, persons_editing, persons_joining
from archive.events_editing import EventEdit
from archive.persons_joining import STRENGTH


class OfRecords(Deciding):
    """Recording, renaming, merging, splitting, telling apart."""

    # Persons.

    @rule(actor=ACTORS, name=NAMES)
    def record_a_person(self, actor: str, name: str) -> None:
        self._decide(
            actor,
            lambda transaction: persons_editing.new(transaction, name),
            lambda one: {("name", one.id): one.name},
        )

    @rule(actor=ACTORS, number=NTH, name=NAMES)
    def rename_a_person(self, actor: str, number: int, name: str) -> None:
        person = self._person(number)
        old = self._now().persons[person].name
        after: Said = {("name", person): name, ("variant", person, old): True}
        self._decide(actor, lambda transaction: persons.rename(transaction, person, name), after)

    @rule(actor=ACTORS, one=NTH, other=NTH)
    def keep_persons_apart(self, actor: str, one: int, other: int) -> None:
        pair = sorted((self._person(one), self._person(other)))
        after: Said = {("apart", *pair): True}
        self._decide(actor, lambda transaction: persons_joining.keep_apart(transaction, *pair), after)

    @rule(actor=ACTORS, one=NTH, other=NTH)
    def merge_persons(self, actor: str, one: int, other: int) -> None:
        kept, merged = self._person(one), self._person(other)
        if kept != merged:
            after = self._merged(kept, merged)
            self._decide(actor, lambda transaction: persons_joining.merge(transaction, kept, merged), after)

    def _merged(self, kept: str, merged: str) -> Said:
        now = self._now()
        name = now.persons[merged].name
        after: Said = {("merged", merged): kept, ("name", merged): None, ("variant", kept, name): True}
        for owner in (*now.items, *now.events):
            there = now.shown(owner)
            if merged in there:
                after |= self._one_of_two(("shown", owner), kept, merged, there)
        return after

    def _one_of_two(self, about: tuple[str, str], kept: str, merged: str, there: dict[str, Any]) -> Said:
        """What stands where both of two persons or events that became one stood, and where one did."""
        said, owner = self.decided.said, about[1]
        if kept not in there:
            return {
                target: value
                for kind in ("shown", "position")
                if (kind, owner, merged) in said
                for target, value in (
                    ((kind, owner, kept), said[kind, owner, merged]),
                    ((kind, owner, merged), None),
                )
            }
        first, second = sorted((there[kept], there[merged]), key=lambda one: -STRENGTH[one.status])
        is_decided = first.status != "suggested"
        placed = [one for one in (kept, merged) if ("position", owner, one) in said]
        where = first.position if first.position is not None else second.position
        return {
            ("shown", owner, kept): first.status if is_decided else None,
            ("shown", owner, merged): None,
            ("position", owner, kept): (where or "") if placed else None,
            ("position", owner, merged): None,
        }

    @rule(actor=ACTORS, number=NTH, name=st.none() | NAMES, data=st.data())
    def split_a_person(self, actor: str, number: int, name: str | None, data: st.DataObject) -> None:
        now, person = self._now(), self._person(number)
        on = [item_id for item_id in now.items if person in now.shown(item_id)]
        if not on:
            return
        moved = data.draw(st.lists(st.sampled_from(on), min_size=1, unique=True))
        self._decide(
            actor,
            lambda transaction: persons_joining.split(transaction, person, moved, name),
            lambda new: self._split(person, new, moved),
        )

    def _split(self, person: str, new: Any, moved: list[str]) -> Said:
        after: Said = {("apart", *sorted((person, new.id))): True, ("name", new.id): new.name}
        for target, value in self.decided.said.items():
            if target[0] in ("shown", "position") and target[1] in moved and target[2] == person:
                after |= {target: None, (target[0], target[1], new.id): value}
        return after

    # Events.

    @rule(actor=ACTORS, number=NTH, name=EVENTS, language=st.sampled_from(("kk", "ru")))
    def rename_an_event(self, actor: str, number: int, name: str, language: str) -> None:
        event = self._event(number)
        names = self._now().events[event].names
        wanted = EventEdit({language: name})
        after: Said = {("event", event, language): name, ("called", event, name): True}
        after |= {("called", event, old): True for old in names.values()}
        after |= self._not_refused_any_more(event, "name", name)
        self._decide(actor, lambda transaction: events_editing.edit(transaction, event, wanted), after)

    def _not_refused_any_more(self, event: str, name: str, value: str) -> Said:
        return {
            target: None
            for target in self.decided.said
            if target[0] == "refused"
            and target[2:] == (name, value)
            and self.decided.lead(target[1].partition(":")[2]) == event
        }

    @rule(actor=ACTORS, number=NTH, name=st.sampled_from(EVENT_FIELDS), data=st.data())
    def edit_an_event(self, actor: str, number: int, name: str, data: st.DataObject) -> None:
        value, event = data.draw(st.sampled_from(WORDS[name])), self._event(number)
        meant = editing.staff_date(value).edtf if name == "date" and value else value
        wanted = EventEdit(**{name: value})
        after: Said = {("event", event, name): meant, **self._not_refused_any_more(event, name, meant)}
        self._decide(actor, lambda transaction: events_editing.edit(transaction, event, wanted), after)

    @rule(actor=ACTORS, one=NTH, other=NTH)
    def merge_events(self, actor: str, one: int, other: int) -> None:
        kept, merged = self._event(one), self._event(other)
        if kept != merged:
            after = self._merged_events(kept, merged)
            self._decide(actor, lambda transaction: events_joining.merge(transaction, kept, merged), after)

    def _merged_events(self, kept: str, merged: str) -> Said:
        now, said = self._now(), self.decided.said
        after: Said = {("merged", merged): kept}
        after |= {("called", kept, name): True for name in now.events[merged].names.values()}
        for name in (*EVENT_FIELDS, "kk", "ru", "en"):
            theirs = said.get(("event", merged, name))
            if theirs is not None:
                after["event", merged, name] = None
                if ("event", kept, name) not in said and theirs and not self._is_named(kept, name):
                    after["event", kept, name] = theirs
            # Who emptied a field did not say that the other event has none.
            if said.get(("event", kept, name)) == "":
                after["event", kept, name] = OPEN
        there, others = now.shown(kept), now.shown(merged)
        for person in others:
            pair = {kept: there[person]} if person in there else {}
            pair[merged] = others[person]
            after |= self._taken_part(kept, merged, person, pair)
        # A refusal moves with its event; whether it still holds is for the tests of merging.
        subjects = (f"event:{kept}", f"event:{merged}")
        for target in said:
            if target[0] == "refused" and (target[1] in subjects or target[2] == "event"):
                after[target] = OPEN
        return after

    def _is_named(self, event: str, language: str) -> bool:
        """Whether staff gave the event its name in a language when they recorded it."""
        name = self._now().events[event].names.get(language)
        return bool(name) and (f"event:{event}", "name", name) not in self._now().waiting

    def _taken_part(self, kept: str, merged: str, person: str, pair: dict[str, Any]) -> Said:
        strongest = max((one.status for one in pair.values()), key=STRENGTH.__getitem__)
        is_decided = strongest != "suggested"
        return {("shown", kept, person): strongest if is_decided else None, ("shown", merged, person): None}
