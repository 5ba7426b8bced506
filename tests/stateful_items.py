"""What staff decide about items and who is to be seen on them, as rules of the stateful test."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule
from stateful_base import ACTORS, EVENTS, FIELDS, NAMES, NTH, SAYINGS, WORDS, Deciding
from stateful_model import Said

from archive import editing, events_editing, history
from archive.editing import Edit
from archive.errors import Conflict
from archive.events_editing import EventEdit


class OfItems(Deciding):
    """Editing, correcting, and saying who is there."""

    def _now_says(self, item_id: str, name: str, value: str) -> Said:
        """A field of an item says this now: whoever refused that value is overruled."""
        refused = ("refused", f"item:{item_id}", name, value)
        return {("field", item_id, name): value, **({refused: None} if refused in self.decided.said else {})}

    @rule(actor=ACTORS, number=NTH, name=st.sampled_from(FIELDS[:-1]), data=st.data())
    def edit_a_field(self, actor: str, number: int, name: str, data: st.DataObject) -> None:
        value, item_id = data.draw(st.sampled_from(WORDS[name])), self._item(number)
        meant = editing.staff_date(value).edtf if name == "date" and value else value
        self._edit(actor, item_id, Edit(**{name: value}), self._now_says(item_id, name, meant))

    @rule(actor=ACTORS, number=NTH, other=NTH)
    def put_into_an_event(self, actor: str, number: int, other: int) -> None:
        item_id, event = self._item(number), self._event(other)
        self._edit(actor, item_id, Edit(event=event), self._now_says(item_id, "event", event))

    @rule(actor=ACTORS, number=NTH, name=EVENTS)
    def put_into_a_new_event(self, actor: str, number: int, name: str) -> None:
        item_id = self._item(number)

        def after(item: Any) -> Said:
            return self._now_says(item_id, "event", item.event.id)

        self._edit(actor, item_id, Edit(event=name), after)

    @rule(actor=ACTORS, number=NTH)
    def take_out_of_its_event(self, actor: str, number: int) -> None:
        item_id = self._item(number)
        self._edit(actor, item_id, Edit(event=""), {("field", item_id, "event"): ""})

    @rule(actor=ACTORS, number=NTH, text=SAYINGS)
    def correct_the_caption(self, actor: str, number: int, text: str) -> None:
        item_id = self._item(number)
        self._edit(actor, item_id, Edit(caption=text), {("text", item_id): text})

    @rule(actor=ACTORS, number=NTH)
    def edit_what_somebody_else_changed(self, actor: str, number: int) -> None:
        item_id = self._item(number)
        with self.world.archive.catalogue.reading() as connection:
            version = history.version(connection, f"item:{item_id}")
        with pytest.raises(Conflict), self.world.archive.catalogue.writing(actor) as transaction:
            editing.edit(transaction, item_id, Edit(title="ескі"), expected_version=version - 1)

    # Who is there.

    @rule(actor=ACTORS, number=NTH, other=NTH, yes=st.booleans())
    def say_who_is_there(self, actor: str, number: int, other: int, yes: bool) -> None:
        item_id, person = self._item(number), self._person(other)
        if not yes and person not in self._now().shown(item_id):
            return
        wanted = Edit(add_persons=(person,)) if yes else Edit(remove_persons=(person,))
        said = "confirmed" if yes else "rejected"
        self._edit(actor, item_id, wanted, {("shown", item_id, person): said})

    @rule(actor=ACTORS, number=NTH, name=NAMES)
    def say_who_is_there_by_name(self, actor: str, number: int, name: str) -> None:
        item_id = self._item(number)
        before = self._now().shown(item_id)
        self._edit(actor, item_id, Edit(add_persons=(name,)), lambda _: self._newly_said(item_id, before))

    def _newly_said(self, owner: str, before: dict[str, Any]) -> Said:
        now = self._read().shown(owner)
        changed = [one for one in now if one not in before or before[one].status != now[one].status]
        return {("shown", owner, one): now[one].status for one in changed}

    @rule(actor=ACTORS, number=NTH, other=NTH, where=st.sampled_from(("солдан 2-ші", "ортада", "")))
    def say_where_somebody_stands(self, actor: str, number: int, other: int, where: str) -> None:
        item_id = self._item(number)
        there = self._now().shown(item_id)
        if there:
            person = self._nth(there, other)
            wanted = Edit(positions=((person, where),))
            self._edit(actor, item_id, wanted, {("position", item_id, person): where})

    @rule(actor=ACTORS, number=NTH, other=NTH, yes=st.booleans())
    def say_who_took_part(self, actor: str, number: int, other: int, yes: bool) -> None:
        event, person = self._event(number), self._person(other)
        if not yes and person not in self._now().shown(event):
            return
        wanted = EventEdit(add_persons=(person,)) if yes else EventEdit(remove_persons=(person,))
        after: Said = {("shown", event, person): "confirmed" if yes else "rejected"}
        self._decide(actor, lambda transaction: events_editing.edit(transaction, event, wanted), after)
