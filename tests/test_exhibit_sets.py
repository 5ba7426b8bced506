"""Editing a set gives a new one; labels, numbers and checks follow from set and record."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.errors import BadInput, NotFound
from archive.exhibition import Entry, Exhibition
from archive.model import Depiction, Event, Item, ItemSide, Original, Rights, Text, When
from exhibit import sets
from exhibit.checks import checks, choose, possible_cm
from exhibit.words import WORDS, in_figures, sentence
from exhibit.works import in_language, labels_of, works

IDS = [f"0001-{number:04d}" for number in range(1, 8)]


def exhibition(*ids: str) -> Exhibition:
    return sets.add(sets.new("ulytau", {"kk": "Ұлытау"}), ids)


def order(one: Exhibition) -> list[str]:
    return [entry.item_id for entry in one.entries]


def item(item_id: str = "0001-0001", **fields: object) -> Item:
    digest = f"{int(item_id.replace('-', '')):064x}"
    front = ItemSide("front", Original(digest, 10, "image/jpeg", "a.jpg", "a.jpg"))
    return replace(Item(item_id, "photo", (front,)), **fields)  # type: ignore[arg-type]


def caption(text: str, language: str = "kk") -> Text:
    return Text("caption", "front", 1, text, language, 90.0, "tesseract", True)


def test_a_new_exhibition_needs_a_short_name_and_a_title() -> None:
    assert sets.new("ulytau-2024", {"kk": "Ұлытау", "ru": " "}).titles == {"kk": "Ұлытау"}
    for slug, titles in (("../etc", {"kk": "а"}), ("Ұлытау", {"kk": "а"}), ("a", {}), ("a", {"de": "x"})):
        with pytest.raises(BadInput):
            sets.new(slug, titles)


def test_items_are_added_once_in_order_and_at_a_place() -> None:
    one = sets.add(exhibition(IDS[0], IDS[1]), [IDS[1], IDS[3], IDS[3], IDS[2]])
    assert order(one) == [IDS[0], IDS[1], IDS[3], IDS[2]]
    assert order(sets.add(one, [IDS[5], IDS[6]], at=2)) == [IDS[0], IDS[5], IDS[6], IDS[1], IDS[3], IDS[2]]


def test_what_is_not_there_cannot_be_removed_or_moved() -> None:
    with pytest.raises(NotFound, match="0001-0007"):
        sets.remove(exhibition(*IDS[:3]), [IDS[0], IDS[6]])
    with pytest.raises(BadInput, match="no place 9"):
        sets.move(exhibition(*IDS[:3]), IDS[0], 9)


@given(st.permutations(IDS), st.data())
def test_moving_keeps_every_item_and_puts_one_where_it_was_sent(ids: list[str], data: st.DataObject) -> None:
    one, to = data.draw(st.sampled_from(ids)), data.draw(st.integers(1, len(ids)))
    moved = order(sets.move(exhibition(*ids), one, to))
    assert moved[to - 1] == one
    assert [other for other in moved if other != one] == [other for other in ids if other != one]


def test_a_label_is_the_curators_or_that_of_the_record() -> None:
    event = Event("e1", {"kk": "Той", "ru": "Праздник"})
    record = item(event=event, texts=(caption("Ұлытаудағы\nтой"),), title="Тойдың ашылуы")
    assert labels_of(Entry(record.id), record) == {"kk": "Ұлытаудағы той", "ru": "Праздник"}
    own = sets.label(exhibition(record.id), record.id, "ru", "Свой текст").entries[0]
    assert labels_of(own, record)["ru"] == "Свой текст"
    back = sets.label(replace(exhibition(record.id), entries=(own,)), record.id, "ru", "  ").entries[0]
    assert labels_of(back, record)["ru"] == "Праздник"


def test_a_caption_in_two_languages_is_a_label_in_each() -> None:
    twice = "Ерлан Сәкенге\nалғыс хат табыстады\nЕрлан вручает Сакену\nблагодарственное письмо"
    assert labels_of(Entry(IDS[0]), item(texts=(caption(twice),))) == {
        "kk": "Ерлан Сәкенге алғыс хат табыстады",
        "ru": "Ерлан вручает Сакену благодарственное письмо",
    }
    names = "Солдан оңға қарай:\nИванченко М.С., Петров А.А."
    assert labels_of(Entry(IDS[0]), item(texts=(caption(names),))) == {"kk": " ".join(names.split())}


def test_a_date_is_said_in_each_language_and_the_records_own_words_in_theirs() -> None:
    day = When("1936-05", "1936 ж. мамыр айы", "1936-05-01", "1936-05-31", "staff")
    one = works(exhibition(IDS[0]), {IDS[0]: item(when=day)}, (Entry(IDS[0]),), False)[0]
    assert [one.date(code) for code in sets.LANGUAGES] == ["1936 ж. мамыр айы", "май 1936 г.", "May 1936"]
    assert works(exhibition(IDS[0]), {IDS[0]: item()}, (Entry(IDS[0]),), False)[0].date("kk") == ""


def test_a_text_that_is_missing_is_shown_in_another_language_and_says_so() -> None:
    assert in_language({"ru": "Слово"}, "en") == ("Слово", "ru")
    assert in_language({}, "en") == ("", "en")


def test_sections_stand_together_in_their_order_and_numbers_run_through() -> None:
    one = sets.section(exhibition(*IDS[:4]), "b-part", {"kk": "Екінші"}, {})
    one = sets.put_into(sets.section(one, "a-part", {"kk": "Бірінші"}, {}), [IDS[0]], "a-part")
    one = sets.put_into(one, [IDS[1]], "b-part")
    found = works(one, {i: item(i) for i in IDS}, one.entries, False)
    assert [(work.name, work.item.id) for work in found] == [
        ("001", IDS[2]),
        ("002", IDS[3]),
        ("003", IDS[1]),
        ("004", IDS[0]),
    ]
    with pytest.raises(NotFound):
        sets.put_into(one, [IDS[0]], "nothing")


def test_dates_of_an_exhibition_are_days_in_order() -> None:
    assert sets.open_between(exhibition(), "2026-12-01", "2027-01-01").opens == "2026-12-01"
    for days in (("1 желтоқсан", None), ("2027-01-01", "2026-12-01")):
        with pytest.raises(BadInput):
            sets.open_between(exhibition(), *days)


def test_restricted_items_are_left_out_unless_they_are_named() -> None:
    items = {
        IDS[0]: item(IDS[0]),
        IDS[1]: item(IDS[1], rights=Rights(access="closed")),
        IDS[2]: item(IDS[2], rights=Rights(publish=False)),
        IDS[3]: item(IDS[3], rights=Rights(access="staff")),
    }
    chosen, left_out = choose(exhibition(*IDS[:5]), items, frozenset({IDS[3]}))
    assert [entry.item_id for entry in chosen] == [IDS[0], IDS[3]]
    assert [(check.item_id, check.kind) for check in left_out] == [
        (IDS[1], "closed"),
        (IDS[2], "unpublished"),
        (IDS[4], "missing"),
    ]


def kinds(record: Item, entry: Entry | None = None, **fields: object) -> dict[str, str]:
    one = replace(exhibition(), entries=(entry or Entry(record.id),), **fields)  # type: ignore[arg-type]
    found = works(one, {record.id: record}, one.entries, False)
    return {check.kind: check.detail for check in checks(one, found, 30.0)}


def test_checks_name_what_a_curator_must_know() -> None:
    bare = kinds(item())
    assert set(bare) == {"translation", "no_date", "no_author"}
    assert bare["translation"] == "kk ru en"
    assert sentence("translation", "ru en", "ru") == "Нет текста: по-русски, по-английски"
    assert sentence("small", "13.5 < 30", "kk") == "300 dpi үшін кіші: 13,5 < 30 см"
    assert [sentence("small", "", code) for code in ("ru", "en")] == [
        "Мало для 300 dpi.",
        "Too small for 300 dpi.",
    ]
    day = When("2024-09-18", "18.09.2024", "2024-09-18", "2024-09-18", "exif")
    back = ItemSide("back", Original("b" * 64, 1, "image/jpeg", "b.jpg", "b.jpg"))
    record = item(when=day, author="С. А.", width=1200, height=800)
    record = replace(record, sides=(*record.sides, back), persons=(Depiction("p", "Әлия", "suggested"),))
    entry = Entry(record.id, {"kk": "сөз " * 30, "ru": "слово", "en": "word " * 90}, print_cm=40.0)
    record = replace(record, rights=Rights(permission_until="2026-12-31"))
    found = kinds(record, entry, opens="2026-12-01", closes="2027-02-01")
    assert found == {
        "small": "10.2 < 40",
        "permission": "2026-12-31",
        "label_length": "ru 1, en 90",
        "unconfirmed": "Әлия",
        "back": "",
    }


def test_the_same_picture_twice_is_named() -> None:
    twin = replace(item(IDS[1]), sides=item(IDS[0]).sides)
    one = exhibition(*IDS[:2])
    found = checks(one, works(one, {IDS[0]: item(IDS[0]), IDS[1]: twin}, one.entries, False), 1.0)
    assert [(check.item_id, check.detail) for check in found if check.kind == "duplicate"] == [
        (IDS[1], "001")
    ]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({"pixels": "ab"}, {"pixels": "ab"}, [("duplicate", "001")]),
        ({}, {"joined_to": IDS[0]}, [("duplicate", "001")]),
        ({"joined_to": IDS[5]}, {"joined_to": IDS[5]}, [("joined", IDS[5]), ("duplicate", "001")]),
        ({}, {"joined_to": IDS[6]}, [("joined", IDS[6])]),
        ({"joined_to": IDS[1]}, {}, [("duplicate", "001")]),
        ({"pixels": None}, {"pixels": None}, []),
    ],
)
def test_doubles_are_named_by_pixels_and_by_what_they_were_joined_to(
    first: dict[str, object], second: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    one, items = exhibition(*IDS[:2]), {IDS[0]: item(IDS[0], **first), IDS[1]: item(IDS[1], **second)}
    found = checks(one, works(one, items, one.entries, False), 1.0)
    assert [(one.kind, one.detail) for one in found if one.kind in ("duplicate", "joined")] == expected


def test_sections_are_moved_taken_out_of_and_dropped() -> None:
    one = exhibition(*IDS[:4])
    for key, ids in (("a", IDS[:2]), ("b", IDS[2:3])):
        one = sets.put_into(sets.section(one, key, {"kk": key}, {}), ids, key)
    assert order(one) == [IDS[3], IDS[0], IDS[1], IDS[2]]
    assert order(sets.move_section(one, "b", 1)) == [IDS[3], IDS[2], IDS[0], IDS[1]]
    assert order(sets.take_out_of(one, [IDS[1]], "a")) == [IDS[3], IDS[1], IDS[0], IDS[2]]
    dropped = sets.drop_section(one, "a")
    assert [(e.item_id, e.section) for e in dropped.entries][-1] == (IDS[2], "b")
    assert [section.key for section in dropped.sections] == ["b"]
    with pytest.raises(NotFound, match="not in the section"):
        sets.take_out_of(one, [IDS[2]], "a")
    with pytest.raises(NotFound, match="no section"):
        sets.drop_section(one, "c")


def test_a_work_is_moved_within_its_section() -> None:
    one = sets.section(exhibition(*IDS[:4]), "a", {"kk": "а"}, {})
    one = sets.put_into(one, IDS[:3], "a")
    assert order(sets.move(one, IDS[0], 4)) == [IDS[3], IDS[1], IDS[2], IDS[0]]
    with pytest.raises(BadInput, match="whose places are 2 to 4"):
        sets.move(one, IDS[0], 1)


def test_print_size_is_pixels_at_300_dots_an_inch() -> None:
    assert possible_cm(3000) == 25.4
    assert [in_figures("25.4", code) for code in ("kk", "ru", "en")] == ["25,4", "25,4", "25.4"]


def test_every_word_is_there_in_three_languages_and_every_check_has_a_sentence() -> None:
    assert all(all(texts[code] for code in sets.LANGUAGES) for texts in WORDS.values())
    for kind in ("missing", "closed", "unpublished", "permission", "duplicate", "back", "unread", "small"):
        assert sentence(kind, "12", "kk")
