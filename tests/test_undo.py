"""Every decision can be taken back exactly, as one step, and is refused when somebody changed it since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from describing_world import add_item, archive_in, differences, dumped
from sqlalchemy import update

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
    suggestions,
    tables,
    undo,
)
from archive.catalogue import Transaction
from archive.editing import Edit
from archive.errors import BadInput, Conflict, NotFound
from archive.events_editing import EventEdit
from archive.home import Archive
from archive.model import Evidence, Suggestion
from archive.persons_editing import PersonEdit
from language import names

ONE, TWO, THREE = "0001-0001", "0001-0002", "0001-0003"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Three items, two suggested persons on two of them, two events with participants, an open suggestion."""
    made = archive_in(tmp_path)
    with made.catalogue.writing("ingest", undoable=False) as transaction:
        first = persons.create(transaction, names.parse("Оспанова Айгүл Маратқызы"))
        second = persons.create(transaction, names.parse("Сейтова Жанна"))
        add_item(transaction, 1, ["Кітап көрмесі\nОспанова Айгүл", "екінші бет"], [first, second])
        add_item(transaction, 2, ["Оқу залы"], [first])
        add_item(transaction, 3, [], [second])
        for name in ("Көрме", "Форум"):
            event = events_editing.new(transaction, name)
            events_editing.edit(transaction, event.id, EventEdit(place=name, add_persons=(first,)))
        items.change(transaction, ONE, {"event_id": "E0001"})
        items.change(transaction, TWO, {"event_id": "E0002"})
        proposed = Suggestion(f"item:{ONE}", "date", "1958", Evidence("caption", "1958"), 0.8)
        suggestions.add(transaction, [proposed])
    return made


def _undo(archive: Archive, number: int | None = None, actor: str = "айгүл") -> undo.Undone:
    with archive.catalogue.writing(actor) as transaction:
        return undo.undo(transaction, number)


def _step(archive: Archive) -> int:
    with archive.catalogue.reading() as connection:
        return [line.step for line in history.changes(connection)][-1] or 0


def _do(archive: Archive, change: Callable[[Transaction], object], actor: str = "айгүл") -> int:
    with archive.catalogue.writing(actor) as transaction:
        change(transaction)
    return _step(archive)


def _edit(item_id: str, **wanted: object) -> Callable[[Transaction], object]:
    return lambda transaction: editing.edit(transaction, item_id, Edit(**wanted))  # type: ignore[arg-type]


def _confirm_and_merge(transaction: Transaction) -> None:
    editing.edit(transaction, ONE, Edit(add_persons=("P00002",), remove_persons=("P00001",)))
    persons_joining.merge(transaction, "P00001", "P00002")


DECISIONS: dict[str, Callable[[Transaction], object]] = {
    "columns": _edit(ONE, title="Көрме", place="Алматы", form="negative", unidentified=2, reviewed=True),
    "a date that was suggested": _edit(ONE, date="1958 жыл"),
    "a date against the suggested one": _edit(ONE, date="1961"),
    "an empty date": _edit(ONE, date=""),
    "rights": _edit(ONE, access="closed", permission_until="2030-12-31"),
    "a caption": _edit(ONE, caption="Кітап көрмесі\nОспанова А."),
    "a line of a page": _edit(ONE, caption="Екінші бет", page=2, line=1),
    "an empty caption": _edit(ONE, caption=""),
    "a new event": _edit(ONE, event="Той"),
    "a new person": _edit(TWO, add_persons=("Ахметова Сәуле",)),
    "a confirmed person": _edit(ONE, add_persons=("P00001",)),
    "a rejected person": _edit(ONE, remove_persons=("P00001",)),
    "position and certainty": _edit(
        ONE, positions=(("P00001", "солда"),), certainties=(("P00001", "possible"),)
    ),
    "everything at once": _edit(ONE, title="x", caption="y", event="Той", add_persons=("Ахметова Сәуле",)),
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
def test_what_is_undone_is_as_it_was_and_redone_as_it_became(
    archive: Archive, decision: Callable[[Transaction], object]
) -> None:
    before = dumped(archive)
    step = _do(archive, decision)
    after = dumped(archive)
    assert list(differences(before, after))
    undone = _undo(archive)
    assert undone.step == step
    assert list(differences(before, dumped(archive))) == []
    _undo(archive, _step(archive))
    assert list(differences(after, dumped(archive))) == []
    with archive.catalogue.reading() as connection:
        assert history.check(connection, {}) == []


@pytest.mark.parametrize("decision", DECISIONS.values(), ids=DECISIONS)
def test_the_index_learns_of_everything_that_is_undone(
    archive: Archive, decision: Callable[[Transaction], object]
) -> None:
    def noted(mark: int) -> set[str]:
        with archive.catalogue.reading() as connection:
            return {item_id for _, item_id in outbox.after(connection, mark, 1000)}

    def mark() -> int:
        with archive.catalogue.reading() as connection:
            return outbox.head(connection)

    began = mark()
    _do(archive, decision)
    told = noted(began)
    began = mark()
    _undo(archive)
    assert told <= noted(began)


def test_undoing_again_and_again_walks_back_through_ones_own_steps(archive: Archive) -> None:
    before = dumped(archive)
    for change in ({"title": "бір"}, {"title": "екі"}, {"place": "Семей"}):
        _do(archive, _edit(ONE, **change))
    _do(archive, _edit(TWO, title="басқа"), actor="марат")
    for _ in range(3):
        _undo(archive)
    with archive.catalogue.reading() as connection:
        assert items.item(connection, TWO).title == "басқа"
    with pytest.raises(BadInput, match="nothing of айгүл's"):
        _undo(archive)
    _undo(archive, actor="марат")
    assert list(differences(before, dumped(archive))) == []


def test_what_was_changed_since_is_not_undone_and_who_did_it_is_named(archive: Archive) -> None:
    first = _do(archive, _edit(ONE, title="бір", place="Семей"))
    _do(archive, _edit(ONE, title="екі"), actor="марат")
    before = dumped(archive)
    with pytest.raises(Conflict, match="марат") as refused:
        _undo(archive, first)
    assert "екі" in refused.value.what
    assert [line.actor for line in refused.value.changes] == ["марат"]
    assert dumped(archive) == before
    # What the other changed is elsewhere: place can be taken back once the title is.
    _undo(archive, actor="марат")
    _undo(archive, first)
    with archive.catalogue.reading() as connection:
        assert items.item(connection, ONE).place is None


def test_another_field_changed_since_does_not_stand_in_the_way(archive: Archive) -> None:
    first = _do(archive, _edit(ONE, title="бір"))
    _do(archive, _edit(ONE, place="Семей", caption="Түзетілген"), actor="марат")
    _undo(archive, first)
    with archive.catalogue.reading() as connection:
        item = items.item(connection, ONE)
    assert (item.title, item.place, item.current_texts()[0].text) == (None, "Семей", "Түзетілген")


def test_what_a_machine_changed_since_is_not_undone(archive: Archive) -> None:
    step = _do(archive, _edit(ONE, title="бір"))
    with archive.catalogue.writing("ingest", undoable=False) as transaction:
        transaction.execute(update(tables.item).where(tables.item.c.id == ONE).values(title="машина"))
    with pytest.raises(Conflict, match="машина"):
        _undo(archive, step)


def test_a_step_is_undone_once(archive: Archive) -> None:
    step = _do(archive, _edit(ONE, title="бір"))
    _undo(archive)
    with pytest.raises(BadInput, match="undone already"):
        _undo(archive, step)


def test_any_line_of_a_step_names_the_step(archive: Archive) -> None:
    before = dumped(archive)
    step = _do(archive, DECISIONS["everything at once"])
    with archive.catalogue.reading() as connection:
        lines = history.of_step(connection, step)
    assert len(lines) > 3
    _undo(archive, lines[-1].number)
    assert list(differences(before, dumped(archive))) == []


def test_an_ingest_is_not_undone(archive: Archive) -> None:
    with archive.catalogue.reading() as connection:
        first = next(line for line in history.changes(connection) if line.action == "add")
    with pytest.raises(BadInput, match="cannot be undone"):
        _undo(archive, first.number)
    with pytest.raises(NotFound, match="no line 999"):
        _undo(archive, 999)


def test_a_new_person_whom_others_name_since_stays_a_record(archive: Archive) -> None:
    step = _do(archive, _edit(ONE, add_persons=("Ахметова Сәуле",)))
    _do(archive, _edit(TWO, add_persons=("P00003",)), actor="марат")
    _undo(archive, step)
    with archive.catalogue.reading() as connection:
        assert "P00003" not in {one.person_id for one in items.item(connection, ONE).persons}
        assert "P00003" in {one.person_id for one in items.item(connection, TWO).persons}
        assert persons.person(connection, "P00003").variants


def test_an_id_that_was_undone_is_never_given_out_again(archive: Archive) -> None:
    _do(archive, lambda t: persons_editing.new(t, "Ахметова Сәуле"))
    _do(archive, lambda t: events_editing.new(t, "Той"))
    _undo(archive)
    _undo(archive)
    with archive.catalogue.writing("айгүл") as transaction:
        assert persons_editing.new(transaction, "Бейсенов Ерлан").id == "P00004"
        assert events_editing.new(transaction, "Жиын").id == "E0004"


def test_an_older_merge_is_undone_after_the_newer_one(archive: Archive) -> None:
    before = dumped(archive)
    _do(archive, lambda t: persons_editing.new(t, "Ахметова Сәуле"))
    first = _do(archive, lambda t: persons_joining.merge(t, "P00002", "P00001"))
    second = _do(archive, lambda t: persons_joining.merge(t, "P00003", "P00002"))
    with pytest.raises(Conflict):
        _undo(archive, first)
    for step in (second, first):
        _undo(archive, step)
    _undo(archive)
    assert list(differences(before, dumped(archive))) == []


def test_a_step_of_an_older_muragat_says_that_it_cannot_be_undone(archive: Archive) -> None:
    step = _do(archive, _edit(ONE, title="бір"))
    with archive.catalogue.writing("test", undoable=False) as transaction:
        transaction.execute(update(tables.change).values(step=None, rows=None))
    with pytest.raises(BadInput, match="older Muragat"):
        _undo(archive, step)


def test_a_new_exhibition_event_or_person_alone_is_a_step(archive: Archive) -> None:
    from archive import exhibitions
    from archive.model import Exhibition

    before = dumped(archive)
    _do(archive, lambda t: exhibitions.create(t, Exhibition("qarjy", {"kk": "Көрме"})))
    assert list(differences(before, dumped(archive)))
    _undo(archive)
    assert list(differences(before, dumped(archive))) == []
