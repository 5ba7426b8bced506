"""A curator who has printed already is told what is not as it was printed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from archive.exhibition import Exhibition
from archive.model import Depiction, Item, ItemSide, Original, Rights, When
from exhibit import package, sets
from exhibit.changes import Difference, changes
from exhibit.records import write_exhibition

IDS = ("0001-0001", "0001-0002", "0001-0003")


def item(item_id: str) -> Item:
    digest = f"{int(item_id.replace('-', '')):064x}"
    return Item(item_id, "photo", (ItemSide("front", Original(digest, 1, "image/jpeg", "a.jpg", "a.jpg")),))


def exported(exhibition: Exhibition, items: list[Item], folder: Path) -> dict[str, object]:
    write_exhibition(package.plan(exhibition, items), {}, {}, folder)
    found: dict[str, object] = json.loads((folder / "data/exhibition.json").read_text(encoding="utf-8"))
    return found


def test_every_difference_is_named_once(tmp_path: Path) -> None:
    items = [item(one) for one in IDS]
    before = sets.add(sets.new("toi", {"kk": "Той"}), IDS)
    last = exported(before, items, tmp_path)
    assert changes(last, package.plan(before, items)) == ()
    after = sets.label(sets.move(before, IDS[1], 1), IDS[2], "ru", "Новый текст")
    after = replace(sets.remove(after, [IDS[0]]), opens="2026-12-01")
    day = When("1936", "1936 ж.", "1936-01-01", "1936-12-31", "staff")
    person = Depiction("p1", "Әлия Оспанова", "confirmed")
    items[1] = replace(items[1], when=day, persons=(person,))
    found = changes(last, package.plan(after, items))
    assert set(found) == {
        Difference("exhibition", "toi", "opens", "", "2026-12-01"),
        Difference("removed", IDS[0], before="001"),
        Difference("renumbered", IDS[1], "number", "002", "001"),
        Difference("renumbered", IDS[2], "number", "003", "002"),
        Difference("changed", IDS[1], "date", "", "1936 ж."),
        Difference("changed", IDS[1], "persons", "", "Әлия Оспанова"),
        Difference("changed", IDS[2], "label ru", "", "Новый текст"),
    }
    assert len(found) == len(set(found))


def test_a_work_that_was_added_is_named(tmp_path: Path) -> None:
    items = [item(one) for one in IDS]
    before = sets.add(sets.new("toi", {"kk": "Той"}), IDS[:2])
    found = changes(exported(before, items, tmp_path), package.plan(sets.add(before, IDS[2:]), items))
    assert found == (Difference("added", IDS[2], after="003"),)


def test_what_may_not_be_shown_any_more_and_where_works_and_persons_stand_is_told(tmp_path: Path) -> None:
    person = Depiction("p1", "Әлия Оспанова", "confirmed", "солдан 1-ші")
    items = [item(IDS[0]), replace(item(IDS[1]), persons=(person,)), item(IDS[2])]
    before = sets.section(sets.add(sets.new("toi", {"kk": "Той"}), IDS), "end", {"kk": "Соңы"}, {})
    last = exported(before, items, tmp_path)
    after = sets.put_into(before, [IDS[2]], "end")
    items[1] = replace(items[1], persons=(replace(person, position="солдан 2-ші"),))
    items[0] = replace(items[0], rights=Rights(access="closed", publish=False))
    found = changes(last, package.plan(after, items))
    assert {
        Difference("removed", IDS[0], "", "001", "Access is restricted. Not to be published."),
        Difference("changed", IDS[2], "section", "", "end"),
        Difference(
            "changed", IDS[1], "persons", "Әлия Оспанова (солдан 1-ші)", "Әлия Оспанова (солдан 2-ші)"
        ),
    } <= set(found)
