"""A large exhibition: every work is there once and in order, over the borders of what is made at a time."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from archive.exhibition import Entry, Exhibition, Section
from archive.model import Item, ItemSide, Original, Text
from exhibit import package

COUNT = 330
ORDER = [f"0001-{number:04d}" for number in range(1, COUNT + 1)]


def items(folder: Path, paths: dict[str, Path]) -> Iterator[Item]:
    """Works with labels of one to twelve lines."""
    for number, item_id in enumerate(ORDER, start=1):
        path = folder / f"{number}.jpg"
        Image.new("RGB", (150 + number % 7, 100), (number % 256, number // 2 % 256, 90)).save(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        paths[digest] = path
        side = ItemSide("front", Original(digest, 1, "image/jpeg", path.name, path.name))
        words = f"Көрмедегі {number}-жұмыс. " + "Оқырмандар кітапхананың жаңа залында. " * (number * 5 % 12)
        caption = Text("caption", "front", 1, words, "kk", 90.0, "tesseract", True)
        yield Item(item_id, "photo", (side,), texts=(caption,))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("large")
    paths: dict[str, Path] = {}
    known = list(items(home, paths))
    entries = tuple(
        Entry(one, section="" if n < 90 else "b" if n < 150 else "c") for n, one in enumerate(ORDER)
    )
    sections = tuple(Section(key, {"kk": f"Бөлім {key}"}, {"kk": "Қабырға мәтіні"}) for key in "bc")
    exhibition = Exhibition(
        "ulken", {"kk": "Үлкен көрме"}, entries, "2026-11-20T10:00:00+05:00", sections=sections
    )
    made = package.plan(exhibition, known)
    return package.write(made, lambda original: paths[original.sha256], home / "out").folder


def pages_of(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["checklist", "labels", "contact-sheet"])
def test_each_work_is_on_a_sheet_once_and_in_order(folder: Path, name: str) -> None:
    pages = pages_of(folder / f"{name}.pdf")
    found = re.findall(r"0001-\d{4}", "\n".join(pages))
    assert found == ORDER
    if name != "labels":
        assert [re.findall(r"(\d+) / (\d+)\s*$", page) for page in pages] == [
            [(str(number), str(len(pages)))] for number in range(1, len(pages) + 1)
        ]
        assert sum("Үлкен көрме" in page for page in pages) == len(pages)


@pytest.mark.slow
def test_no_page_of_a_sheet_is_left_half_empty_where_pieces_meet(folder: Path) -> None:
    counts = [len(re.findall(r"0001-\d{4}", page)) for page in pages_of(folder / "labels.pdf")]
    assert set(counts[:-1]) == {3}
    counts = [len(re.findall(r"0001-\d{4}", page)) for page in pages_of(folder / "contact-sheet.pdf")]
    assert set(counts[:-1]) == {20}
    assert min(len(re.findall(r"0001-\d{4}", page)) for page in pages_of(folder / "checklist.pdf")[:-1]) >= 3


@pytest.mark.slow
def test_everything_else_holds_each_work_once_too(folder: Path) -> None:
    with (folder / "checklist.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["Мұрағат нөмірі"] for row in csv.DictReader(file)] == ORDER
    canvases = json.loads((folder / "iiif/manifest.json").read_text(encoding="utf-8"))["items"]
    assert [one["label"]["kk"][0].split(".")[0] for one in canvases][::100] == [
        f"Көрмедегі {number}-жұмыс" for number in (1, 101, 201, 301)
    ]
    page = (folder / "gallery/index.html").read_text(encoding="utf-8")
    assert re.findall(r'<li id="no-(\d+)"', page) == [f"{number:03d}" for number in range(1, COUNT + 1)]
    assert len(list((folder / "images/web").iterdir())) == COUNT
