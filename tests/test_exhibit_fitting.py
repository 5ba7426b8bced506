"""What is hard to set: words wider than their column, texts of very different length, persons in rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PIL import Image, ImageChops

from archive.exhibition import Entry, Exhibition
from archive.model import Depiction, Event, Item, ItemSide, Original, Text, When
from exhibit import package
from exhibit.images import digest
from exhibit.inventory import row
from exhibit.inventory_files import Inventory, write
from exhibit.inventory_spool import Spool
from exhibit.persons import left_to_right, person_lines
from exhibit.tables import COLUMNS, Row, write_xlsx
from exhibit.watermark import watermarked
from exhibit.works import labels_of

WORD = "қазақстандықтарыңыздағылардыңдар" * 5
SENTENCE = "Оқу залында жиналған оқырмандар жаңа кітаптарды қарап отыр. "
DAY = When("1958", "1958 ж.", "1958-01-01", "1958-12-31", "staff")
MM = 72 / 25.4


def item(path: Path) -> Item:
    front = ItemSide("front", Original(digest(path), 1, "image/jpeg", path.name, path.name))
    text = Text("caption", "front", 1, f"Сурет {WORD} соңы", "kk", 90.0, "staff:a", True)
    persons = (Depiction("p", f"Әлия {WORD}", "confirmed", "1-қатар, солдан 1-ші"),)
    return Item(
        "0001-0001", "photo", (front,), author=WORD, place=WORD, reference=WORD, when=DAY, texts=(text,),
        persons=persons, event=Event("e", {"kk": f"Той {WORD}"}), width=300, height=200,
    )  # fmt: skip


@pytest.fixture(scope="module")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("originals") / "a.jpg"
    Image.new("RGB", (300, 200), (30, 90, 120)).save(path)
    return path


def labelled(picture: Path, **labels: str) -> Path:
    """A package with the labels and the checklist of one work."""
    one = Exhibition("bir", {"kk": "Бір"}, (Entry("0001-0001", labels),), credit=f"Мұражай {WORD}")
    options = package.Options(parts=frozenset({"labels", "checklist"}))
    plan = package.plan(one, [item(picture)], options)
    return package.write(plan, lambda _: picture, picture.parent / "out").folder


def edges(pdf: Path) -> Iterator[tuple[float, float]]:
    """The right edge of every letter that is seen, and the width of its page, in points."""
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        for place in range(text.count_chars()):
            if text.get_text_range(place, 1).strip("\xad\u200b \r\n"):
                yield text.get_charbox(place)[2], page.get_width()


def test_no_word_leaves_its_column(picture: Path) -> None:
    folder = labelled(picture, ru=f"Слово {WORD}", en=WORD)
    for name, margin in (("labels", 23), ("checklist", 18)):
        places = list(edges(folder / f"{name}.pdf"))
        assert len(places) > len(WORD) * 4
        assert max(right for right, _ in places) <= places[0][1] - margin * MM, name


def test_no_word_of_the_inventory_leaves_its_column(picture: Path, tmp_path: Path) -> None:
    with Spool("kk", False) as spool:
        spool.add(item(picture))
        write(Inventory("Мұрағат", list(spool.rows()), spool.summary), tmp_path / "a.pdf")
    page = pypdfium2.PdfDocument(tmp_path / "a.pdf")[0]
    text = page.get_textpage()
    inside = text.get_text_bounded(left=page.get_width() - 14 * MM).strip()
    assert inside == ""
    # The column of authors is 2.45 cm wide and begins where the annotation ends.
    everything = text.get_text_range().replace("\r\n", "").replace("\xad", "").replace("\ufffe", "")
    assert everything.replace("-", "").count(WORD[:10]) >= 4


def test_a_long_label_between_short_ones_stays_on_one_page(picture: Path) -> None:
    folder = labelled(picture, kk="Қысқа", ru=SENTENCE * 12, en="Short")
    assert len(pypdfium2.PdfDocument(folder / "labels.pdf")) == 1


def in_rows() -> Item:
    front = ItemSide("front", Original("a" * 64, 1, "image/jpeg", "a.jpg", "a.jpg"))
    places = ("2-қатар, солдан 1-ші", "1-қатар, солдан 2-ші", "1-й ряд, 1-й слева", None)
    names = ("Төрткөз", "Екінші", "Бірінші", "Белгісіз")
    persons = [Depiction(name, name, "confirmed", place) for name, place in zip(names, places, strict=True)]
    gone = Depiction("x", "Жоқ", "rejected", "1-қатар, солдан 1-ші")
    persons[1] = replace(persons[1], status="suggested")
    return Item("0001-0001", "photo", (front,), persons=(*persons, gone))


def test_persons_are_named_row_by_row_in_each_language() -> None:
    record = in_rows()
    assert [one.name for one in left_to_right(record.persons)] == [
        "Бірінші",
        "Екінші",
        "Төрткөз",
        "Белгісіз",
    ]
    assert person_lines(record, "en", under_heading=True) == [
        "Row 1, left to right: Бірінші; Екінші\u00a0(?)",
        "Row 2: Төрткөз (no. 1 from left)",
        "Белгісіз",
    ]
    assert person_lines(record, "kk", "расталмаған")[0].endswith("Екінші\u00a0(расталмаған)")
    assert person_lines(record, "ru")[-1] == "На снимке: Белгісіз"
    assert row(record, "ru").persons[0].startswith("1-й ряд, слева направо: Бірінші")
    assert labels_of(Entry(record.id), record) == {}


def test_a_long_title_leaves_twenty_pictures_on_the_first_page(picture: Path) -> None:
    items = [replace(item(picture), id=f"0001-{number:04d}") for number in range(1, 22)]
    one = Exhibition("bir", {"kk": SENTENCE * 8}, tuple(Entry(each.id) for each in items))
    plan = package.plan(one, items, package.Options(parts=frozenset({"contact-sheet"})))
    folder = package.write(plan, lambda _: picture, picture.parent / "sheet").folder
    pages = [
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(folder / "contact-sheet.pdf")
    ]
    assert len(pages) == 2
    assert "020" in pages[0] and "021" in pages[1]
    # Over the second page the title is shortened: it does not grow into the paper's edge.
    assert "…" in pages[1]


def test_a_row_of_the_spreadsheet_is_as_high_as_its_longest_text(tmp_path: Path) -> None:
    def line(annotation: str) -> Row:
        return Row(tuple(annotation if name == "annotation" else "1" for name in COLUMNS), None)

    rows = [line("Қысқа"), line(SENTENCE * 12), line(SENTENCE * 90)]
    write_xlsx(rows, tmp_path / "a.xlsx", "kk", "Бір", datetime(2026, 11, 20))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    short, long, longest = (sheet.row_dimensions[number].height for number in (2, 3, 4))
    assert short == 96
    # 12 sentences of 60 letters in a column of 60.
    assert long >= 12 * 15
    assert longest <= 409


@pytest.mark.parametrize("size", [(900, 600), (600, 900), (60, 900), (900, 60)])
def test_a_watermark_is_seen_on_a_picture_of_any_shape(size: tuple[int, int]) -> None:
    plain = Image.new("RGB", size, (90, 90, 90))
    left, top, right, bottom = (
        ImageChops.difference(plain, watermarked(plain, "© Мұражай")).getbbox() or (0,) * 4
    )
    assert right - left >= min(0.3 * max(size), 0.8 * size[0])
    assert left > 0 and 0 <= top < bottom <= size[1]


def test_initials_stay_with_their_name_in_print(picture: Path) -> None:
    persons = tuple(Depiction(f"p{number}", f"{'Ы' * number} М. С.", "confirmed") for number in range(8, 40))
    one = Exhibition("bir", {"kk": "Бір"}, (Entry("0001-0001"),))
    plan = package.plan(
        one, [replace(item(picture), persons=persons)], package.Options(parts=frozenset({"checklist"}))
    )
    folder = package.write(plan, lambda _: picture, picture.parent / "names").folder
    text = pypdfium2.PdfDocument(folder / "checklist.pdf")[0].get_textpage().get_text_range()
    names = [line for line in text.splitlines() if "Ы" in line or "С." in line]
    assert len(names) > 10
    assert not [line for line in names if line.lstrip().startswith(("М.", "С."))]
