"""The index folder follows the catalogue, with readers and other writers beside."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from filelock import FileLock

from archive.errors import Busy
from archive.model import Item
from index import generations, maintain
from index.query import parse
from tests.index_world import Catalogue, found, item, texts


def test_an_empty_archive_gets_an_empty_index(tmp_path: Path) -> None:
    assert maintain.update(tmp_path, Catalogue()).rebuilt
    assert found(tmp_path) == set()
    assert maintain.verify(tmp_path) == []


def test_changes_follow_the_outbox(tmp_path: Path) -> None:
    catalogue = Catalogue(texts(3))
    maintain.update(tmp_path, catalogue)
    catalogue.put(item(2, "мұрағат"), item(4, "қала"))
    catalogue.remove("0001-0001")
    updated = maintain.update(tmp_path, catalogue)
    assert (updated.indexed, updated.removed, updated.rebuilt) == (2, 1, False)
    assert found(tmp_path, "қала") == {"0001-0003", "0001-0004"}
    assert found(tmp_path, "мұрағат") == {"0001-0002"}
    assert found(tmp_path) == set(catalogue.held)
    assert maintain.update(tmp_path, catalogue) == maintain.Updated()


def test_many_small_changes_are_tidied_while_they_come(tmp_path: Path) -> None:
    """Nobody may run `index update` for weeks: each change opens every segment of those before."""
    catalogue = Catalogue(texts(30))
    maintain.update(tmp_path, catalogue)
    for number in range(maintain.MOST_SEGMENTS + 3):
        catalogue.put(item(1, f"қала {number}"))
        maintain.update(tmp_path, catalogue)
    engine, _ = maintain.open_current(tmp_path)
    assert engine.segments() <= maintain.MOST_SEGMENTS
    engine.close()
    assert found(tmp_path) == set(catalogue.held)


def test_many_batches_and_a_merge_change_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maintain, "BATCH", 7)
    catalogue = Catalogue()
    maintain.update(tmp_path, catalogue)
    catalogue.put(*texts(60))
    catalogue.put(*texts(20, "мұрағат"))
    catalogue.remove("0001-0030", "0001-0031")
    maintain.update(tmp_path, catalogue)
    engine, _ = maintain.open_current(tmp_path)
    before = [
        engine.search(parse(q).tree, limit=100, facets=True) for q in ("", "қала", "мұрағат", '"қала сурет"')
    ]
    scattered = engine.segments()
    engine.close()
    maintain.update(tmp_path, catalogue, merge=True)
    engine, _ = maintain.open_current(tmp_path)
    assert engine.segments() < scattered
    assert [
        engine.search(parse(q).tree, limit=100, facets=True) for q in ("", "қала", "мұрағат", '"қала сурет"')
    ] == before
    assert engine.ids() == set(catalogue.held)
    assert maintain.verify(tmp_path) == []


def test_a_rebuild_gives_the_same_answers(tmp_path: Path) -> None:
    catalogue = Catalogue(texts(30))
    maintain.update(tmp_path, catalogue)
    catalogue.put(*texts(5, "көше"))
    maintain.update(tmp_path, catalogue)
    queries = ["", "қала", "көше", "сурет*", "-қала", "қала OR көше"]
    engine, _ = maintain.open_current(tmp_path)
    before = [engine.search(parse(q).tree, limit=100, facets=True) for q in queries]
    engine.close()
    told: list[int] = []
    assert maintain.rebuild(tmp_path, catalogue, told.append).indexed == 30
    assert told == [30]
    engine, notes = maintain.open_current(tmp_path)
    assert [engine.search(parse(q).tree, limit=100, facets=True) for q in queries] == before and notes == ()


def test_a_rebuild_keeps_one_generation_before(tmp_path: Path) -> None:
    catalogue = Catalogue(texts(2))
    for _ in range(4):
        maintain.rebuild(tmp_path, catalogue)
    assert [path.name for path in generations.generations(tmp_path)] == ["gen-3", "gen-4"]
    assert generations.current_name(tmp_path) == "gen-4"


def test_a_rebuild_catches_up_with_what_changed_meanwhile(tmp_path: Path) -> None:
    class Busyish(Catalogue):
        def items(self, ids: Sequence[str]) -> list[Item]:
            given = super().items(ids)
            if "0001-0002" in self.held:
                self.put(item(9, "кеш келген"), item(1, "өзгерген"))
                self.remove("0001-0002")
            return given

    maintain.rebuild(tmp_path, Busyish(texts(3)))
    assert found(tmp_path) == {"0001-0001", "0001-0003", "0001-0009"}
    assert found(tmp_path, "өзгерген") == {"0001-0001"}


def test_an_open_engine_answers_while_others_write(tmp_path: Path) -> None:
    catalogue = Catalogue(texts(3))
    maintain.update(tmp_path, catalogue)
    engine, _ = maintain.open_current(tmp_path)
    catalogue.put(*texts(3, "көше"))
    maintain.update(tmp_path, catalogue, merge=True)
    for _ in range(3):
        maintain.rebuild(tmp_path, catalogue)
    answer = engine.search(parse("қала").tree, facets=True)
    assert set(answer.ids) == set(catalogue.held) and answer.facets["kind"] == [("photo", 3)]
    assert found(tmp_path, "қала") == set()


def test_searches_beside_a_writer_always_answer(tmp_path: Path) -> None:
    catalogue = Catalogue(texts(20))
    maintain.update(tmp_path, catalogue)
    done = threading.Event()

    def write() -> None:
        for turn in range(15):
            catalogue.put(*texts(20, f"қала көше{turn}"))
            maintain.update(tmp_path, catalogue, merge=True)
        done.set()

    writer = threading.Thread(target=write)
    writer.start()
    answers = []
    while not done.is_set():
        engine, notes = maintain.open_current(tmp_path)
        answers.append((notes, engine.search(parse("қала").tree, limit=50).ids))
        engine.close()
    writer.join()
    assert answers and all(answer == ((), tuple(sorted(catalogue.held))) for answer in answers)


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    with FileLock(tmp_path / "write.lock"), pytest.raises(Busy):
        maintain.update(tmp_path, Catalogue(), timeout=0.05)


def test_two_writers_take_turns(tmp_path: Path) -> None:
    catalogue = Catalogue(texts(40))
    maintain.update(tmp_path, Catalogue())
    failures: list[BaseException] = []

    def write() -> None:
        try:
            maintain.update(tmp_path, catalogue)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures and found(tmp_path) == set(catalogue.held)


def test_other_rules_are_noted_and_an_update_makes_the_index_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = Catalogue(texts(2))
    maintain.update(tmp_path, catalogue)
    for module in (maintain, generations):
        monkeypatch.setattr(module, "fingerprint", lambda: "other rules")
    engine, notes = maintain.open_current(tmp_path)
    assert engine.count(parse("қала").tree) == 2 and "older rules" in notes[0]
    assert not maintain.status(tmp_path, catalogue).fingerprint_ok
    updated = maintain.update(tmp_path, catalogue)
    assert updated.rebuilt and updated.notes
    assert maintain.open_current(tmp_path)[1] == ()
    assert maintain.status(tmp_path, catalogue).fingerprint_ok


def test_status_says_how_far_behind(tmp_path: Path) -> None:
    catalogue = Catalogue(texts(2))
    assert maintain.status(tmp_path, catalogue).generation is None
    maintain.update(tmp_path, catalogue)
    catalogue.put(*texts(3))
    status = maintain.status(tmp_path, catalogue)
    assert (status.generation, status.items, status.mark, status.behind, status.usable) == (
        "gen-1",
        2,
        2,
        3,
        True,
    )


def test_an_item_that_was_joined_to_another_is_gone(tmp_path: Path) -> None:
    catalogue = Catalogue([item(1, "қала"), item(2, "қала")])
    maintain.update(tmp_path, catalogue)
    catalogue.put(item(2, "қала", joined_to="0001-0001"))
    done = maintain.update(tmp_path, catalogue)
    assert (done.indexed, done.removed) == (0, 1)
    assert maintain.open_current(tmp_path)[0].ids() == {"0001-0001"}
    rebuilt = maintain.rebuild(tmp_path, catalogue)
    assert rebuilt.indexed == 1 and maintain.open_current(tmp_path)[0].ids() == {"0001-0001"}
    catalogue.put(item(2, "қала"))
    maintain.update(tmp_path, catalogue)
    assert maintain.open_current(tmp_path)[0].ids() == {"0001-0001", "0001-0002"}
