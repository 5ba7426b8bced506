"""Events as records: items inherit from them visibly, and two that are one lose nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from describing_world import add_item, archive_in

from archive import (
    editing,
    events,
    events_editing,
    events_joining,
    items,
    persons_editing,
    review,
    suggestions,
)
from archive.catalogue import Transaction
from archive.editing import Edit
from archive.errors import BadInput, NotFound
from archive.events_editing import EventEdit
from archive.home import Archive
from archive.item_json import item_json
from archive.model import Event, Evidence, Suggestion

ONE, TWO = "0001-0001", "0001-0002"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_in(tmp_path)


def _new(transaction: Transaction, name: str, **wanted: Any) -> str:
    event = events_editing.new(transaction, name)
    return events_editing.edit(transaction, event.id, EventEdit(**wanted)).id


def _event(transaction: Transaction, event_id: str) -> Event:
    return events.event(transaction.connection, event_id)


def _suggest(transaction: Transaction, subject: str, field: str, value: str) -> None:
    suggestions.add(transaction, [Suggestion(subject, field, value, Evidence("event_text", value), 0.7)])


def _statuses(transaction: Transaction, subject: str) -> dict[tuple[str, str], str]:
    found = suggestions.of(transaction.connection, subject)
    return {(one.field, one.value): one.status for one in found}


def test_an_item_inherits_visibly_and_can_differ(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        add_item(transaction, 1)
        event = _new(transaction, "Кітап көрмесі", date="18 қыркүйек 2024", place="Қарағанды")
        shown = item_json(editing.edit(transaction, ONE, Edit(event=event)), whole=False)
        assert (shown["title"], shown["place"]) == ("Кітап көрмесі", "Қарағанды")
        assert (shown["date"]["edtf"], shown["date"]["basis"]) == ("2024-09-18", "event")
        assert shown["inherited"] == ["date", "place", "title"]
        item = editing.edit(transaction, ONE, Edit(date="2024-09-19", title="Ашылуы"))
        assert item_json(item, whole=False)["inherited"] == ["place"]
        events_editing.edit(transaction, event, EventEdit(date="2023", place="Семей"))
        shown = item_json(items.item(transaction.connection, ONE), whole=False)
        assert (shown["date"]["edtf"], shown["place"]) == ("2024-09-19", "Семей")


def test_a_date_keeps_what_was_written(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        when = _event(transaction, _new(transaction, "Көрме", date="18  қыркүйек 2024")).when
        assert when is not None
        assert (when.display, when.edtf, when.earliest, when.basis) == (
            "18 қыркүйек 2024",
            "2024-09-18",
            "2024-09-18",
            "staff",
        )


def test_names_by_language_and_what_it_was_called_before(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        event = _new(transaction, "Кітап кормесі")
        events_editing.edit(transaction, event, EventEdit({"kk": "Кітап көрмесі", "ru": "Книжная выставка"}))
        one = _event(transaction, event)
        assert one.names == {"kk": "Кітап көрмесі", "ru": "Книжная выставка"}
        assert one.alternatives == ("Кітап кормесі",)
        # A folder that comes again under the former name belongs to the same event.
        found = events.find(transaction.connection, "кітап кормесі")
        assert found is not None
        assert found.id == event
        with pytest.raises(BadInput, match="already"):
            events_editing.new(transaction, "Книжная выставка")
        with pytest.raises(BadInput, match="no name"):
            events_editing.edit(transaction, event, EventEdit({"kk": "", "ru": ""}))


def test_participants_are_added_confirmed_and_rejected(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        one = persons_editing.new(transaction, "Оспанова Айгүл").id
        event = _new(transaction, "Көрме", add_persons=(one, "Сейтова Жанна"))
        _suggest(transaction, f"event:{event}", "person", "Бейсенов")
        edited = events_editing.edit(transaction, event, EventEdit(remove_persons=("Оспанова", "Бейсенов")))
        assert {each.name: each.status for each in edited.participants} == {
            "Оспанова Айгүл": "rejected",
            "Сейтова Жанна": "confirmed",
        }
        assert _statuses(transaction, f"event:{event}") == {("person", "Бейсенов"): "rejected"}
        with pytest.raises(NotFound, match="one participant"):
            events_editing.edit(transaction, event, EventEdit(remove_persons=("Ахметова",)))


def test_what_staff_say_of_an_event_settles_what_machines_proposed(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        event = _new(transaction, "Көрме")
        subject = f"event:{event}"
        for field, value in (
            ("date", "2024"),
            ("place", "Семей"),
            ("organiser", "Мұражай"),
            ("name", "Көрме апталығы"),
        ):
            _suggest(transaction, subject, field, value)
        wanted = EventEdit({"kk": "Көрме күні"}, "2024", "Алматы", add_organisers=("мұражай",))
        assert events_editing.edit(transaction, event, wanted).organisers == ("мұражай",)
        assert _statuses(transaction, subject) == {
            ("date", "2024"): "accepted",
            ("place", "Семей"): "rejected",
            ("organiser", "Мұражай"): "accepted",
            ("name", "Көрме апталығы"): "rejected",
        }
        events_editing.edit(transaction, event, EventEdit(remove_organisers=("Мұражай",)))
        assert _statuses(transaction, subject)["organiser", "Мұражай"] == "rejected"


def test_merged_events_lose_nothing(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        person = persons_editing.new(transaction, "Оспанова Айгүл").id
        for number in (1, 2):
            add_item(transaction, number)
        kept = _new(transaction, "Көрме", date="2024", text="Бірінші.", add_organisers=("Кітапхана",))
        merged = _new(
            transaction,
            "Кітап көрмесі",
            date="2023",
            place="Семей",
            text="Екінші.",
            add_organisers=("Мұражай", "кітапхана"),
            add_persons=(person,),
        )
        events_editing.edit(transaction, merged, EventEdit({"ru": "Выставка"}))
        editing.edit(transaction, ONE, Edit(event=merged))
        _suggest(transaction, f"item:{TWO}", "event", merged)
        _suggest(transaction, f"event:{merged}", "place", "Абай")
        one = events_joining.merge(transaction, kept, merged)
        assert one.names == {"kk": "Көрме", "ru": "Выставка"}
        assert one.alternatives == ("Кітап көрмесі",)
        assert (one.place, one.text) == ("Семей", "Бірінші.\n\nЕкінші.")
        assert one.organisers == ("Кітапхана", "Мұражай")
        assert [(each.person_id, each.status) for each in one.participants] == [(person, "confirmed")]
        item = items.item(transaction.connection, ONE)
        assert item.event is not None
        assert item.event.id == _event(transaction, merged).id == kept
        assert _statuses(transaction, f"item:{TWO}") == {("event", kept): "suggested"}
        assert _statuses(transaction, f"event:{kept}") == {
            ("place", "Абай"): "suggested",
            ("date", "2023"): "suggested",
        }
        assert [each.id for each in events.events(transaction.connection)] == [kept]


def test_merged_ids_of_events_lead_on_through_a_chain(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        add_item(transaction, 1)
        a, b, c = (_new(transaction, name) for name in ("Бірінші", "Екінші", "Үшінші"))
        editing.edit(transaction, ONE, Edit(event=a))
        events_joining.merge(transaction, b, a)
        events_joining.merge(transaction, c, b)
        assert _event(transaction, a).id == c
        assert set(_event(transaction, c).alternatives) == {"Бірінші", "Екінші"}
        assert editing.event_named(transaction, "бірінші").id == c
        with pytest.raises(BadInput, match="one event already"):
            events_joining.merge(transaction, a, c)


def test_the_folder_of_a_merged_event_leads_to_the_kept_one(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        a = events.create(transaction, Event("new", {"kk": "Көрме"}, text="Бірінші."), b"/a")
        b = events.create(transaction, Event("new", {"kk": "Той"}, text="Екінші."), b"/b")
        events_joining.merge(transaction, a.id, b.id)
        for folder, text in ((b"/a", "Бірінші."), (b"/b", "Екінші.")):
            found = events.of_folder(transaction.connection, folder, text)
            assert found is not None
            assert found.id == a.id


def test_a_no_to_one_event_holds_when_a_machine_gave_the_value_to_the_other(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        for number in (1, 2):
            add_item(transaction, number)
        kept, merged = _new(transaction, "Көрме"), _new(transaction, "Форум", place="Семей")
        for item_id, said, refused in ((ONE, merged, kept), (TWO, kept, merged)):
            items.change(transaction, item_id, {"event_id": said})
            _suggest(transaction, f"item:{item_id}", "event", said)
            _suggest(transaction, f"item:{item_id}", "event", refused)
            suggestions.refuse(transaction, f"item:{item_id}", "event", refused)
        for event in (kept, merged):
            _suggest(transaction, f"event:{event}", "place", "Семей")
        suggestions.refuse(transaction, f"event:{kept}", "place", "Семей")
        one = events_joining.merge(transaction, kept, merged)
        assert one.place is None
        assert [items.item(transaction.connection, each).event for each in (ONE, TWO)] == [None, None]


def test_a_yes_to_one_event_holds_against_a_no_to_the_other(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        add_item(transaction, 1)
        kept, merged = _new(transaction, "Көрме"), _new(transaction, "Форум", place="Семей")
        editing.edit(transaction, ONE, Edit(event=merged))
        for subject, field, value in ((f"item:{ONE}", "event", kept), (f"event:{kept}", "place", "Семей")):
            _suggest(transaction, subject, field, value)
            suggestions.refuse(transaction, subject, field, value)
        one = events_joining.merge(transaction, kept, merged)
        item = items.item(transaction.connection, ONE)
        assert (one.place, item.event.id if item.event else None) == ("Семей", kept)
        assert _statuses(transaction, f"item:{ONE}") == {("event", kept): "accepted"}
        assert _statuses(transaction, f"event:{kept}") == {("place", "Семей"): "accepted"}


def test_a_name_in_another_language_leaves_what_is_suggested_and_stands(archive: Archive) -> None:
    """The name may look like one of the language of the suggestion: what stands is not refused beside it."""
    with archive.catalogue.writing("айгүл") as transaction:
        event = _new(transaction, "Кітап көрмесі")
        _suggest(transaction, f"event:{event}", "name", "Кітап көрмесі")
        events_editing.edit(transaction, event, EventEdit({"ru": "Кітап күні"}))
        assert _statuses(transaction, f"event:{event}") == {("name", "Кітап көрмесі"): "suggested"}
        events_editing.edit(transaction, event, EventEdit({"kk": "Көрме"}))
        assert _statuses(transaction, f"event:{event}") == {("name", "Кітап көрмесі"): "rejected"}
        events_editing.edit(transaction, event, EventEdit({"kk": "Кітап көрмесі"}))
        assert _statuses(transaction, f"event:{event}") == {("name", "Кітап көрмесі"): "accepted"}


def test_an_event_is_still_found_by_the_name_that_an_accepted_one_replaced(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        event = _new(transaction, "Кітап күні")
        _suggest(transaction, f"event:{event}", "name", "Кітап көрмесі")
        proposed = suggestions.of(transaction.connection, f"event:{event}")[0]
        review.accept(transaction, f"suggestion:{proposed.id}")
        found = events.find(transaction.connection, "Кітап күні")
        assert found is not None and found.names == {"kk": "Кітап көрмесі"}
