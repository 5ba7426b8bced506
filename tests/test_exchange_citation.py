"""Citations to copy, and the reference codes in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.citation import citation, citations
from archive.model import Event, Item, ItemSide, Original, Text, When
from archive.reference_codes import ReferenceCode, parse, parsed, sort_key

BARE = Item("0003-0017", "photo", (ItemSide("front", Original("0" * 64, 1, "image/jpeg", "p", "1.jpg")),))
WHOLE = replace(
    BARE,
    title="Оқу залының ашылуы",
    author="Бейсенов М.",
    reference="Ф.12, оп.3, ед.хр. 45, л. 7об.",
    when=When("1958-06-12", "", "1958-06-12", "1958-06-12", "staff"),
)

CODES = {
    "Қ. 12, Т. 3, І. 45": ReferenceCode("12", "3", "45"),
    "Ф. 12 Оп. 3 Д. 45 Л. 7": ReferenceCode("12", "3", "45", "7"),
    "ф.12, оп.3, ед.хр. 45, л. 7об.": ReferenceCode("12", "3", "45", "7об"),
    "12/3/45": ReferenceCode("12", "3", "45"),
    "Р-12/1-Л/45/3": ReferenceCode("Р-12", "1-Л", "45", "3"),
    "12-қор, 3-тізімдеме, 45-іс, 7-парақ": ReferenceCode("12", "3", "45", "7"),
    "ФОНД № 12 ОПИСЬ № 3 ДЕЛО № 45": ReferenceCode("12", "3", "45"),
    "Fonds 12, inventory 3, file 45": ReferenceCode("12", "3", "45"),
    "Облыстық мұрағат. Ф. Р-1109. Оп. 1л. Д. 4. Л. 7–9": ReferenceCode(
        "Р-1109", "1л", "4", "7–9", "Облыстық мұрағат"
    ),
    "Облыстық мұрағат: 12/3/45": ReferenceCode("12", "3", "45", repository="Облыстық мұрағат"),
}


@pytest.mark.parametrize("written", CODES)
def test_a_code_is_read_in_its_parts(written: str) -> None:
    assert parse(written) == CODES[written]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("Альбом 3", "names no fonds"),
        ("Ф. 12 Ф. 13", "two of one part"),
        ("Оп. 3 Д. 45", "names no fonds"),
        ("Ф.12 Оп.3 кое-что 4", "more than"),
        ("", "names no fonds"),
        ("12/45", "names no fonds"),
    ],
)
def test_what_is_no_code_says_why(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        parse(written)
    assert parsed(written) is None


def test_codes_sort_as_a_person_sorts_them() -> None:
    mixed = ["Альбом 12", "Қ. 12, Т. 3, І. 45", "2/1/10", "Альбом 3", "Ф. 2 Оп. 1 Д. 9"]
    ordered = ["Ф. 2 Оп. 1 Д. 9", "2/1/10", "Қ. 12, Т. 3, І. 45", "Альбом 3", "Альбом 12"]
    assert sorted(mixed, key=sort_key) == ordered


@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_texts_can_be_sorted_and_none_is_lost(written: list[str]) -> None:
    assert sorted(sorted(written, key=sort_key)) == sorted(written)


@given(st.sampled_from(["kk", "ru", "en"]), *[st.integers(1, 9999)] * 4)
def test_a_shown_code_is_read_back(language: str, fonds: int, inventory: int, file: int, sheet: int) -> None:
    code = ReferenceCode(str(fonds), str(inventory), str(file), str(sheet))
    assert parse(code.display(language)) == code


def test_a_citation_follows_the_custom_of_its_language() -> None:
    assert citations(WHOLE, "Облыстық мұрағат") == {
        "kk": "Бейсенов М. Оқу залының ашылуы [фотосурет]. 1958 жылғы 12 маусым // "
        "Облыстық мұрағат, Қ. 12, Т. 3, І. 45, П. 7об.",
        "ru": "Бейсенов М. Оқу залының ашылуы [фотография]. 12 июня 1958 г. // "
        "Облыстық мұрағат. Ф. 12. Оп. 3. Д. 45. Л. 7об.",
        "en": "БЕЙСЕНОВ М. Оқу залының ашылуы [photograph]. 12 June 1958. "
        "At: Облыстық мұрағат, fonds 12, inventory 3, file 45, sheet 7об.",
    }


def test_what_is_not_known_is_said_and_the_id_stands_for_a_code() -> None:
    assert citation(BARE, "Облыстық мұрағат", "ru") == (
        "[без названия] [фотография]. [без даты] // Облыстық мұрағат. арх. № 0003-0017."
    )
    assert citation(BARE, "", "en", page=3) == "[untitled] [photograph]. [undated]. At: no. 0003-0017, p. 3."


def test_a_code_that_names_its_archive_is_kept_there() -> None:
    elsewhere = replace(BARE, reference="ҚР ОМА. Қ. 12, Т. 3, І. 45")
    assert citation(elsewhere, "Облыстық мұрағат", "kk").endswith("// ҚР ОМА, Қ. 12, Т. 3, І. 45.")


def test_a_code_that_is_none_stands_as_it_was_written() -> None:
    assert citation(replace(BARE, reference="Альбом 3"), "Мұрағат", "ru").endswith("// Мұрағат. Альбом 3.")


def test_the_event_or_the_caption_stands_for_a_title() -> None:
    event = Event("E0001", {"kk": "Ашылу", "ru": "Открытие"})
    assert citation(replace(BARE, event=event), "", "ru").startswith("Открытие [фотография].")
    caption = Text("caption", "front", 1, "Сөз " * 90, "kk", None, "staff:a", True)
    cited = citation(replace(BARE, texts=(caption,)), "", "kk")
    assert cited.startswith("Сөз Сөз") and " … [фотосурет]" in cited and len(cited) < 250
