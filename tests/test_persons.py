"""Persons as records: forms, namesakes, merging, splitting, and what the machine may join."""

from __future__ import annotations

from pathlib import Path

import pytest
from describing_world import add_item, archive_in
from sqlalchemy import select

from archive import (
    editing,
    events,
    history,
    items,
    outbox,
    persons,
    persons_editing,
    persons_forms,
    persons_joining,
    persons_search,
    tables,
)
from archive.catalogue import Transaction
from archive.editing import Edit
from archive.errors import BadInput, Conflict, NotFound
from archive.home import Archive
from archive.model import Person
from archive.persons_editing import PersonEdit
from language import names
from workflows import people

ONE, TWO, THREE = "0001-0001", "0001-0002", "0001-0003"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return archive_in(tmp_path)


def _new(transaction: Transaction, *written: str) -> list[str]:
    return [persons_editing.new(transaction, name).id for name in written]


def _shown(transaction: Transaction, item_id: str) -> dict[str, str]:
    return {one.person_id: one.status for one in items.item(transaction.connection, item_id).persons}


def _person(transaction: Transaction, person_id: str) -> Person:
    return persons.person(transaction.connection, person_id)


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("Оспанова Айгүл", "kk"),
        ("Сейітұлы Бекзат", "kk"),
        ("Оспанова Айгуль Маратовна", "ru"),
        ("Щербакова Анна", "ru"),
        ("Оспанова Б.", "und-Cyrl"),
        ("Ospanova Aigul", "und-Latn"),
        ("Aigül Maratqyzy", "kk-Latn"),
        ("Nursultan Uly", "kk-Latn"),
    ],
)
def test_the_language_of_a_form_is_seen_by_its_letters(name: str, tag: str) -> None:
    assert persons_forms.language_of(name) == tag


def test_a_generated_form_that_lost_the_kazakh_letters_is_russian(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        forms = {one.name: one for one in _person(transaction, _new(transaction, "Оспанова Айгүл")[0]).forms}
    assert forms["Айгул Оспанова"].language == "ru"
    assert all(one.generated for one in forms.values())


def test_forms_of_the_first_schema_get_their_language_by_rule(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        (one,) = _new(transaction, "Оспанова Айгүл")
        variant = tables.person_variant
        transaction.execute(variant.update().values(language=None, key=None))
        assert {form.language for form in _person(transaction, one).forms} >= {"kk", "ru", "und-Latn"}
        assert [found.id for found in persons_search.search(transaction.connection, "Aig")] == [one]


def test_forms_are_added_in_a_language_and_taken_away(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        (one,) = _new(transaction, "Оспанова Айгүл")
        wanted = PersonEdit(add_forms=("Aigul Ospan",), languages={"Aigul Ospan": "en"})
        form = next(
            f for f in persons_editing.edit(transaction, one, wanted).forms if f.name == "Aigul Ospan"
        )
        assert (form.language, form.generated) == ("en", False)
        gone = persons_editing.edit(transaction, one, PersonEdit(remove_forms=("Aigul Ospan",)))
        assert "Aigul Ospan" not in gone.variants
        with pytest.raises(NotFound, match="is no variant"):
            persons_editing.edit(transaction, one, PersonEdit(remove_forms=("Aigul Ospan",)))
        with pytest.raises(BadInput, match="is no language"):
            persons_editing.edit(transaction, one, PersonEdit(add_forms=("A",), languages={"A": "қазақша"}))


@pytest.mark.parametrize(
    ("written", "edtf", "bounds"),
    [
        ("1931/1998", "1931/1998", ("1931-01-01", "1998-12-31")),
        ("1931–1998", "1931/1998", ("1931-01-01", "1998-12-31")),
        ("1931/", "1931/", ("1931-01-01", None)),
        ("/1998-05-04", "/1998-05-04", (None, "1998-05-04")),
        ("193X/1998", "193X/1998", ("1930-01-01", "1998-12-31")),
    ],
)
def test_dates_of_life(
    archive: Archive, written: str, edtf: str, bounds: tuple[str | None, str | None]
) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        (one,) = _new(transaction, "Оспанова Айгүл")
        edited = persons_editing.edit(transaction, one, PersonEdit(dates=written))
        assert (edited.dates, persons_editing.bounds(edited)) == (edtf, bounds)
        assert persons_editing.edit(transaction, one, PersonEdit(dates="")).dates is None


@pytest.mark.parametrize("written", ["1998/1931", "туған жылы белгісіз", "1931 жылы туған", "2023-02-30"])
def test_impossible_dates_of_life_are_refused(archive: Archive, written: str) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        (one,) = _new(transaction, "Оспанова Айгүл")
        with pytest.raises(BadInput, match="Write EDTF"):
            persons_editing.edit(transaction, one, PersonEdit(dates=written))


def test_who_does_not_want_to_be_published_is_told_to_the_index(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        (one,) = _new(transaction, "Оспанова Айгүл")
        add_item(transaction, 1, [], [one])
        mark = outbox.head(transaction.connection)
        assert not persons_editing.edit(transaction, one, PersonEdit(publish=False)).publish
        assert [item_id for _, item_id in outbox.after(transaction.connection, mark, 10)] == [ONE]
        assert not items.item(transaction.connection, ONE).persons[0].publish


def test_namesakes_are_two_records_and_a_new_mention_is_for_staff_to_decide(archive: Archive) -> None:
    name = names.parse("Оспанова Айгүл Маратқызы")
    with archive.catalogue.writing("айгүл") as transaction:
        one, other = _new(transaction, "Оспанова Айгүл Маратқызы", "Оспанова Айгүл Маратқызы")
        assert one != other
        persons_joining.keep_apart(transaction, one, other)
        assert persons.ensure(transaction, name) is None
        # On an item that shows one of them, the name is that one's.
        assert persons.ensure(transaction, name, among=[other]) == other
        assert persons.ensure(transaction, name, among=[one, other]) is None
        with pytest.raises(BadInput, match="recorded as two persons"):
            persons_joining.merge(transaction, one, other)
        with pytest.raises(BadInput, match="Several persons"):
            editing.person_named(transaction, "Оспанова Айгүл Маратқызы")
        persons_joining.allow_merge(transaction, other, one)
        persons_joining.merge(transaction, one, other)
        assert persons.ensure(transaction, name) == one


def test_a_mention_under_a_former_name_is_the_same_person(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        one, other = _new(transaction, "Оспанова Айгүл", "Сейтова Жанна")
        persons.rename(transaction, one, "Сағынтаева Айгүл")
        persons_joining.merge(transaction, one, other)
        for written in ("Оспанова Айгүл", "Сағынтаева Айгүл", "Сейтова Жанна"):
            assert persons.ensure(transaction, names.parse(written)) == one


def test_generated_forms_follow_the_name(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        (one,) = _new(transaction, "Оспонова Айгүл")
        persons.rename(transaction, one, "Сағынтаева Айгүл")
        forms = {form.name: form.generated for form in _person(transaction, one).forms}
    assert forms["Оспонова Айгүл"] is False
    assert forms["Айгүл Сағынтаева"] is True
    assert "Айгүл Оспонова" not in forms


def test_merging_keeps_the_stronger_word_and_everything_that_is_known(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        kept, merged, third = _new(transaction, "Оспанова Айгүл", "Оспанова А.", "Сейтова Жанна")
        add_item(transaction, 1, [], [kept, merged])
        add_item(transaction, 2, [], [kept, merged])
        add_item(transaction, 3, [], [merged])
        editing.edit(transaction, ONE, Edit(add_persons=(merged,), positions=((merged, "солдан 2-ші"),)))
        editing.edit(transaction, TWO, Edit(remove_persons=(merged,)))
        persons_editing.edit(transaction, kept, PersonEdit(dates="1931/", note="ақын"))
        persons_editing.edit(transaction, merged, PersonEdit("1932/", "мұғалім", False))
        persons_joining.keep_apart(transaction, merged, third)
        one = persons_joining.merge(transaction, kept, merged)
        assert _shown(transaction, ONE) == {kept: "confirmed"}
        assert items.item(transaction.connection, ONE).persons[0].position == "солдан 2-ші"
        assert _shown(transaction, TWO) == {kept: "rejected"}
        assert _shown(transaction, THREE) == {kept: "suggested"}
        assert one.distinct_from == (third,)
        assert _person(transaction, third).distinct_from == (kept,)
        assert (one.dates, one.publish) == ("1931/", False)
        assert one.note == f"ақын\nмұғалім\n{merged}: 1932/"
        assert "Оспанова А." in one.variants


def test_merged_ids_lead_on_through_a_chain(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        a, b, c, d = _new(transaction, "Аханова Алма", "Бекова Бота", "Саитова Сая", "Дулатова Дана")
        add_item(transaction, 1, [], [a])
        persons_joining.keep_apart(transaction, a, d)
        persons_joining.merge(transaction, b, a)
        persons_joining.merge(transaction, c, b)
        assert _person(transaction, a).id == _person(transaction, b).id == c
        assert _shown(transaction, ONE) == {c: "suggested"}
        # Whoever was kept apart from the first is kept apart from what it became.
        assert _person(transaction, c).distinct_from == (d,)
        with pytest.raises(BadInput, match="two persons"):
            persons_joining.merge(transaction, d, a)
        with pytest.raises(BadInput, match="one person already"):
            persons_joining.merge(transaction, a, c)
        pairs = transaction.execute(select(tables.person_distinct)).all()
        assert {(row.one, row.other) for row in pairs} == {(c, d)}


def test_a_split_person_is_somebody_else_on_those_items_alone(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        (one,) = _new(transaction, "Оспанова Айгүл")
        for number in (1, 2, 3):
            add_item(transaction, number, [], [one])
        editing.edit(transaction, TWO, Edit(add_persons=(one,), positions=((one, "оң жақта"),)))
        new = persons_joining.split(transaction, one, [TWO, THREE], "Оспанова Айсұлу")
        assert _shown(transaction, ONE) == {one: "suggested"}
        assert _shown(transaction, TWO) == {new.id: "confirmed"}
        assert items.item(transaction.connection, TWO).persons[0].position == "оң жақта"
        assert new.distinct_from == (one,)
        assert new.name == "Оспанова Айсұлу"
        subjects = {
            line.subject for line in history.changes(transaction.connection) if "split" in line.action
        }
        assert subjects == {f"person:{one}", f"person:{new.id}", f"item:{TWO}", f"item:{THREE}"}
        with pytest.raises(BadInput, match="does not show"):
            persons_joining.split(transaction, one, [TWO])


def test_persons_are_found_while_somebody_types(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        one, other = _new(transaction, "Оспанова Айгүл Маратқызы", "Осипов Айдар")

    def found(text: str, limit: int = 10) -> list[str]:
        with archive.catalogue.reading() as connection:
            return [person.id for person in persons_search.search(connection, text, limit)]

    assert found("ос") == [other, one]
    assert found("оспа") == found("Ospa") == found("айгүл") == found("ос айг") == [one]
    assert found("ос", limit=1) == [other]
    assert found("  ") == found("щщщ") == []


@pytest.mark.parametrize("name", ["", " ", "123", "—"])
def test_what_has_no_letters_is_no_person(archive: Archive, name: str) -> None:
    with archive.catalogue.writing("айгүл") as transaction, pytest.raises(BadInput, match="name"):
        persons_editing.new(transaction, name)


def test_a_name_that_stands_already_is_no_change(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        one = persons_editing.new(transaction, "Оспанова Айгүл").id
        before = history.head(transaction.connection)
        persons.rename(transaction, one, "Оспанова Айгүл")
        assert history.head(transaction.connection) == before
        (made,) = _new(transaction, "Сейтов Бекзат")
        persons.rename(transaction, made, "Сейтов Бекзат")
        assert made in persons.confirmed(transaction.connection)


def test_one_year_is_no_life(archive: Archive) -> None:
    with pytest.raises(BadInput, match="1931/"):
        persons_editing.life_dates("1931")
    assert persons_editing.life_dates("1931/") == "1931/"


def test_a_name_in_the_place_of_an_id_is_told_how_to_find_one(archive: Archive) -> None:
    with archive.catalogue.reading() as connection:
        with pytest.raises(NotFound) as refused:
            persons.person(connection, "Оспанова")
        assert '`muragat person list "Оспанова"`' in refused.value.todo
        with pytest.raises(NotFound) as refused:
            events.event(connection, "Той")
        assert "muragat event list" in refused.value.todo


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Сейілова Гүлнар", "Seilova"),
        ("Сейілова Гүлнар", "seiil"),
        ("Сейілова Гүлнар", "Seyilova Gul"),
        ("Қасенова Айсұлу", "Kassenova"),
        ("Қасенова Айсұлу", "kass ais"),
        ("Ысқақов Ерлан", "Iskakov Yerlan"),
        ("Жұмағұлов Сәкен", "Zhumagulov"),
        ("Саадатова Әсел", "Sadat"),
        ("Садатова Әсел", "Saadatova"),
    ],
)
def test_persons_are_found_in_the_spelling_of_a_passport(archive: Archive, name: str, typed: str) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        one, _ = _new(transaction, name, "Серіков Асан")
        assert [found.id for found in persons_search.search(transaction.connection, typed)] == [one]
        assert [found.id for found in people.like(transaction.connection, typed)] == [one]


def test_an_edit_that_saw_an_older_state_says_what_changed_since(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        add_item(transaction, 1, ["сөз"])
        seen = history.version(transaction.connection, f"item:{ONE}")
        editing.edit(transaction, ONE, Edit(title="бір"), expected_version=seen)
        with pytest.raises(Conflict) as refused:
            editing.edit(transaction, ONE, Edit(title="екі"), expected_version=seen)
        assert [line.after for line in refused.value.changes] == [{"title": "бір"}]
        now = history.version(transaction.connection, f"item:{ONE}")
        assert editing.edit(transaction, ONE, Edit(title="екі"), expected_version=now).title == "екі"


def test_the_lines_of_a_correction_keep_their_places(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        read = add_item(transaction, 1, ["Кітап кормесі\nАйгүл"]).texts[0].lines
        item = editing.edit(transaction, ONE, Edit(caption="Кітап көрмесі", line=1))
        corrected = item.current_texts()[0]
        assert corrected.text == "Кітап көрмесі\nАйгүл"
        assert [line.polygon for line in corrected.lines] == [line.polygon for line in read]
        assert (corrected.lines[0].confidence, corrected.lines[1].confidence) == (100.0, 90.0)
        assert editing.edit(transaction, ONE, Edit(caption="бір ғана жол")).current_texts()[0].lines == ()
        for wanted in (Edit(caption="x", line=2), Edit(caption="x", page=2)):
            with pytest.raises(BadInput, match="has no"):
                editing.edit(transaction, ONE, wanted)


def test_a_person_who_agrees_with_the_machine_has_decided_too(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        item = add_item(transaction, 1, ["Кітап көрмесі"])
        item = editing.edit(transaction, ONE, Edit(caption="Кітап көрмесі"))
        assert editing.is_corrected(item, "caption", "front", 1)
