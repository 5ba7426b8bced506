"""What the catalogue says goes out as XMP and Dublin Core, and comes back as it was."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from exchange_world import FORUM, PEOPLE, archive_with, described, item, when, world
from PIL import Image
from story import Muragat

from archive import home
from archive.editing import Edit, edit
from archive.home import Archive
from archive.model import Depiction, Item, Rights
from exchange.metadata import caption_of, sidecar, sidecar_path
from media.embed import read_back
from media.metadata import read_sidecar

DC = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world(tmp_path_factory.mktemp("made") / "archive").folder


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Archive:
    shutil.copytree(made, tmp_path / "archive")
    return home.open_archive(tmp_path / "archive", "айгүл")


@pytest.fixture
def staff(archive: Archive) -> Muragat:
    return Muragat(archive.folder)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_item_has_a_sidecar_where_its_picture_stands(staff: Muragat, tmp_path: Path) -> None:
    done = staff.json("export-metadata", tmp_path / "out")
    assert (done["items"], done["left_out"], done["noted"]) == (
        *(6, {"closed": 0}, {"staff_only": 1, "not_published": 1, "unconfirmed": 1}),
    )
    names = {f"0001/суреттер/{number}.jpg.xmp" for number in range(1, 7)}
    assert set(tree(tmp_path / "out")) == names | {"dublin-core.xml"}


def test_a_sidecar_says_what_the_record_says(staff: Muragat, tmp_path: Path) -> None:
    staff.run("export-metadata", tmp_path / "out")
    found = read_sidecar(str(tmp_path / "out/0001/суреттер/1.jpg.xmp"))
    assert found["problems"] == []
    assert {name: found["xmp"][name] for name in found["xmp"] if name != "xmp.x"} == {
        "dc.title": {"x-default": "Ашылу сәті", "kk": "Ашылу сәті"},
        "dc.description": {"x-default": "Форум қонақтары", "kk": "Форум қонақтары"},
        "dc.rights": {"x-default": "© Кітапхана"},
        "dc.creator": ["Бейсенов М."],
        "dc.subject": ["форум", "кітап"],
        "dc.date": ["2024-09-18"],
        "dc.identifier": "0001-0001",
        "dc.source": "12/3/45",
        "photoshop.Credit": "Бейсеновтер",
        "photoshop.DateCreated": "2024-09-18",
        "iptc.Location": "Алматы",
        "iptcExt.PersonInImage": list(PEOPLE),
        "iptcExt.Event": {"x-default": "Күзгі форум", "kk": "Күзгі форум", "ru": "Осенний форум"},
        "iptcExt.DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/print",
    }


def test_dublin_core_has_a_record_for_each(staff: Muragat, tmp_path: Path) -> None:
    staff.run("export-metadata", tmp_path / "out")
    records = ElementTree.parse(tmp_path / "out/dublin-core.xml").getroot()
    first = [(one.tag.removeprefix(DC), one.text) for one in records[0]]
    assert len(records) == 6
    said = {"title": "Ашылу сәті", "date": "2024-09-18", "coverage": "Алматы", "source": "12/3/45"}
    more = {"publisher": "Сынақ мұрағаты", "subject": PEOPLE[0], "relation": "Осенний форум"}
    assert {*said.items(), *more.items()} <= set(first)
    assert [one.text for one in records.iter(f"{DC}type")].count("Text") == 1


def test_the_same_catalogue_gives_the_same_bytes_again_and_elsewhere(staff: Muragat, tmp_path: Path) -> None:
    for name in ("one", "two", "one"):
        staff.run("export-metadata", tmp_path / name)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_closed_items_are_left_out_and_said(archive: Archive, staff: Muragat, tmp_path: Path) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        edit(transaction, "0001-0005", Edit(access="closed"))
    done = staff.run("export-metadata", tmp_path / "out")
    assert "1 item left out because closed" in done.stderr and "1 item for staff only" in done.stderr
    assert not (tmp_path / "out/0001/суреттер/5.jpg.xmp").exists()
    assert "0001-0005" not in (tmp_path / "out/dublin-core.xml").read_text("utf-8")
    assert staff.json("export-metadata", tmp_path / "all", "--closed")["items"] == 6


def test_a_query_chooses(archive: Archive, staff: Muragat, tmp_path: Path) -> None:
    staff.run("index", "rebuild")
    assert staff.json("export-metadata", tmp_path / "out", "event:форум")["items"] == 2


def test_persons_who_do_not_want_to_be_published_are_not_named() -> None:
    shown = (
        Depiction("P00001", PEOPLE[0], "confirmed"),
        Depiction("P00002", PEOPLE[1], "confirmed", publish=False),
    )
    assert caption_of(item(1, persons=shown)).persons == (PEOPLE[0],)


def test_files_of_others_are_never_written_over(staff: Muragat, tmp_path: Path) -> None:
    theirs = tmp_path / "out/0001/суреттер/2.jpg.xmp"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("<x:xmpmeta x:xmptk='XMP Core 6'/>", "utf-8")
    done = staff.run("export-metadata", tmp_path / "out", code=2)
    assert "2.jpg.xmp" in done.stderr and list(tree(tmp_path / "out")) == ["0001/суреттер/2.jpg.xmp"]


def test_nothing_is_written_into_the_archive_or_through_a_link(
    archive: Archive, staff: Muragat, tmp_path: Path
) -> None:
    before = tree(archive.folder / "accessions")
    for inside in (archive.folder, archive.folder / "accessions", archive.folder / "new"):
        assert "inside the archive" in staff.run("export-metadata", inside, code=2).stderr
    (tmp_path / "out").mkdir()
    (tmp_path / "out/0001").symlink_to(archive.folder / "accessions", target_is_directory=True)
    staff.run("export-metadata", tmp_path / "out", code=2)
    (tmp_path / "file").write_text("x", "utf-8")
    staff.run("export-metadata", tmp_path / "file", code=2)
    assert tree(archive.folder / "accessions") == before


DATES = [
    "2024-09-18",
    "2024-09",
    "1936",
    "1958~",
    "193X",
    "1941/1945",
    "XXXX-09-18",
    "19XX",
    "2024-09?",
    "1936-21",
]


def test_sidecars_beside_copies_say_the_same_in_another_archive(tmp_path: Path) -> None:
    shown = (Depiction("P00001", PEOPLE[0], "confirmed"), Depiction("P00002", PEOPLE[1], "suggested"))
    of_all_dates = [
        item(number, title=f"Ашылу {edtf}", when=when(edtf), place="Қарқаралы", author="Бейсенов Марат",
             caption=f"Оқу залы,\n«{number}» <&>", keywords=("кітап", "форум"), form="negative",
             rights=Rights(statement="© Кітапхана, 2024"),
             persons=shown)
        for number, edtf in enumerate(DATES, start=1)
    ]  # fmt: skip
    first = Muragat(archive_with(tmp_path / "first", of_all_dates, PEOPLE).folder)
    first.run("export-metadata", tmp_path / "out")
    copies = tmp_path / "out/0001/суреттер"
    for number in range(1, len(DATES) + 1):
        Image.new("RGB", (64, 48), (number * 20, 90, 120)).save(copies / f"{number}.jpg")
    second = Muragat(tmp_path / "second")
    second.run("init", second.archive, "--title", "Екінші")
    second.run("ingest", copies, "--no-ocr")
    for one in of_all_dates:
        assert said(second.json("show", one.id)) == said(first.json("show", one.id))


def said(shown: dict[str, Any]) -> dict[str, Any]:
    plain = {name: shown[name] for name in ("title", "caption", "place", "author", "keywords", "form")}
    date = {name: shown["date"][name] for name in ("edtf", "earliest", "latest")}
    return {
        **plain,
        **date,
        "persons": [one["name"] for one in shown["persons"]],
        "rights": shown["rights"]["statement"],
    }


def test_the_path_follows_the_bag(tmp_path: Path) -> None:
    one = item(3)
    assert str(sidecar_path(one)) == "0001/суреттер/3.jpg.xmp"


def test_long_and_strange_texts_fit_a_sidecar(tmp_path: Path) -> None:
    one = item(1, title="a\x00b\ufffe", caption="сөз " * 4000, event=FORUM, author="x" * 300)
    path = tmp_path / "1.xmp"
    path.write_text(sidecar(one), "utf-8")
    found = read_sidecar(str(path))
    assert found["xmp"]["dc.description"]["x-default"] == ("сөз " * 4000).strip()
    assert found["xmp"]["dc.title"]["x-default"] == "ab"


def described_again(one: Item, folder: Path) -> Any:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "1.xmp").write_text(sidecar(one), "utf-8")
    return read_back(folder / "1.xmp")


def test_a_caption_in_two_languages_is_whole_by_default_and_in_its_parts(tmp_path: Path) -> None:
    kazakh, russian = "Оқу залы ашылды.\nАхметова, Омаров", "Открытие читального зала."
    one = item(1, caption=f"{kazakh}\n{russian}")
    path = tmp_path / "1.xmp"
    path.write_text(sidecar(one), "utf-8")
    assert read_sidecar(str(path))["xmp"]["dc.description"] == {
        "x-default": f"{kazakh}\n{russian}",
        "kk": kazakh,
        "ru": russian,
    }


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    one = described()[0]
    assert described_again(one, tmp_path / "x") == caption_of(one)
