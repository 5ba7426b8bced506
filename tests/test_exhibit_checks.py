"""What a curator is told before an export: how grave it is, and what it says of items that moved on since."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from story import Muragat

from archive.errors import BadInput, NotFound
from archive.exhibition import Entry, Exhibition
from archive.home import open_archive
from archive.model import Depiction, Evidence, Item, ItemSide, Original, Rights, Suggestion
from exhibit import package, sets
from exhibit.checks import LEVELS, Check
from exhibit.origins import field_origins
from exhibit.words import WORDS, sentence
from workflows import curating

FRONT, OTHER = "0001-0001", "0001-0002"


def item(item_id: str, **fields: object) -> Item:
    original = Original(item_id[-1] * 64, 1, "image/jpeg", "a.jpg", "a.jpg")
    return Item(item_id, "photo", (ItemSide("front", original),), **fields)  # type: ignore[arg-type]


def planned(*items: Item, kept: tuple[Item, ...] = (), **fields: object) -> package.Plan:
    one = Exhibition("bir", {"kk": "Бір"}, tuple(Entry(one.id) for one in items), **fields)  # type: ignore[arg-type]
    return package.plan(one, [*kept, *items])


@pytest.mark.parametrize(
    ("until", "level"), [("2026-11-30", "serious"), ("2026-12-31", "warning"), ("2027-02-01", None)]
)
def test_a_permission_that_ends_before_the_opening_is_serious(until: str, level: str | None) -> None:
    record = item(FRONT, rights=Rights(permission_until=until))
    found = planned(record, opens="2026-12-01", closes="2027-02-01").checks
    assert [one.level for one in found if one.kind == "permission"] == ([level] if level else [])


def test_remarks_follow_the_works_and_what_is_serious_comes_first() -> None:
    record = item(OTHER, rights=Rights(permission_until="2020-01-01"), width=10, height=10)
    found = planned(item(FRONT), record, opens="2026-12-01").checks
    assert [one.number for one in found] == sorted(one.number or 0 for one in found)
    levels = [LEVELS.index(one.level) for one in found if one.number == 2 and one.level]
    assert levels == sorted(levels)
    assert {"serious", "warning", "note"} == {one.level for one in found if one.number == 2}


@pytest.mark.parametrize(
    ("rights", "persons", "kind"),
    [
        (Rights(access="closed"), (), "closed"),
        (Rights(publish=False), (), "unpublished"),
        (Rights(), (Depiction("p", "Әлия", "confirmed", publish=False),), "person"),
    ],
)
def test_what_was_joined_to_an_item_is_no_way_around_its_rights(
    rights: Rights, persons: tuple[Depiction, ...], kind: str
) -> None:
    kept = item(FRONT, rights=rights, persons=persons)
    joined = item(OTHER, joined_to=FRONT)
    free = item("0001-0003")
    made = planned(joined, free, kept=(kept,))
    assert [(one.kind, one.item_id) for one in made.left_out] == [(kind, OTHER)]
    assert [work.item.id for work in made.works] == [free.id]


def test_a_back_that_was_joined_to_a_work_of_the_set_is_not_called_the_same_picture() -> None:
    loose = item(OTHER, joined_to=FRONT)
    front = item(FRONT)
    front = replace(front, sides=(*front.sides, ItemSide("back", loose.original)))
    for works, number in (((front, loose), "001"), ((loose, front), "002")):
        found = [(one.item_id, one.kind, one.detail) for one in planned(*works).checks]
        assert (OTHER, "joined", f"{FRONT} (№ {number})") in found
        assert not [one for one in found if one[1] == "duplicate"]


def test_only_what_is_in_the_set_can_be_included() -> None:
    one = Exhibition("bir", {"kk": "Бір"}, (Entry(FRONT),))
    with pytest.raises(NotFound, match="0009-0001 is not in the exhibition"):
        package.plan(one, [item(FRONT)], package.Options(include=frozenset({"0009-0001"})))


def test_a_check_says_in_short_what_it_is_about_and_names_nobody_outside() -> None:
    told = Check("person", FRONT, detail="Әлия Серік")
    assert sentence(told.kind, told.detail, "en").endswith("Әлия Серік")
    for code in sets.LANGUAGES:
        said = sentence(told.kind, told.without_names().detail, code)
        assert said.endswith(".") and "Әлия" not in said and ":" not in said
    assert {f"level_{level}" for level in LEVELS} <= WORDS.keys()


def test_fields_say_whether_staff_a_machine_or_the_event_gave_them() -> None:
    record = item(FRONT, title="Той", author="С. А.", form="print")
    seen = Evidence("xmp:dc.title", "Той", sentence="Той. Әлия Серік.")
    said = [
        Suggestion(f"item:{FRONT}", "title", "ТОЙ", seen, 0.9, "accepted"),
        Suggestion(f"item:{FRONT}", "author", "Б. Б.", seen, 0.5),
    ]
    found = field_origins(record, said)
    assert found["title"] == {
        "by": "machine",
        "confirmed": True,
        "confidence": 0.9,
        "evidence": {"field": "xmp:dc.title", "quote": "Той"},
    }
    assert (found["author"], found["form"]) == ({"by": "staff"}, {"by": "staff"})
    assert "place" not in found


@pytest.mark.parametrize("day", ["2024-02-30", "2024-13-01", "2024-1-1", "18 қыркүйек"])
def test_a_day_is_one_of_the_calendar(day: str) -> None:
    with pytest.raises(BadInput, match="not a day"):
        sets.open_between(Exhibition("bir", {"kk": "Бір"}), day, None)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "example kz", "https://", "ftp://a.kz", "https://a.kz/?q=1"]
)
def test_an_address_is_one_of_a_web_page(address: str) -> None:
    one = Exhibition("bir", {"kk": "Бір"})
    with pytest.raises(BadInput, match="no address"):
        sets.publish_at(one, address)
    for good in ("https://muzei.kz/korme/", "http://localhost:8080", "https://мұражай.қаз/көрме", ""):
        assert sets.publish_at(one, f" {good}").base_address == good


def test_a_short_name_is_short() -> None:
    with pytest.raises(BadInput, match="60 at most"):
        sets.new("a" * 61, {"kk": "Бір"})


def test_the_story_of_a_set_whose_items_moved_on(own: Muragat, tmp_path: Path) -> None:
    own.run("exhibit", "new", "bir", "--kk", "Бір")
    own.run("exhibit", "add", "bir", "0001-0001", "0001-0003", "0001-0004")
    own.run("edit", "0001-0003", "--rights", "closed")
    out = own.archive / ".." / "out"
    parts = ("--only", "report", "--only", "metadata")
    done = own.json("exhibit", "export", "bir", out, "--include", "0001-0003", *parts)
    assert done["folder"] == str(tmp_path / "out")
    assert {one["level"] for one in done["checks"] if one["kind"] == "closed"} == {"serious"}
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert report.index("To be settled first") < report.index("For information", report.index('lang="en"'))
    assert "gallery/index.html" not in (tmp_path / "out" / "README.txt").read_text(encoding="utf-8")
    record = json.loads((tmp_path / "out" / "metadata" / "001.json").read_text(encoding="utf-8"))
    assert record["origins"]["fields"]["event"]["by"] in ("staff", "machine")
    # What was included by name is no difference.
    assert own.json("exhibit", "changes", "bir", out)["changes"] == []
    own.run("join", "0001-0004", "0001-0003", "--as", "duplicate")
    told = own.json("exhibit", "check", "bir")
    assert {("0001-0003", "closed"), ("0001-0004", "closed")} <= {
        (one["item_id"], one["kind"]) for one in told["left_out"]
    }
    assert "joined to 0001-0003" in own.run("exhibit", "show", "bir").stdout
    own.run("exhibit", "remove", "bir", "0001-0004")
    assert "Add 0001-0003" in own.run("exhibit", "add", "bir", "0001-0004", code=2).stderr
    assert "Nothing is found" in own.run("exhibit", "add", "bir", "--query", "жоқнәрсе", code=2).stderr
    inside = own.archive / "accessions" / "out"
    assert "keeps its originals" in own.run("exhibit", "export", "bir", inside, code=2).stderr


def test_the_reading_room_shows_nothing_that_was_joined_to_a_closed_item(own: Muragat) -> None:
    own.run("exhibit", "new", "bir", "--kk", "Бір")
    own.run("exhibit", "add", "bir", "0001-0001", "0001-0004")
    own.run("join", "0001-0004", "0001-0003", "--as", "duplicate")
    own.run("edit", "0001-0003", "--rights", "closed")
    archive = open_archive(own.archive, "test")
    public = frozenset({"public"})
    found = curating.walk(archive, "bir", "kk", public)
    hung = [one.entry.item_id for room in found.rooms for one in room.hung]
    assert (hung, found.hidden) == (["0001-0001"], 1)
    [(_, first, count)] = curating.summaries(archive, public)
    assert ([item.id for item in first], count) == (["0001-0001"], 1)
    [(_, _, everything)] = curating.summaries(archive, None)
    assert everything == 2
