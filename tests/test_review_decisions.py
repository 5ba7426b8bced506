"""What becomes of a record when a person says yes, no, or something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from describing_world import add_item, archive_in, differences, dumped
from sqlalchemy import select

from archive import events, items, outbox, persons, review, suggestions, tables, undo
from archive.errors import BadInput, NotFound
from archive.home import Archive
from archive.items import add_text
from archive.model import Depiction, Event, Evidence, Item, Suggestion, Text
from archive.review_fields import dated
from language import names
from workflows import reviewing
from workflows.reviewing import Decision

CAPTION = Evidence("caption", "1958 жылы", 10, 19, "Көктерек, 1958 жылы түсірілген.")


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Two photographs of an event; the first has a date in effect and one that contradicts it."""
    made = archive_in(tmp_path)
    with made.catalogue.writing("айгүл") as transaction:
        for name in ("Сейілова Гүлнар Мәжитқызы", "Тәжібеков Ерлан Нұрғалиұлы"):
            persons.create(transaction, names.parse(name))
        draft = Event("new", {"kk": "Көрме"}, dated("2023-10-14", "event"), "Көктерек")
        event = events.create(transaction, draft)
        who = Depiction("P00001", "", "suggested", None, Evidence("event_text", "Сейілова"), confidence=0.7)
        events.add_participant(transaction, event.id, who, 0)
        for number in (1, 2):
            item = add_item(transaction, number, ["Көктерек, 1958 жылы"], ["P00001"])
            items.change(transaction, item.id, {"event_id": event.id})
        items.change(transaction, "0001-0001", items.when_row(dated("1958", "caption")))
        suggest(transaction, [("date", "1958", 0.8), ("date", "2009", 0.9), ("person", "Тәжібеков", 0.5)])
    return made


def suggest(transaction, found: Sequence[tuple[str, str, float]], subject: str = "item:0001-0001") -> None:  # type: ignore[no-untyped-def]
    suggestions.add(transaction, [Suggestion(subject, f, v, CAPTION, trust) for f, v, trust in found])


def waiting(archive: Archive, **asked: object) -> dict[str, review.Pending]:
    with archive.catalogue.reading() as connection:
        return {f"{one.field} {one.shown}": one for one in review.pending(connection, **asked)}  # type: ignore[arg-type]


def key(archive: Archive, field: str, value: str, subject: str = "item:0001-0001") -> str:
    with archive.catalogue.reading() as connection:
        found = [one for one in review.pending(connection) if (one.field, one.subject) == (field, subject)]
    return next(one.key for one in found if one.value == value)


def decide(archive: Archive, key: str, said: str, value: str = "") -> int:
    return reviewing.decide(archive, [Decision(key, said, value)])  # type: ignore[arg-type]


def item(archive: Archive, number: int = 1) -> Item:
    with archive.catalogue.reading() as connection:
        return items.item(connection, f"0001-{number:04}")


def statuses(archive: Archive, field: str) -> dict[str, str]:
    table = tables.suggestion
    with archive.catalogue.reading() as connection:
        rows = connection.execute(select(table).where(table.c.field == field))
        return {row.value: row.status for row in rows}


def test_what_waits_is_listed_with_what_it_contradicts(archive: Archive) -> None:
    found = waiting(archive)
    assert next(iter(found)) == "person Сейілова Гүлнар Мәжитқызы"
    assert (found["date 1958 жыл"].in_effect, found["date 1958 жыл"].conflicts) == (True, ("2009 жыл",))
    assert (found["date 2009 жыл"].in_effect, found["date 2009 жыл"].conflicts) == (False, ("1958 жыл",))
    assert found["date 1958 жыл"].evidence == CAPTION
    assert not found["person Тәжібеков"].in_effect


def test_accepting_a_contradicting_date_makes_it_the_date_and_rejects_the_other(archive: Archive) -> None:
    decide(archive, key(archive, "date", "2009"), "accept")
    when = item(archive).when
    assert when is not None
    assert (when.edtf, when.basis) == ("2009", "caption")
    assert statuses(archive, "date") == {"1958": "rejected", "2009": "accepted"}
    assert "date" not in {one.field for one in waiting(archive).values()}


def test_rejecting_the_date_in_effect_falls_back_to_the_event_and_keeps_the_other_waiting(
    archive: Archive,
) -> None:
    decide(archive, key(archive, "date", "1958"), "reject")
    when = item(archive).when
    assert when is not None
    assert (when.edtf, when.basis) == ("2023-10-14", "event")
    assert waiting(archive)["date 2009 жыл"].conflicts == ("2023 жылғы 14 қазан",)


def test_what_was_rejected_is_not_proposed_again(archive: Archive) -> None:
    decide(archive, key(archive, "date", "2009"), "reject")
    with archive.catalogue.writing("ingest") as transaction:
        suggest(transaction, [("date", "2009", 0.99)])
        assert suggestions.is_rejected(transaction.connection, "item:0001-0001", "date", "2009")
    assert statuses(archive, "date")["2009"] == "rejected"


@pytest.mark.parametrize("written", ["1957-06-12", "1957 жылғы 12 маусым"])
def test_another_date_is_a_persons(archive: Archive, written: str) -> None:
    decide(archive, key(archive, "date", "2009"), "value", written)
    when = item(archive).when
    assert when is not None
    assert (when.edtf, when.basis) == ("1957-06-12", "staff")
    assert set(statuses(archive, "date").values()) == {"rejected"}


def test_an_impossible_value_changes_nothing(archive: Archive) -> None:
    before = dumped(archive)
    for value in ("2023-02-30", "кеше", " "):
        with pytest.raises(BadInput):
            decide(archive, key(archive, "date", "2009"), "value", value)
    assert dumped(archive) == before


def test_a_person_is_confirmed_rejected_or_another(archive: Archive) -> None:
    depiction = key(archive, "person", "P00001")
    decide(archive, depiction, "value", "Тәжібеков Ерлан Нұрғалиұлы")
    shown = {one.person_id: (one.status, one.evidence) for one in item(archive).persons}
    assert shown["P00001"][0] == "rejected"
    assert shown["P00002"][0] == "confirmed"
    decide(archive, depiction, "accept")
    assert {one.person_id: one.status for one in item(archive).persons}["P00001"] == "confirmed"


def test_a_participant_of_an_event_is_decided_for_its_items_too(archive: Archive) -> None:
    decide(archive, "participant:E0001:P00001", "reject")
    event = item(archive).event
    assert event is not None
    assert [one.status for one in event.participants] == ["rejected"]
    with archive.catalogue.reading() as connection:
        told = {item_id for _, item_id in outbox.after(connection, 0, 1000)[-2:]}
    assert told == {"0001-0001", "0001-0002"}


def test_a_bare_name_becomes_the_only_person_it_fits(archive: Archive) -> None:
    decide(archive, key(archive, "person", "Тәжібеков"), "accept")
    assert {one.person_id: one.status for one in item(archive).persons}["P00002"] == "confirmed"
    assert statuses(archive, "person") == {"Тәжібеков": "accepted"}


def test_a_name_that_several_fit_has_to_be_said(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        persons.create(transaction, names.parse("Тәжібеков Асқар"))
    name = key(archive, "person", "Тәжібеков")
    with archive.catalogue.reading() as connection:
        found = review.choices(connection, review.one(connection, name))
    assert {one.id for one in found} == {"P00002", "P00003"}
    with pytest.raises(BadInput, match="P00003"):
        decide(archive, name, "accept")
    decide(archive, name, "value", "new")
    assert {one.name for one in item(archive).persons if one.status == "confirmed"} == {"Тәжібеков"}


def unsure(archive: Archive, number: int, words: str, by: str = "tesseract") -> None:
    reading = Text("inscription", "back", 1, words, "kk", 40.0, by, False)
    with archive.catalogue.writing("ingest") as transaction:
        add_text(transaction, f"0001-{number:04}", reading)


def test_an_unsure_reading_that_is_accepted_is_a_persons_text(archive: Archive) -> None:
    unsure(archive, 1, "Алматы")
    unsure(archive, 1, "Аlмaты", "tesseract rus")
    first = next(one for one in waiting(archive).values() if one.value == "Алматы")
    assert not first.in_effect
    decide(archive, first.key, "accept")
    assert "Алматы" in item(archive).text
    assert next(one.by for one in item(archive).current_texts() if one.text == "Алматы") == "staff:айгүл"
    assert not waiting(archive, field="reading")


def test_an_unsure_reading_can_be_corrected_or_rejected(archive: Archive) -> None:
    unsure(archive, 1, "Алмты")
    unsure(archive, 2, "|||")
    both = {one.value: one.key for one in waiting(archive, field="reading").values()}
    decide(archive, both["Алмты"], "value", "Алматы, 1958")
    decide(archive, both["|||"], "reject")
    assert "Алматы, 1958" in item(archive).text
    assert "|" not in item(archive, 2).text
    assert not waiting(archive, field="reading")
    assert [one.text for one in item(archive, 2).texts][-1] == "|||"


def test_every_decision_can_be_undone(archive: Archive) -> None:
    unsure(archive, 1, "Алматы")
    keys = [one.key for one in waiting(archive).values()]
    before = dumped(archive)
    for said in ("accept", "reject"):
        for one in keys:
            step = decide(archive, one, said)
            assert list(differences(before, dumped(archive)))
            with archive.catalogue.writing("айгүл") as transaction:
                undo.undo(transaction, step)
            assert list(differences(before, dumped(archive))) == []


def test_all_like_this_are_those_of_the_event_or_of_the_archive(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        add_item(transaction, 3, [], ["P00001"])
    with archive.catalogue.reading() as connection:
        like = review.one(connection, "depiction:0001-0001:P00001")
        near = {one.key for one in review.alike(connection, like)}
        far = {one.key for one in review.alike(connection, like, "archive")}
    depictions = {f"depiction:0001-000{n}:P00001" for n in (1, 2)}
    assert near == {*depictions, "participant:E0001:P00001"}
    assert far == {*near, "depiction:0001-0003:P00001"}


def test_the_list_is_narrowed_and_walked_in_a_stable_order(archive: Archive) -> None:
    everything = [one.key for one in waiting(archive).values()]
    walked, after = [], None
    with archive.catalogue.reading() as connection:
        while found := review.pending(connection, limit=1, after=after):
            walked.append(after := found[0].key)
        assert walked == review.keys(connection)
        assert len(walked) == review.count(connection) == len(everything) + 2
        assert [one.field for one in review.pending(connection, above=0.85)] == ["date"]
        assert {one.item_id for one in review.pending(connection, item="0001-0002")} == {"0001-0002"}
        assert {one.subject for one in review.pending(connection, date="1950..1960")} == {"item:0001-0001"}
        assert len(review.pending(connection, event="Көрме")) == len(walked)
        assert {one.value for one in review.pending(connection, person="Тәжібеков Е.")} == {"Тәжібеков"}
    decide(archive, walked[0], "reject")
    with archive.catalogue.reading() as connection:
        assert [one.key for one in review.pending(connection, after=walked[0])] == walked[1:]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"item": "0009-0001"}, NotFound),
        ({"event": "Жоқ"}, NotFound),
        ({"person": "Ешкімбаев Ешкім"}, NotFound),
        ({"person": "P09999"}, NotFound),
        ({"date": "кеше"}, BadInput),
        ({"date": "XXXX-09-18"}, BadInput),
        ({"field": "дата"}, BadInput),
        ({"after": "suggestion:9999"}, NotFound),
    ],
)
def test_what_is_asked_wrongly_is_said(archive: Archive, asked: dict[str, str], error: type) -> None:
    with archive.catalogue.reading() as connection, pytest.raises(error):
        review.pending(connection, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "bad", ["", "x", "depiction:1", "suggestion:", "suggestion:x", "suggestion:²", "a:b:c", "reading:1:2"]
)
def test_a_key_that_is_none_is_said(archive: Archive, bad: str) -> None:
    with pytest.raises(NotFound):
        decide(archive, bad, "accept")


def test_a_written_value_settles_its_suggestions(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        suggestions.settle(transaction, "item:0001-0001", "date", "2009")
    assert statuses(archive, "date") == {"1958": "rejected", "2009": "accepted"}


def test_an_events_names_do_not_contradict_each_other_between_languages(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        found = [
            ("name", "Ашық көрме", 0.7),
            ("name", "Открытая выставка", 0.7),
            ("organiser", "Мұражай", 0.7),
        ]
        suggest(transaction, found, "event:E0001")
    kk = key(archive, "name", "Ашық көрме", "event:E0001")
    decide(archive, kk, "accept")
    decide(archive, key(archive, "name", "Открытая выставка", "event:E0001"), "accept")
    decide(archive, key(archive, "organiser", "Мұражай", "event:E0001"), "accept")
    event = item(archive).event
    assert event is not None
    assert event.names == {"kk": "Ашық көрме", "ru": "Открытая выставка"}
    assert event.organisers == ("Мұражай",)
    decide(archive, kk, "reject")
    decide(archive, f"suggestion:{suggestion_number(archive, 'Мұражай')}", "reject")
    event = item(archive).event
    assert event is not None
    assert (event.names, event.organisers) == ({"ru": "Открытая выставка"}, ())


def suggestion_number(archive: Archive, value: str) -> int:
    table = tables.suggestion
    with archive.catalogue.reading() as connection:
        return connection.execute(select(table.c.id).where(table.c.value == value)).scalar_one()


@pytest.mark.parametrize(
    ("field", "value", "column"),
    [
        ("title", "Ашылу", "title"),
        ("author", "Жұмағұлов С.", "author"),
        ("place", "Көктерек ауылы", "place"),
        ("form", "negative", "form"),
        ("keyword", "көрме", "keywords"),
    ],
)
def test_every_field_takes_and_loses_its_value(archive: Archive, field: str, value: str, column: str) -> None:
    before = getattr(item(archive), column)
    with archive.catalogue.writing("айгүл") as transaction:
        suggest(transaction, [(field, value, 0.7)])
    one = key(archive, field, value)
    decide(archive, one, "accept")
    held = getattr(item(archive), column)
    assert held == value or value in held
    decide(archive, one, "reject")
    assert getattr(item(archive), column) == before


def test_a_caption_that_is_accepted_is_a_correction(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        suggest(transaction, [("caption", "Көктерек ауылы, 1958 жыл", 0.9)])
    one = waiting(archive)["caption Көктерек ауылы, 1958 жыл"]
    decide(archive, one.key, "accept")
    assert item(archive).caption == "Көктерек ауылы, 1958 жыл"


def test_the_last_decision_about_an_item_offers_to_mark_it(archive: Archive) -> None:
    done, _ = reviewing.decide_many(archive, [Decision("depiction:0001-0002:P00001", "accept")], mark=True)
    assert (done.accepted, done.finished, done.reviewed) == (1, ["0001-0002"], ["0001-0002"])
    assert item(archive, 2).reviewed
    assert not item(archive).reviewed


def test_many_at_once_leave_contradictions_and_names_to_a_person(archive: Archive) -> None:
    decisions, left = reviewing.choose(archive, "accept", {})
    assert {one.key.partition(":")[0] for one in decisions} == {"participant", "depiction"}
    assert len(left) == 3
    assert any("1958" in one.reason for one in left)


def test_one_bad_decision_among_many_stops_no_other(archive: Archive) -> None:
    wanted = [
        Decision("depiction:0001-0002:P00001", "accept"),
        Decision("suggestion:999", "accept"),
        replace(Decision(key(archive, "date", "2009"), "value"), value="1960"),
    ]
    done, _ = reviewing.decide_many(archive, wanted)
    assert (done.accepted, done.changed, [one.key for one in done.failed]) == (1, 1, ["suggestion:999"])
