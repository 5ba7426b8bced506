"""No decision of staff is lost in any sequence of what staff and machines do.

Hypothesis drives the real functions (edit, correct, review, merge, split, undo, reread, ingest again, the
table) and compares with a model of what staff decided: each decision stands until a later one says otherwise
or it is undone.

The examples are the same every time. To explore others, give how many, each of 50 steps, and a seed when a
failure is to be seen again (a failure names its seed and is not shrunk, since that takes long):

    MURAGAT_EXPLORE=300 pytest tests/test_stateful.py -m slow
    MURAGAT_EXPLORE=300 MURAGAT_SEED=17 pytest tests/test_stateful.py -m slow
"""

from __future__ import annotations

import csv
import io
import os
import random
import shutil
import tempfile
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select
from stateful_base import ACTORS, EVENT_FIELDS, FIELDS, NTH, SAYINGS, WORDS
from stateful_items import OfItems
from stateful_model import Said, Standing, lost
from stateful_records import OfRecords
from stateful_world import CAPTIONS, DictatedTesseract, World

from archive import history, review, tables, undo
from archive.errors import MuragatError
from archive.review import Pending
from workflows import exchanging, indexing
from workflows.finding import Question, find

# As many examples as take some seconds, and up to a minute, where nothing else runs.
FEW, MANY = 6, 30


def _template() -> Path:
    """An archive that was ingested and indexed once, to be copied for each example."""
    folder = Path(tempfile.mkdtemp(prefix="muragat-stateful-"))
    live = folder / "live"
    live.mkdir()
    world = World(live, DictatedTesseract(dict(CAPTIONS)))
    indexing.update(world.archive)
    shutil.copytree(live, folder / "template")
    return folder


class Describing(OfItems, OfRecords):
    """Two archivists and a machine describe the photographs of one event."""

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
            called = target == ("called", owner, one.value) and one.field == "name"
            if (mine and value == one.value) or called:
                after[target] = None
        return after

    # What machines do: no decision, and none may be lost.

    @rule(number=NTH, text=SAYINGS)
    def read_again(self, number: int, text: str) -> None:
        item_id = self._item(number)
        name = Path(self._now().items[item_id].original.name).stem
        self.world.tesseract.words[name] = text
        self.world.reread(item_id)

    @precondition(lambda self: self.standing.head > self.ingested)
    @rule()
    def ingest_again(self) -> None:
        self.world.ingest()
        self.ingested = self._head()

    @precondition(lambda self: self.pictures < 5)
    @rule(text=SAYINGS)
    def ingest_one_more(self, text: str) -> None:
        self.pictures += 1
        self.world.tesseract.words[f"сурет {self.pictures}"] = text
        self.world.add_picture(self.pictures)
        self.world.ingest()

    # The table.

    @precondition(lambda self: self.standing.head > self.exported)
    @rule()
    def export_the_table(self) -> None:
        self.exported = self.standing.head
        self.table = self.world.folder / "кесте.csv"
        self.table.unlink(missing_ok=True)
        exchanging.export_table(self.world.archive, self.table)

    @precondition(lambda self: self.table is not None)
    @rule(actor=ACTORS, number=NTH, name=st.sampled_from(("title", "place", "author")), data=st.data())
    def import_the_table_of_then(self, actor: str, number: int, name: str, data: st.DataObject) -> None:
        """Only the cell that was changed is written, whatever has become of the other fields since."""
        assert self.table is not None
        value = data.draw(st.sampled_from(WORDS[name]))
        _write_cell(self.table, number, name.capitalize(), value)
        before = self._head()
        archive = self.world.archive.working_as(actor)
        with mock.patch("workflows.exchanging.update_if_free", lambda _: None):
            imported, _ = exchanging.import_table(archive, self.table)
        assert imported.written == (self._head() > before)
        if imported.written:
            after: Said = {}
            for one in imported.differences:
                after |= self._now_says(one.item_id, one.field, one.after)
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
        self.decided.undo(done.step, before + 1, self._kept(done))

    def _kept(self, done: undo.Undone) -> set[str]:
        """The records that the step made and that stay, since others use them."""
        made = {line.subject.partition(":")[2] for line in done.changes if line.action in ("person", "event")}
        now = self._read()
        return made & {*now.persons, *now.events}

    def _undo(self, actor: str, step: int) -> None:
        before = self._head()
        try:
            with self.world.archive.catalogue.writing(actor) as transaction:
                done = undo.undo(transaction, step)
        except MuragatError:
            assert self._head() == before
            return
        self.decided.undo(done.step, before + 1, self._kept(done))

    @precondition(lambda self: self.decided.steps)
    @rule(actor=ACTORS, number=st.integers(0, 30))
    def undo_some_step(self, actor: str, number: int) -> None:
        steps = sorted(self.decided.steps)
        self._undo(actor, steps[number % len(steps)])

    @rule(actor=ACTORS, number=NTH)
    def undo_what_was_decided_otherwise_since(self, actor: str, number: int) -> None:
        """It is refused, or leaves that alone: a later decision is not lost with an earlier one."""
        overruled = [step for step in self.decided.steps if self.decided.is_overruled(step)]
        if overruled:
            self._undo(actor, overruled[number % len(overruled)])

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
            gone = select(tables.event.c.id).where(tables.event.c.merged_into.is_not(None))
            belonging = select(tables.item.c.id).where(tables.item.c.event_id.in_(gone))
            assert connection.execute(belonging).all() == []

    def teardown(self) -> None:
        """What is decided is found, without a rebuild: the index has been told of every change."""
        if not hasattr(self, "world"):
            return
        indexing.update(self.world.archive)
        with self.world.archive.catalogue.reading() as connection:
            assert history.check(connection, {}) == []
        now = self._read()
        for item_id, item in now.items.items():
            shown = [one for one in item.persons if one.status != "rejected"][:1]
            questions = [Question(person=one.name, limit=100) for one in shown]
            questions += [Question(event=item.event.name, limit=100)] if item.event else []
            questions += [Question(item.title, limit=100)] if item.title else []
            for question in questions:
                found = find(self.world.archive, question)
                assert item_id in {hit["id"] for hit in found["hits"]}, f"{question} does not find {item_id}"


def _write_cell(table: Path, number: int, heading: str, value: str) -> None:
    """Change one cell of the table."""
    rows = list(csv.reader(io.StringIO(table.read_text("utf-8-sig"), newline="")))
    headings, lines = rows[0], rows[1:]
    line = lines[number % len(lines)]
    line[headings.index(heading)] = value
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def _run(examples: int, steps: int, seed_: int | None = None) -> None:
    """Go through so many examples: always the same, or those of a seed."""
    folder = _template()
    machine = type("Describing", (Describing,), {"folder": folder})
    profile = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=seed_ is None,
        database=None,
        phases=[Phase.generate] if seed_ is not None else [Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(machine if seed_ is None else seed(seed_)(machine), settings=profile)
    finally:
        shutil.rmtree(folder)


def test_no_decision_is_lost_in_any_sequence_of_commands() -> None:
    _run(FEW, 25)


@pytest.mark.slow
def test_no_decision_is_lost_in_long_sequences_of_commands() -> None:
    explored = int(os.environ.get("MURAGAT_EXPLORE", "0"))
    if not explored:
        _run(MANY, 50)
        return
    number = int(os.environ.get("MURAGAT_SEED") or random.randrange(2**32))
    try:
        _run(explored, 50, number)
    except BaseException as error:
        error.add_note(f"again: MURAGAT_EXPLORE={explored} MURAGAT_SEED={number}")
        raise
