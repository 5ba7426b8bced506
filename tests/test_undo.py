"""Every decision can be taken back exactly, as one step, and is refused when somebody changed it since."""

from __future__ import annotations

from pathlib import Path

import pytest
from describing_world import differences, dumped
from sqlalchemy import update
from undo_world import ONE, THREE, TWO, Decision, described, done, edited, last_step, undone

from archive import (
    editing,
    events_editing,
    events_joining,
    history,
    items,
    outbox,
    persons,
    persons_editing,
    persons_joining,
    tables,
)
from archive.catalogue import Transaction
from archive.editing import Edit
from archive.errors import BadInput, Conflict, NotFound
from archive.events_editing import EventEdit
from archive.home import Archive
from archive.persons_editing import PersonEdit


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Three items, two persons, two events."""
    return described(tmp_path)


def _confirm_and_merge(transaction: Transaction) -> None:
    editing.edit(transaction, ONE, Edit(add_persons=("P00002",), remove_persons=("P00001",)))
    persons_joining.merge(transaction, "P00001", "P00002")


DECISIONS: dict[str, Decision] = {
    "columns": edited(ONE, title="Көрме", place="Алматы", form="negative", unidentified=2, reviewed=True),
    "a date that was suggested": edited(ONE, date="1958 жыл"),
    "a date against the suggested one": edited(ONE, date="1961"),
    "an empty date": edited(ONE, date=""),
    "rights": edited(ONE, access="closed", permission_until="2030-12-31"),
    "a caption": edited(ONE, caption="Кітап көрмесі\nОспанова А."),
    "a line of a page": edited(ONE, caption="Екінші бет", page=2, line=1),
    "an empty caption": edited(ONE, caption=""),
    "a new event": edited(ONE, event="Той"),
    "a new person": edited(TWO, add_persons=("Ахметова Сәуле",)),
    "a confirmed person": edited(ONE, add_persons=("P00001",)),
    "a rejected person": edited(ONE, remove_persons=("P00001",)),
    "position and certainty": edited(
        ONE, positions=(("P00001", "солда"),), certainties=(("P00001", "possible"),)
    ),
    "everything at once": edited(ONE, title="x", caption="y", event="Той", add_persons=("Ахметова Сәуле",)),
    "a renamed person": lambda t: persons.rename(t, "P00001", "Сағынтаева Айгүл"),
    "an edited person": lambda t: persons_editing.edit(
        t, "P00001", PersonEdit("1931/1998", "ақын", False, ("Aigul Ospan",), ("Айгүл Оспанова",))
    ),
    "merged persons": lambda t: persons_joining.merge(t, "P00001", "P00002"),
    "merged persons who stood together": _confirm_and_merge,
    "a split person": lambda t: persons_joining.split(t, "P00001", [TWO], with_events=True),
    "distinct persons": lambda t: persons_joining.keep_apart(t, "P00001", "P00002"),
    "a person of the same name": lambda t: persons_editing.new(t, "Сейтова Жанна"),
    "an edited event": lambda t: events_editing.edit(
        t,
        "E0001",
        EventEdit(
            {"ru": "Выставка"}, "1958", "Семей", add_organisers=("Мұражай",), remove_persons=("P00001",)
        ),
    ),
    "a renamed event": lambda t: events_editing.edit(t, "E0001", EventEdit({"kk": "Кітап көрмесі"})),
    "merged events": lambda t: events_joining.merge(t, "E0001", "E0002"),
}


@pytest.mark.parametrize("decision", DECISIONS.values(), ids=DECISIONS)
def test_what_is_undone_is_as_it_was_and_redone_as_it_became(archive: Archive, decision: Decision) -> None:
    before = dumped(archive)
    step = done(archive, decision)
    after = dumped(archive)
    assert list(differences(before, after))
    taken_back = undone(archive)
    assert taken_back.step == step
    assert list(differences(before, dumped(archive))) == []
    undone(archive, last_step(archive))
    assert list(differences(after, dumped(archive))) == []
    with archive.catalogue.reading() as connection:
        assert history.check(connection, {}) == []


@pytest.mark.parametrize("decision", DECISIONS.values(), ids=DECISIONS)
def test_the_index_learns_of_everything_that_is_undone(archive: Archive, decision: Decision) -> None:
    def noted(mark: int) -> set[str]:
        with archive.catalogue.reading() as connection:
            return {item_id for _, item_id in outbox.after(connection, mark, 1000)}

    def mark() -> int:
        with archive.catalogue.reading() as connection:
            return outbox.head(connection)

    began = mark()
    done(archive, decision)
    told = noted(began)
    began = mark()
    undone(archive)
    assert told <= noted(began)


def test_undoing_again_and_again_walks_back_through_ones_own_steps(archive: Archive) -> None:
    before = dumped(archive)
    for change in ({"title": "бір"}, {"title": "екі"}, {"place": "Семей"}):
        done(archive, edited(ONE, **change))
    done(archive, edited(TWO, title="басқа"), actor="марат")
    for _ in range(3):
        undone(archive)
    with archive.catalogue.reading() as connection:
        assert items.item(connection, TWO).title == "басқа"
    with pytest.raises(BadInput, match="nothing of айгүл's"):
        undone(archive)
    undone(archive, actor="марат")
    assert list(differences(before, dumped(archive))) == []


def test_a_step_is_undone_once(archive: Archive) -> None:
    step = done(archive, edited(ONE, title="бір"))
    undone(archive)
    with pytest.raises(BadInput, match="undone already"):
        undone(archive, step)


def test_any_line_of_a_step_names_the_step(archive: Archive) -> None:
    before = dumped(archive)
    step = done(archive, DECISIONS["everything at once"])
    with archive.catalogue.reading() as connection:
        lines = history.of_step(connection, step)
    assert len(lines) > 3
    undone(archive, lines[-1].number)
    assert list(differences(before, dumped(archive))) == []


def test_an_ingest_is_not_undone(archive: Archive) -> None:
    with archive.catalogue.reading() as connection:
        first = next(line for line in history.changes(connection) if line.action == "add")
    with pytest.raises(BadInput, match="cannot be undone"):
        undone(archive, first.number)
    with pytest.raises(NotFound, match="no line 999"):
        undone(archive, 999)


def test_a_new_person_whom_others_name_since_stays_a_record(archive: Archive) -> None:
    step = done(archive, edited(ONE, add_persons=("Ахметова Сәуле",)))
    done(archive, edited(TWO, add_persons=("P00003",)), actor="марат")
    undone(archive, step)
    with archive.catalogue.reading() as connection:
        assert "P00003" not in {one.person_id for one in items.item(connection, ONE).persons}
        assert "P00003" in {one.person_id for one in items.item(connection, TWO).persons}
        assert persons.person(connection, "P00003").variants


def test_a_record_in_use_keeps_the_name_that_it_got_since(archive: Archive) -> None:
    step = done(archive, lambda t: persons_joining.split(t, "P00001", [TWO]))
    done(archive, edited(THREE, add_persons=("P00003",)), actor="марат")
    done(archive, lambda t: persons.rename(t, "P00003", "Ахметова Сәуле"), actor="марат")
    undone(archive, step)
    with archive.catalogue.reading() as connection:
        assert persons.person(connection, "P00003").name == "Ахметова Сәуле"
        assert "P00003" in {one.person_id for one in items.item(connection, THREE).persons}
        assert {one.person_id for one in items.item(connection, TWO).persons} == {"P00001"}


def test_an_id_that_was_undone_is_never_given_out_again(archive: Archive) -> None:
    done(archive, lambda t: persons_editing.new(t, "Ахметова Сәуле"))
    done(archive, lambda t: events_editing.new(t, "Той"))
    undone(archive)
    undone(archive)
    with archive.catalogue.writing("айгүл") as transaction:
        assert persons_editing.new(transaction, "Бейсенов Ерлан").id == "P00004"
        assert events_editing.new(transaction, "Жиын").id == "E0004"


def test_an_older_merge_is_undone_after_the_newer_one(archive: Archive) -> None:
    before = dumped(archive)
    done(archive, lambda t: persons_editing.new(t, "Ахметова Сәуле"))
    first = done(archive, lambda t: persons_joining.merge(t, "P00002", "P00001"))
    second = done(archive, lambda t: persons_joining.merge(t, "P00003", "P00002"))
    with pytest.raises(Conflict):
        undone(archive, first)
    for step in (second, first):
        undone(archive, step)
    undone(archive)
    assert list(differences(before, dumped(archive))) == []


def test_a_step_of_an_older_muragat_says_that_it_cannot_be_undone(archive: Archive) -> None:
    step = done(archive, edited(ONE, title="бір"))
    with archive.catalogue.writing("test", undoable=False) as transaction:
        transaction.execute(update(tables.change).values(step=None, rows=None))
    with pytest.raises(BadInput, match="older Muragat"):
        undone(archive, step)


def test_a_new_exhibition_event_or_person_alone_is_a_step(archive: Archive) -> None:
    from archive import exhibitions
    from archive.exhibition import Exhibition

    before = dumped(archive)
    done(archive, lambda t: exhibitions.create(t, Exhibition("qarjy", {"kk": "Көрме"})))
    assert list(differences(before, dumped(archive)))
    undone(archive)
    assert list(differences(before, dumped(archive))) == []
