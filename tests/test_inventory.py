"""The inventory of photographs: what a row says, what it lacks, numbers in words, and the files."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.model import Depiction, Event, Item, ItemSide, Original, Rights, Text, When
from exhibit.inventory import Row, missing, row
from exhibit.inventory_files import Inventory, write
from exhibit.inventory_numbers import in_kazakh, in_russian, total
from exhibit.inventory_spool import Spool
from exhibit.inventory_words import WORDS
from exhibit.persons import Place, place_of

LETTERS = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"
DAY = When("1965-05-01", "1965 ж. 1 мамыр", "1965-05-01", "1965-05-01", "caption")


def item(number: int = 1, **fields: object) -> Item:
    front = ItemSide("front", Original(f"{number:064x}", 10, "image/jpeg", f"{number}.jpg", f"{number}.jpg"))
    return replace(Item(f"0003-{number:04d}", "photo", (front,)), **fields)  # type: ignore[arg-type]


def person(name: str, position: str | None = None, status: str = "confirmed") -> Depiction:
    return Depiction(name, name, status, position)  # type: ignore[arg-type]


def text(words: str, role: str = "caption", side: str = "front") -> Text:
    return Text(role, side, 1, words, "kk", 90.0, "tesseract", True)  # type: ignore[arg-type]


def whole(number: int = 1, **fields: object) -> Item:
    """An item whose annotation lacks nothing."""
    given: dict[str, object] = {
        "event": Event("E1", {"kk": "Мамыр мерекесі", "ru": "Первомай"}),
        "persons": (person("Әлия Оспанова", "солдан 1-орында"),),
        "author": "Б. Қалиев",
        "when": DAY,
        "place": "Алматы",
        "form": "negative",
        "width": 1800,
        "height": 1200,
        "reference": f"12/3/{number}",
    }
    return item(number, **{**given, **fields})


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        (None, Place()),
        ("солдан 2-ші, 1-қатар", Place(1, 2)),
        ("солдан 3-орында", Place(None, 3)),
        ("2-й слева, 3-й ряд", Place(3, 2)),
        ("no. 4 from left, row 2", Place(2, 4)),
        ("2nd from left, 1st row", Place(1, 2)),
        ("қатар 2", Place(2)),
        ("5", Place(None, 5)),
        ("ортада", Place()),
        ("оңнан 2-орында", Place()),
    ],
)
def test_positions_are_read_in_numbers(position: str | None, expected: Place) -> None:
    assert place_of(position) == expected


def test_persons_stand_row_by_row_from_left_to_right() -> None:
    names = (
        person("Б", "солдан 2-ші, 1-қатар"),
        person("Г", "2-қатар"),
        person("А", "солдан 1-ші, 1-қатар", "suggested"),
        person("Ж", "солдан 1-орында", "rejected"),
        person("В", "солдан 4-ші, 2-қатар"),
        person("Д", "ортада"),
    )
    assert row(item(persons=names), "ru").persons == (
        "1-й ряд, слева направо: А\u00a0(?); Б",
        "2-й ряд: В (4-й слева); Г",
        "На снимке: Д (ортада)",
    )


def test_an_annotation_is_event_content_and_persons() -> None:
    caption = text("Мерекелік\nшеру")
    made = row(whole(texts=(caption,), title="Шеруге шыққандар"), "ru")
    assert (
        made.annotation == "Первомай\nШеруге шыққандар. Мерекелік шеру\nНа снимке: Әлия Оспанова (1-й слева)"
    )
    assert (made.form, made.count, made.size) == ("негатив", "1 / 1", "1800 × 1200")
    assert made.date == "1 мая 1965 г."
    named = row(whole(texts=(text("Сахнада Әлия Оспанова"),)), "kk")
    assert named.persons == ()
    back = row(item(texts=(text("Бабам, 1931", "inscription", "back"),)), "kk")
    assert back.says == "Артындағы жазу: «Бабам, 1931»"
    page = row(item(kind="document", texts=(text("сөз " * 200, "transcript"),)), "kk")
    assert page.says.endswith("сөз …")
    assert len(page.says) < 250


def test_the_place_is_called_as_it_was_then() -> None:
    before, now = row(whole(place="Алматы"), "ru"), row(whole(place="Алматы", when=None), "ru")
    assert (before.place, now.place) == ("Алма-Ата", "Алматы")
    assert row(whole(place="Бір ауыл"), "ru").place == "Бір ауыл"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ()),
        ({"event": None, "form": None}, ("event", "form")),
        ({"persons": ()}, ("persons",)),
        ({"persons": (person("А", status="rejected"),)}, ("persons",)),
        ({"persons": (), "unidentified": 0}, ()),
        ({"author": " ", "when": None, "place": ""}, ("author", "date", "place")),
        ({"when": None, "place": None, "event": Event("E", {"kk": "Той"}, DAY, "Семей")}, ()),
    ],
)
def test_what_an_annotation_lacks(fields: dict[str, object], expected: tuple[str, ...]) -> None:
    assert missing(whole(**fields)) == expected


def test_a_note_says_what_is_restricted() -> None:
    unwilling = replace(person("Дана Серік"), publish=False)
    rights = Rights(access="staff", publish=False, permission_until="2027-01-01")
    note = row(whole(persons=(unwilling,), rights=rights, unidentified=3), "ru").note
    assert note == (
        "для служебного пользования; не подлежит публикации; не желает публикации: Дана Серік; "
        "разрешение до 2027-01-01; не опознано: 3"
    )


@pytest.mark.parametrize(
    ("number", "kazakh", "russian"),
    [
        (0, "нөл", "ноль"),
        (1, "бір", "одна"),
        (2, "екі", "две"),
        (12, "он екі", "двенадцать"),
        (21, "жиырма бір", "двадцать одна"),
        (100, "жүз", "сто"),
        (247, "екі жүз қырық жеті", "двести сорок семь"),
        (1_001, "бір мың бір", "одна тысяча одна"),
        (2_315, "екі мың үш жүз он бес", "две тысячи триста пятнадцать"),
        (20_000, "жиырма мың", "двадцать тысяч"),
        (1_002_040, "бір миллион екі мың қырық", "один миллион две тысячи сорок"),
    ],
)
def test_numbers_in_words(number: int, kazakh: str, russian: str) -> None:
    assert (in_kazakh(number), in_russian(number)) == (kazakh, russian)


@given(st.integers(0, 10**9 - 1), st.integers(0, 10**9 - 1))
def test_each_number_has_words_of_its_own(one: int, other: int) -> None:
    assert (in_kazakh(one) == in_kazakh(other)) is (one == other)
    assert (in_russian(one) == in_russian(other)) is (one == other)


def test_the_closing_line_counts_units() -> None:
    assert total(21, "ru") == "Итого: в опись внесено 21 (двадцать одна) единица хранения"
    assert total(3, "ru").endswith("3 (три) единицы хранения")
    assert total(11, "ru").endswith("11 (одиннадцать) единиц хранения")
    assert total(5, "kk") == "Барлығы: тізімдемеге 5 (бес) сақтау бірлігі енгізілді"


def test_every_word_is_there_in_both_languages() -> None:
    assert all(all(texts[code] for code in ("kk", "ru")) for texts in WORDS.values())


def written(items: Iterable[Item], path: Path, by_reference: bool = False, code: str = "kk") -> Path:
    with Spool(code, by_reference) as spool:
        for one in items:
            spool.add(one)
        write(Inventory(f"Ұлытау мұрағаты {LETTERS}", spool.rows(), spool.summary, code, "date:1965"), path)
    return path


def lines(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_rows_are_in_the_order_of_ids_or_of_reference_codes(tmp_path: Path) -> None:
    items = [whole(10, reference="12/3/2"), whole(2, reference="12/3/10"), whole(9, reference=None)]
    items.append(replace(whole(1), id="0003-10001", reference="2/1/1"))
    by_id = lines(written(items, tmp_path / "a.csv"))
    assert [one[0] for one in by_id] == ["№", "1", "2", "3", "4"]
    assert [one[1].split("\n")[-1] for one in by_id[1:]] == [
        "0003-0002",
        "0003-0009",
        "0003-0010",
        "0003-10001",
    ]
    by_code = lines(written(items, tmp_path / "b.csv", by_reference=True))
    assert [one[1].split("\n")[0] for one in by_code[1:]] == ["2/1/1", "12/3/2", "12/3/10", "0003-0009"]


def test_the_spreadsheet_is_ready_to_print_and_holds_no_formula(tmp_path: Path) -> None:
    items = [whole(1, author="=HYPERLINK(1)"), item(2, texts=(text(LETTERS),))]
    book = openpyxl.load_workbook(written(items, tmp_path / "a.xlsx"))
    sheet = book.worksheets[0]
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    head = next(cell.row for cell in cells if str(cell.value).startswith("Аннотация"))
    assert sheet.freeze_panes == f"C{head + 1}"
    assert sheet.print_title_rows == f"${head}:${head}"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.cell(head + 1, 4).value == "=HYPERLINK(1)"
    assert sheet.cell(head + 1, 3).alignment.wrap_text
    assert sheet.cell(head + 2, 11).value == "оқиға, тұлғалар, автор, күні, орны, түпнұсқа түрі"
    values = [str(cell.value) for cell in cells]
    assert any(value.startswith("Қор № 12 / Фонд № 12") for value in values) is False
    assert any("2 (екі) сақтау бірлігі" in value for value in values)
    assert any("2 (две) единицы хранения" in value for value in values)


def pdf_text(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        found = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(one.replace("\ufffe", "").replace("\u0002", "").split()) for one in found]


def test_the_pdf_repeats_its_headings_and_closes_with_the_sum(tmp_path: Path) -> None:
    items = [whole(number, texts=(text(f"Сурет {number}. {LETTERS}"),)) for number in range(1, 41)]
    pages = pdf_text(written([*items, item(41, reference="12/3/50")], tmp_path / "a.pdf"))
    assert len(pages) > 3
    assert all(page.endswith(f"{number} / {len(pages)}") for number, page in enumerate(pages, 1))
    # The sum and the signatures may need a page of their own.
    assert all("Автор съёмки" in page for page in pages[:-1])
    assert all(
        words in pages[0] for words in ("Қор № 12 / Фонд № 12", "Тізімдеме № 3 / Опись № 3", "1965 ж.")
    )
    assert set(LETTERS) <= set(pages[0])
    assert "41 (қырық бір) сақтау бірлігі" in pages[-1]
    assert "41 (сорок одна) единица хранения" in pages[-1]
    assert "аты-жөні / расшифровка подписи" in pages[-1]
    assert "Жетіспейді: оқиға" in " ".join(pages)


def test_an_empty_inventory_is_one_page(tmp_path: Path) -> None:
    assert "0 (нөл)" in pdf_text(written([], tmp_path / "a.pdf"))[0]


def test_a_long_annotation_goes_on_over_pages(tmp_path: Path) -> None:
    items = [whole(1), whole(2, texts=(text("өте ұзын сөз " * 900),)), whole(3)]
    pages = pdf_text(written(items, tmp_path / "a.pdf"))
    assert " ".join(pages).replace("-", "").count("ұзын") == 900


def test_a_row_gives_its_json_back() -> None:
    with Spool("kk") as spool:
        spool.add(whole(1))
        (again,) = spool.rows()
    assert isinstance(again, Row)
    assert again == row(whole(1), "kk")
