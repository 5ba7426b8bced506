"""What somebody has decided since is not lost: then a step is not taken back, and who decided is named."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from describing_world import differences, dumped
from sqlalchemy import update
from undo_world import ONE, THREE, TWO, Decision, described, done, edited, last_step, undone

from archive import (
    editing,
    events_editing,
    events_joining,
    items,
    joining,
    persons,
    persons_editing,
    persons_joining,
    tables,
)
from archive.errors import BadInput, Conflict
from archive.events_editing import EventEdit
from archive.home import Archive
from archive.persons_editing import PersonEdit


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Three items, two persons, two events."""
    return described(tmp_path)


def test_what_was_changed_since_is_not_undone_and_who_did_it_is_named(archive: Archive) -> None:
    first = done(archive, edited(ONE, title="бір", place="Семей"))
    done(archive, edited(ONE, title="екі"), actor="марат")
    before = dumped(archive)
    with pytest.raises(Conflict, match="марат") as refused:
        undone(archive, first)
    assert "екі" in refused.value.what
    assert [line.actor for line in refused.value.changes] == ["марат"]
    assert dumped(archive) == before
    # What the other changed is elsewhere: place can be taken back once the title is.
    undone(archive, actor="марат")
    undone(archive, first)
    with archive.catalogue.reading() as connection:
        assert items.item(connection, ONE).place is None


def test_another_field_changed_since_does_not_stand_in_the_way(archive: Archive) -> None:
    first = done(archive, edited(ONE, title="бір"))
    done(archive, edited(ONE, place="Семей", caption="Түзетілген"), actor="марат")
    undone(archive, first)
    with archive.catalogue.reading() as connection:
        item = items.item(connection, ONE)
    assert (item.title, item.place, item.current_texts()[0].text) == (None, "Семей", "Түзетілген")


def test_what_a_machine_changed_since_is_not_undone(archive: Archive) -> None:
    step = done(archive, edited(ONE, title="бір"))
    with archive.catalogue.writing("ingest", undoable=False) as transaction:
        transaction.execute(update(tables.item).where(tables.item.c.id == ONE).values(title="машина"))
    with pytest.raises(Conflict, match="машина"):
        undone(archive, step)


def test_what_somebody_said_again_since_is_not_undone_with_what_was_said_first(archive: Archive) -> None:
    first = done(archive, edited(ONE, title="бір"))
    done(archive, edited(ONE, title="екі"), actor="марат")
    last = done(archive, edited(ONE, title="бір"), actor="дана")
    with pytest.raises(Conflict, match=f"дана in line {last}"):
        undone(archive, first)
    undone(archive, actor="дана")
    undone(archive, actor="марат")
    undone(archive, first)
    with archive.catalogue.reading() as connection:
        assert items.item(connection, ONE).title is None


# The same again, but by a person: it is that person's since, and the next one's after that.
CONFIRMED: dict[str, tuple[Decision, Decision]] = {
    "a date": (edited(ONE, date="1959"), edited(ONE, date="1961")),
    "a name": (
        lambda t: persons.rename(t, "P00001", "Оспанова Айгүл Маратқызы"),
        lambda t: persons.rename(t, "P00001", "Оспанова Айгүл"),
    ),
}


@pytest.mark.parametrize(("first", "then"), CONFIRMED.values(), ids=CONFIRMED)
def test_who_decided_is_not_taken_from_the_next_decision(
    archive: Archive, first: Decision, then: Decision
) -> None:
    with archive.catalogue.writing("ingest", undoable=False) as transaction:
        read = replace(editing.staff_date("1959"), basis="caption")
        items.change(transaction, ONE, items.when_row(read))
    step = done(archive, first)
    done(archive, then, actor="марат")
    with pytest.raises(Conflict, match="марат"):
        undone(archive, step)


def test_a_new_event_of_which_somebody_decided_since_is_not_undone(archive: Archive) -> None:
    made = done(archive, lambda t: events_editing.new(t, "Той"))
    done(archive, lambda t: events_editing.edit(t, "E0003", EventEdit(date="1958")), actor="марат")
    said = done(archive, lambda t: events_editing.edit(t, "E0003", EventEdit(date="")), actor="марат")
    with pytest.raises(Conflict, match=f"the date of event E0003 .* line {said}"):
        undone(archive, made)


# Parts of a record: nobody is left pointing to nothing when the record goes.
PARTS_SINCE: dict[str, tuple[Decision, Decision]] = {
    "a person kept apart": (
        lambda t: persons_editing.new(t, "Ахметова Сәуле"),
        lambda t: persons_joining.keep_apart(t, "P00001", "P00003"),
    ),
    "a person of another name": (
        lambda t: persons_editing.new(t, "Ахметова Сәуле"),
        lambda t: persons_editing.edit(t, "P00003", PersonEdit(add_forms=("Saule Akhmet",))),
    ),
    "an event with participants": (
        lambda t: events_editing.new(t, "Той"),
        lambda t: events_editing.edit(t, "E0003", EventEdit(add_persons=("P00002",))),
    ),
}


@pytest.mark.parametrize(("made", "since"), PARTS_SINCE.values(), ids=PARTS_SINCE)
def test_a_new_record_that_others_wrote_of_since_is_not_undone(
    archive: Archive, made: Decision, since: Decision
) -> None:
    before = dumped(archive)
    step = done(archive, made)
    done(archive, since, actor="марат")
    with pytest.raises(Conflict, match="in use by now"):
        undone(archive, step)
    undone(archive, actor="марат")
    undone(archive, step)
    assert list(differences(before, dumped(archive))) == []


# What was said of a record before it became part of another: bringing it back would tell nobody.
MERGED_SINCE: dict[str, tuple[Decision, Decision]] = {
    "a person": (
        edited(THREE, remove_persons=("P00002",)),
        lambda t: persons_joining.merge(t, "P00001", "P00002"),
    ),
    "an event": (edited(TWO, event=""), lambda t: events_joining.merge(t, "E0001", "E0002")),
    "an item": (edited(TWO, title="Оқу залы"), lambda t: joining.join(t, TWO, ONE, "duplicate")),
}


@pytest.mark.parametrize(("said", "merged"), MERGED_SINCE.values(), ids=MERGED_SINCE)
def test_what_was_said_of_a_record_that_became_part_of_another_since_stays_as_it_is(
    archive: Archive, said: Decision, merged: Decision
) -> None:
    step = done(archive, said)
    undone(archive)
    undoing = last_step(archive)
    joined = done(archive, merged, actor="марат")
    for number in (undoing, step):
        with pytest.raises((Conflict, BadInput), match=f"line {joined} |undone already"):
            undone(archive, number)
    undone(archive, actor="марат")
    undone(archive, undoing)


# Both are called the same when they become one: the name is written down once, and belongs to the other too.
SAME_NAME: dict[str, tuple[Decision, Decision, Decision]] = {
    "persons": (
        lambda t: persons.rename(t, "P00001", "Ахметова Сәуле"),
        lambda t: persons_editing.new(t, "Ахметова Сәуле"),
        lambda t: persons_joining.merge(t, "P00001", "P00003"),
    ),
    "events": (
        lambda t: events_editing.edit(t, "E0001", EventEdit({"kk": "Той"})),
        lambda t: events_editing.edit(t, "E0002", EventEdit({"kk": "Той"})),
        lambda t: events_joining.merge(t, "E0001", "E0002"),
    ),
}


@pytest.mark.parametrize("steps", SAME_NAME.values(), ids=SAME_NAME)
def test_a_name_that_a_merged_record_had_too_is_not_taken_back(
    archive: Archive, steps: tuple[Decision, Decision, Decision]
) -> None:
    before = dumped(archive)
    renamed, made, merged = (done(archive, step) for step in steps)
    with pytest.raises(Conflict, match=f"is called «.*» too, by айгүл in line {merged}|line {merged}"):
        undone(archive, renamed)
    for step in (merged, made, renamed):
        undone(archive, step)
    assert list(differences(before, dumped(archive))) == []
