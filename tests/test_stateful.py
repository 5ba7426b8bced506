"""No decision of staff is lost in any sequence of what staff and machines do.

Hypothesis drives the real functions (edit, correct, review, merge, split, undo, reread, ingest again, the
table) and compares with a model of what staff decided: each decision stands until a later one says otherwise
or it is undone.
"""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from stateful_model import OPEN, Decided, Said, Standing, lost
from stateful_world import CAPTIONS, DictatedTesseract, World, copied

from archive import (
    editing,
    events_editing,
    events_joining,
    history,
    persons,
    persons_editing,
    persons_joining,
    review,
    tables,
    undo,
)
from archive.catalogue import Transaction
from archive.editing import Edit
from archive.errors import Conflict, MuragatError
from archive.events_editing import EventEdit
from archive.persons_joining import STRENGTH
from archive.review import Pending
from workflows import exchanging, indexing
from workflows.finding import Question, find

FIELDS = ("title", "place", "author", "form", "date", "event")
EVENT_FIELDS = ("date", "place")
ACTORS = st.sampled_from(("айгүл", "марат"))
NTH = st.integers(0, 11)
NAMES = st.sampled_from(
    (
        "Ахметова Сәуле",
        "Бейсенов Ерлан Маратұлы",
        "Оспанова Айгүл Маратқызы",
        "Сейтов Бекзат",
        "Дулатова Дана",
    )
)
WORDS = {
    "title": ("Ашылу сәті", "Оқырмандар", ""),
    "place": ("Семей", "Қарағанды", ""),
    "author": ("Бейсенов М.", ""),
    "form": ("negative", "print", ""),
    "date": ("1958", "1961", "18 қыркүйек 2024", ""),
}
SAYINGS = st.sampled_from(
    (*CAPTIONS.values(), "Дулатова Дана, 1958 ж.", "Сейтов Бекзат Ерланұлы, Семей, 1970 ж.", "")
)
EVENTS = st.sampled_from(("Кітап күні", "Оқырмандар апталығы", "Дни книги"))


def _template() -> Path:
    """An archive that was ingested and indexed once, to be copied for each example."""
    folder = Path(tempfile.mkdtemp(prefix="muragat-stateful-"))
    live = folder / "live"
    live.mkdir()
    world = World(live, DictatedTesseract(dict(CAPTIONS)))
    indexing.update(world.archive)
    shutil.copytree(live, folder / "template")
    return folder


class Describing(RuleBasedStateMachine):
    """Two archivists and a machine describe four photographs of one event."""

    folder: Path

    @initialize()
    def begin(self) -> None:
        self.world = copied(self.folder / "template", self.folder / "live")
        self.decided = Decided()
        self.standing = self._read()
        self.pictures = 3
        self.table: Path | None = None

    # What is there to choose from.

    def _now(self) -> Standing:
        """What stood after the last step: the invariant has just read it."""
        return self.standing

    def _read(self) -> Standing:
        with self.world.archive.catalogue.reading() as connection:
            return Standing(connection)

    def _nth(self, of: Collection[str], number: int) -> str:
        return sorted(of)[number % len(of)]

    def _item(self, number: int) -> str:
        return self._nth(self._now().items, number)

    def _person(self, number: int) -> str:
        return self._nth(self._now().persons, number)

    def _event(self, number: int) -> str:
        return self._nth(self._now().events, number)

    def _head(self) -> int:
        with self.world.archive.catalogue.reading() as connection:
            return history.head(connection)[0]

    # How a decision is made: in one transaction; what is refused changes nothing.

    def _decide(
        self, actor: str, change: Callable[[Transaction], Any], after: Said | Callable[[Any], Said]
    ) -> Any:
        before = self._head()
        try:
            with self.world.archive.catalogue.writing(actor) as transaction:
                result = change(transaction)
        except MuragatError:
            assert self._head() == before
            return None
        self._take(before, after(result) if callable(after) else after)
        return result

    def _take(self, before: int, after: Said) -> None:
        if self._head() > before:
            self.decided.take(before + 1, after)

    def _edit(self, actor: str, item_id: str, wanted: Edit, after: Said | Callable[[Any], Said]) -> None:
        self._decide(actor, lambda transaction: editing.edit(transaction, item_id, wanted), after)

    # Items.

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
                if ("event", kept, name) not in said and theirs:
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

    def _taken_part(self, kept: str, merged: str, person: str, pair: dict[str, Any]) -> Said:
        strongest = max((one.status for one in pair.values()), key=STRENGTH.__getitem__)
        is_decided = strongest != "suggested"
        return {("shown", kept, person): strongest if is_decided else None, ("shown", merged, person): None}

    # Review.

    def _pending(self) -> list[Pending]:
        with self.world.archive.catalogue.reading() as connection:
            found = review.pending(connection)
        kinds = (*FIELDS, "person", "name", "organiser")
        return [one for one in found if one.field in kinds]

    @rule(actor=ACTORS, number=st.integers(0, 40))
    def accept_what_waits(self, actor: str, number: int) -> None:
        waiting = self._pending()
        if waiting:
            one = waiting[number % len(waiting)]
            owner = one.subject.partition(":")[2]
            before = self._now().shown(owner)
            self._decide(
                actor,
                lambda transaction: review.accept(transaction, one.key),
                lambda _: self._accepted(one, before),
            )

    def _accepted(self, one: Pending, before: dict[str, Any]) -> Said:
        kind, _, owner = one.subject.partition(":")
        if one.field == "person":
            return self._newly_said(owner, before)
        if kind == "item":
            return self._now_says(owner, one.field, one.value)
        return {("event", owner, one.field): one.value} if one.field in EVENT_FIELDS else {}

    @rule(actor=ACTORS, number=st.integers(0, 40))
    def reject_what_waits(self, actor: str, number: int) -> None:
        waiting = self._pending()
        if waiting:
            one = waiting[number % len(waiting)]
            self._decide(
                actor, lambda transaction: review.reject(transaction, one.key), lambda _: self._rejected(one)
            )

    def _rejected(self, one: Pending) -> Said:
        kind, _, owner = one.subject.partition(":")
        if not one.key.startswith("suggestion:"):
            return {("shown", owner, one.value): "rejected"}
        after: Said = {("refused", one.subject, one.field, one.value): True}
        for target, value in self.decided.said.items():
            mine = target[:2] == (("field" if kind == "item" else "event"), owner)
            if mine and value == one.value:
                after[target] = None
        return after

    # What machines do: no decision, and none may be lost.

    @rule(number=NTH, text=SAYINGS)
    def read_again(self, number: int, text: str) -> None:
        item_id = self._item(number)
        name = Path(self._now().items[item_id].original.name).stem
        self.world.tesseract.words[name] = text
        self.world.reread(item_id)

    @rule()
    def ingest_again(self) -> None:
        self.world.ingest()

    @precondition(lambda self: self.pictures < 5)
    @rule(text=SAYINGS)
    def ingest_one_more(self, text: str) -> None:
        self.pictures += 1
        self.world.tesseract.words[f"сурет {self.pictures}"] = text
        self.world.add_picture(self.pictures)
        self.world.ingest()

    # The table.

    @rule()
    def export_the_table(self) -> None:
        self.table = self.world.folder / "кесте.csv"
        self.table.unlink(missing_ok=True)
        exchanging.export_table(self.world.archive, self.table)

    @precondition(lambda self: self.table is not None)
    @rule(actor=ACTORS, number=NTH, name=st.sampled_from(("title", "place", "author")), data=st.data())
    def import_the_table_of_then(self, actor: str, number: int, name: str, data: st.DataObject) -> None:
        """Only the cell that was changed is written, whatever has become of the other fields since."""
        assert self.table is not None
        value = data.draw(st.sampled_from(WORDS[name]))
        item_id = _write_cell(self.table, number, name.capitalize(), value)
        before = self._head()
        archive = self.world.archive.working_as(actor)
        with mock.patch("workflows.exchanging.update_if_free", lambda _: None):
            imported, _ = exchanging.import_table(archive, self.table)
        assert imported.written == (self._head() > before)
        if imported.written:
            after: Said = {}
            for one in imported.differences:
                after |= self._now_says(one.item_id, one.field, one.after)
            assert {one.item_id for one in imported.differences} >= {item_id} or not imported.differences
            self._take(before, after)

    # Undo.

    @rule(actor=ACTORS)
    def undo_ones_last(self, actor: str) -> None:
        before = self._head()
        with self.world.archive.catalogue.reading() as connection:
            newest = list(history.changes(connection))[-1]
        is_last = newest.actor == actor and newest.undoes is None and newest.step in self.decided.steps
        try:
            with self.world.archive.catalogue.writing(actor) as transaction:
                done = undo.undo(transaction)
        except MuragatError:
            assert not is_last, "nothing came after it: it must be possible to undo it"
            return
        self.decided.undo(done.step, before + 1)

    @rule(actor=ACTORS, number=st.integers(0, 30))
    def undo_some_step(self, actor: str, number: int) -> None:
        if not self.decided.steps:
            return
        before, steps = self._head(), sorted(self.decided.steps)
        try:
            with self.world.archive.catalogue.writing(actor) as transaction:
                done = undo.undo(transaction, steps[number % len(steps)])
        except MuragatError:
            return
        self.decided.undo(done.step, before + 1)

    @rule(actor=ACTORS, number=NTH)
    def undo_what_was_decided_otherwise_since(self, actor: str, number: int) -> None:
        """It is refused: a later decision is not lost with an earlier one."""
        overruled = [step for step in self.decided.steps if self.decided.is_overruled(step)]
        if not overruled:
            return
        with pytest.raises(MuragatError), self.world.archive.catalogue.writing(actor) as transaction:
            undo.undo(transaction, overruled[number % len(overruled)])

    # What must hold.

    @invariant()
    def every_decision_stands(self) -> None:
        with self.world.archive.catalogue.reading() as connection:
            self.standing = Standing(connection)
            assert lost(self.decided, self.standing) == []

    @invariant()
    def nothing_points_to_nothing(self) -> None:
        with self.world.archive.catalogue.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            merged = select(tables.person.c.id).where(tables.person.c.merged_into.is_not(None))
            shown = select(tables.depiction).where(tables.depiction.c.person_id.in_(merged))
            assert connection.execute(shown).all() == []

    def teardown(self) -> None:
        """What is decided is found, without a rebuild: the index has been told of every change."""
        if not hasattr(self, "world"):
            return
        indexing.update(self.world.archive)
        with self.world.archive.catalogue.reading() as connection:
            assert history.check(connection, {}) == []
        now = self._read()
        for item_id, item in now.items.items():
            asked = [f"person:{one.person_id}" for one in item.persons if one.status != "rejected"][:1]
            asked += [f"event:{item.event.id}"] if item.event else []
            asked += [item.title] if item.title else []
            for query in asked:
                found = find(self.world.archive, Question(query, limit=100))
                assert item_id in {hit["id"] for hit in found["hits"]}, f"{query} does not find {item_id}"


def _write_cell(table: Path, number: int, heading: str, value: str) -> str:
    """Change one cell of the table; the id of its row."""
    rows = list(csv.reader(io.StringIO(table.read_text("utf-8-sig"), newline="")))
    headings, lines = rows[0], rows[1:]
    line = lines[number % len(lines)]
    line[headings.index(heading)] = value
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return line[headings.index("Id")]


def _run(examples: int, steps: int, derandomize: bool) -> None:
    folder = _template()
    machine = type("Describing", (Describing,), {"folder": folder})
    profile = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=derandomize,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(machine, settings=profile)
    finally:
        shutil.rmtree(folder)


def test_no_decision_is_lost_in_any_sequence_of_commands() -> None:
    _run(12, 25, derandomize=True)


@pytest.mark.slow
def test_no_decision_is_lost_in_long_sequences_of_commands() -> None:
    _run(100, 50, derandomize=False)
