"""An archive in which something was described, and what the tests of undo do to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from describing_world import add_item, archive_in

from archive import editing, events_editing, history, items, persons, suggestions, undo
from archive.catalogue import Transaction
from archive.editing import Edit
from archive.events_editing import EventEdit
from archive.home import Archive
from archive.model import Evidence, Suggestion
from language import names

ONE, TWO, THREE = "0001-0001", "0001-0002", "0001-0003"
Decision = Callable[[Transaction], object]


def described(tmp_path: Path) -> Archive:
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


def undone(archive: Archive, number: int | None = None, actor: str = "айгүл") -> undo.Undone:
    with archive.catalogue.writing(actor) as transaction:
        return undo.undo(transaction, number)


def last_step(archive: Archive) -> int:
    with archive.catalogue.reading() as connection:
        return [line.step for line in history.changes(connection)][-1] or 0


def done(archive: Archive, change: Callable[[Transaction], object], actor: str = "айгүл") -> int:
    with archive.catalogue.writing(actor) as transaction:
        change(transaction)
    return last_step(archive)


def edited(item_id: str, **wanted: object) -> Callable[[Transaction], object]:
    return lambda transaction: editing.edit(transaction, item_id, Edit(**wanted))  # type: ignore[arg-type]
