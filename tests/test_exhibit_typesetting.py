"""A sheet that is typeset in pieces is the sheet that it would be in one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from archive.errors import MuragatError
from exhibit.sheets import lay_out
from exhibit.typesetting import Sheet, typeset, whole_pages
from exhibit.words import WORDS

SHARED = {
    "title": "Ұлы дала",
    "credit": "Ұлытау мұражайы",
    "dates": "",
    "unconfirmed": True,
    "language": "kk",
    "words": {key: texts["kk"] for key, texts in WORDS.items()},
}
FACTS = ("persons", "pages", "date", "place", "author", "reference", "size", "rights", "credit")


def unit(number: int) -> dict[str, Any]:
    """A work with a longer or shorter label, so that pages hold more or fewer; one in nine begins a part."""
    facts = dict.fromkeys(FACTS, "") | {"persons": "Әлия Оспанова; " * (number % 5)}
    text = f"Жұмыс {number}. " + "Оқырмандар кітапханада. " * (number * 7 % 11)
    work = {
        "number": f"{number:03d}",
        "archive_no": f"0001-{number:04d}",
        "thumbnail": "",
        "labels": [{"language": "kk", "text": text}],
        **facts,
    }
    head = {"title": f"Бөлім {number}", "text": "Қабырға мәтіні. " * 40}
    return {"section": head if number % 9 == 0 else None, "work": work}


def units(count: int) -> Iterator[dict[str, Any]]:
    return (unit(number) for number in range(1, count + 1))


def pages_of(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def printed(folder: Path, at_once: int, count: int = 60) -> Path:
    desk = folder / f"desk-{at_once}"
    desk.mkdir()
    lay_out(desk)
    target = folder / f"{at_once}.pdf"
    total = typeset(Sheet("checklist", SHARED, units(count), at_once), folder, desk, target)
    assert total == len(pages_of(target))
    return target


def test_pieces_give_the_pages_of_a_whole(tmp_path: Path) -> None:
    whole = pages_of(printed(tmp_path, 1000))
    assert len(whole) >= 10
    assert whole[3].rstrip().endswith(f"4 / {len(whole)}")
    for at_once in (13, 4):
        assert pages_of(printed(tmp_path, at_once)) == whole


def test_a_joined_sheet_is_the_same_each_time_and_bears_its_title(tmp_path: Path) -> None:
    first = printed(tmp_path, 13)
    (tmp_path / "again").mkdir()
    assert first.read_bytes() == printed(tmp_path / "again", 13).read_bytes()
    assert b"CreationDate" not in first.read_bytes()
    with pikepdf.open(first) as document:
        assert str(document.docinfo["/Title"]).endswith("Ұлы дала")
        assert "/StructTreeRoot" not in document.Root


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], (0, 0)),
        ([("begin", 1), ("end", 1), ("begin", 1), ("end", 1)], (0, 0)),
        ([("begin", 1), ("end", 1), ("begin", 2), ("end", 2)], (1, 1)),
        ([("begin", 1), ("end", 1), ("begin", 2), ("end", 2), ("begin", 2), ("end", 2)], (1, 1)),
        # The second begins on the page that the first ends on, the third on a page of its own.
        ([("begin", 1), ("end", 2), ("begin", 2), ("end", 3), ("begin", 4), ("end", 4)], (2, 3)),
        ([("begin", 1), ("end", 2), ("begin", 2), ("end", 3)], (0, 0)),
    ],
)
def test_a_piece_ends_where_a_unit_begins_a_page(marks: list[tuple[str, int]], expected: object) -> None:
    assert whole_pages(marks) == expected


def test_a_fault_of_the_typesetter_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken.typ").write_text("#panic()", encoding="utf-8")
    with pytest.raises(MuragatError, match=r"broken could not be typeset"):
        typeset(Sheet("broken", {}, []), tmp_path, tmp_path, tmp_path / "out.pdf")
