"""Two items turn out to be one: nothing of either is lost, and it can be taken back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
from describing_world import add_item, archive_in, differences, dumped
from sqlalchemy import update
from story import Muragat

from archive import duplicates, editing, events, items, joining, persons, review, suggestions, tables, undo
from archive.editing import Edit
from archive.errors import BadInput, NotFound
from archive.home import Archive
from archive.model import Event, Evidence, Item, Suggestion
from archive.review_fields import dated
from language import names
from workflows import reviewing
from workflows.reviewing import Decision


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """A front, a lone back that says whom and when it shows, and the front once more with other metadata."""
    made = archive_in(tmp_path)
    with made.catalogue.writing("айгүл") as transaction:
        for name in ("Сейілова Гүлнар Мәжитқызы", "Тәжібеков Ерлан Нұрғалиұлы"):
            persons.create(transaction, names.parse(name))
        events.create(transaction, Event("new", {"kk": "Көрме"}))
        add_item(transaction, 1, ["Көктеректе"], ["P00001"])
        back = add_item(transaction, 2, ["Тәжібеков, 1958"], ["P00001", "P00002"])
        transaction.execute(
            update(tables.item_side).where(tables.item_side.c.item_id == back.id).values(side="back")
        )
        items.change(transaction, back.id, items.when_row(dated("1958", "caption")))
        items.change(transaction, back.id, {"rights": {**asdict(back.rights), "access": "staff"}})
        add_item(transaction, 3, ["Көктеректе, оқу залы"])
        items.change(transaction, "0001-0003", {"author": "Жұмағұлов С.", "keywords": ["көрме"]})
        for number, field, value in (
            (2, "date", "1958"),
            (2, "front", "0001-0001"),
            (3, "duplicate", "0001-0001"),
        ):
            evidence = Evidence("name" if field == "front" else "caption", value)
            suggestions.add(transaction, [Suggestion(f"item:0001-000{number}", field, value, evidence, 0.7)])
    return made


def item(archive: Archive, number: int) -> Item:
    with archive.catalogue.reading() as connection:
        return items.item(connection, f"0001-{number:04}")


def waiting(archive: Archive) -> set[tuple[str, str, str]]:
    with archive.catalogue.reading() as connection:
        return {(one.item_id or "", one.field, one.value) for one in review.pending(connection)}


def join(archive: Archive, joined: int, kept: int, as_: joining.As) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        joining.join(transaction, f"0001-{joined:04}", f"0001-{kept:04}", as_)


def test_a_lone_back_becomes_the_back_of_its_front(archive: Archive) -> None:
    join(archive, 2, 1, "back")
    kept, gone = item(archive, 1), item(archive, 2)
    assert [(side.side, side.original.name) for side in kept.sides] == [("front", "1.jpg"), ("back", "2.jpg")]
    inscription = next(one for one in kept.texts if one.side == "back")
    assert (inscription.role, inscription.text, inscription.lines != ()) == (
        "inscription",
        "Тәжібеков, 1958",
        True,
    )
    assert {one.person_id for one in kept.persons} == {"P00001", "P00002"}
    moved = next(one for one in kept.persons if one.person_id == "P00002")
    assert moved.evidence is not None
    assert (moved.evidence.field, moved.evidence.item) == ("back", "0001-0002")
    assert (gone.joined_to, gone.original.name, gone.texts) == ("0001-0001", "2.jpg", ())
    assert ("0001-0001", "date", "1958") in waiting(archive)
    assert not {one for one in waiting(archive) if one[0] == "0001-0002"}


def test_what_may_not_be_shown_of_one_may_not_be_shown_of_both(archive: Archive) -> None:
    join(archive, 2, 1, "back")
    assert item(archive, 1).rights.access == "staff"


def test_a_double_leaves_what_it_says_otherwise_as_suggestions(archive: Archive) -> None:
    join(archive, 3, 1, "duplicate")
    assert len(item(archive, 1).sides) == 1
    assert waiting(archive) >= {
        ("0001-0001", "author", "Жұмағұлов С."),
        ("0001-0001", "caption", "Көктеректе, оқу залы"),
        ("0001-0001", "keyword", "көрме"),
    }
    assert item(archive, 3).joined_to == "0001-0001"


@pytest.mark.parametrize(("key", "number"), [("front", 2), ("duplicate", 3)])
def test_accepting_the_suggestion_joins(archive: Archive, key: str, number: int) -> None:
    with archive.catalogue.reading() as connection:
        found = next(one for one in review.pending(connection) if one.field == key)
    before = dumped(archive)
    step = reviewing.decide(archive, [Decision(found.key, "accept")])
    assert item(archive, number).joined_to == "0001-0001"
    with archive.catalogue.writing("айгүл") as transaction:
        undo.undo(transaction, step)
    assert list(differences(before, dumped(archive))) == []


def test_rejecting_the_suggestion_keeps_them_two(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        same = {"pixels": "a" * 64, "likeness": "00ff00ff00ff00ff"}
        for number in (1, 3):
            items.change(transaction, f"0001-000{number}", same)
    with archive.catalogue.reading() as connection:
        assert [one.item_ids for one in duplicates.same_pixels(connection)] == [("0001-0001", "0001-0003")]
        key = next(one.key for one in review.pending(connection) if one.field == "duplicate")
    reviewing.decide(archive, [Decision(key, "reject")])
    with archive.catalogue.reading() as connection:
        assert duplicates.same_pixels(connection) == []
    assert item(archive, 3).joined_to is None


@pytest.mark.parametrize(
    ("joined", "kept", "as_", "said"),
    [
        (1, 1, "back", "is one item"),
        (3, 9, "back", "no item"),
        (2, 1, "back", "joined to 0001-0001 already"),
        (3, 2, "duplicate", "joined to 0001-0001 already"),
        (3, 1, "back", "has a back already"),
    ],
)
def test_what_cannot_be_joined_is_said(
    archive: Archive, joined: int, kept: int, as_: joining.As, said: str
) -> None:
    join(archive, 2, 1, "back")
    before = dumped(archive)
    with pytest.raises((BadInput, NotFound), match=said):
        join(archive, joined, kept, as_)
    assert dumped(archive) == before


def test_what_has_two_sides_is_no_back(archive: Archive) -> None:
    join(archive, 2, 1, "back")
    with pytest.raises(BadInput, match="more than one side"):
        join(archive, 1, 3, "back")


def test_what_was_joined_to_a_joined_item_leads_on(archive: Archive) -> None:
    join(archive, 3, 2, "duplicate")
    join(archive, 2, 1, "back")
    assert item(archive, 3).joined_to == "0001-0001"


def test_a_decision_of_a_person_moves_with_the_person(archive: Archive) -> None:
    reviewing.decide(
        archive,
        [Decision("depiction:0001-0002:P00001", "reject"), Decision("depiction:0001-0002:P00002", "accept")],
    )
    join(archive, 2, 1, "back")
    assert {one.person_id: one.status for one in item(archive, 1).persons} == {
        "P00001": "rejected",
        "P00002": "confirmed",
    }


def test_where_staff_placed_somebody_and_how_sure_they_are_moves_too(archive: Archive) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        told = Edit(positions=(("P00001", "солдан 2-ші"),), certainties=(("P00001", "probable"),))
        editing.edit(transaction, "0001-0002", told)
    join(archive, 2, 1, "back")
    (person,) = (one for one in item(archive, 1).persons if one.person_id == "P00001")
    assert (person.position, person.certainty) == ("солдан 2-ші", "probable")


def test_joining_at_the_command_line(archive: Archive) -> None:
    muragat = Muragat(archive.folder)
    assert "muragat undo" in muragat.run("join", "--help").stdout
    muragat.run("index", "rebuild")
    assert muragat.json("search", "Тәжібеков")["total"] == 1
    kept = muragat.json("join", "0001-0002", "0001-0001")
    assert [one["side"] for one in kept["sides"]] == ["front", "back"]
    assert [hit["id"] for hit in muragat.json("search", "Тәжібеков")["hits"]] == ["0001-0001"]
    assert muragat.json("show", "0001-0002")["joined_to"] == "0001-0001"
    assert "0001-0001" in muragat.run("show", "0001-0002").stdout
    assert "has a back already" in muragat.run("join", "0001-0003", "0001-0001", code=2).stderr
    muragat.run("undo")
    assert [hit["id"] for hit in muragat.json("search", "Тәжібеков")["hits"]] == ["0001-0002"]


def test_joined_items_are_verified_backed_up_and_restored(own: Muragat, tmp_path: Path) -> None:
    hits = [hit for hit in own.json("search", "", "--limit", "100")["hits"] if hit["kind"] == "photo"]
    one, other = [hit["id"] for hit in hits if len(hit["sides"]) == 1][:2]
    own.run("join", other, one)
    assert own.json("verify") == {"checked": 8, "findings": []}
    own.run("backup", tmp_path / "backup.zip")
    restored = Muragat(tmp_path / "restored")
    restored.run("restore", tmp_path / "backup.zip", restored.archive, "--originals", own.archive)
    assert restored.json("show", one)["sides"] == own.json("show", one)["sides"]
    assert restored.json("verify")["findings"] == []
    assert restored.json("search", f"id:{other}")["total"] == 0


def test_reading_again_what_was_joined_reads_the_back_as_one(own: Muragat) -> None:
    hits = [hit for hit in own.json("search", "", "--limit", "100")["hits"] if hit["kind"] == "photo"]
    one, other = [hit["id"] for hit in hits if len(hit["sides"]) == 1][:2]
    own.run("join", other, one)
    done = own.json("reread", f"id:{one}", "--lang", "rus")
    assert [item["id"] for item in done["items"]] == [one]
    backs = [text for text in own.json("show", one)["readings"] if text["side"] == "back"]
    assert {text["role"] for text in backs} == {"inscription"}
    assert {text["by"].split()[-1] for text in backs} >= {"rus", "kaz+rus+eng"}
    assert own.json("show", other)["readings"] == []


def test_the_same_bytes_again_are_known_as_the_item_that_stayed(own: Muragat, tmp_path: Path) -> None:
    hits = [hit for hit in own.json("search", "", "--limit", "100")["hits"] if hit["kind"] == "photo"]
    one, other = [hit["id"] for hit in hits if len(hit["sides"]) == 1][:2]
    source = own.archive / own.json("show", one)["original"]["path"]
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "again.jpg").write_bytes(source.read_bytes())
    own.run("join", one, other)
    done = own.json("ingest", tmp_path / "again")
    assert [(found["status"], found["id"]) for found in done["outcomes"]] == [("duplicate", other)]
