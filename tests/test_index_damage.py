"""The index survives what happens to its files and writers, and is never deleted by looking."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from archive.errors import IndexUnusable
from archive.model import Item
from index import generations, maintain, schema
from index.query import parse
from tests.index_world import Catalogue, found, texts, tree_of


def test_an_index_that_cannot_be_read_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="index rebuild"):
        maintain.open_current(tmp_path)
    (tmp_path / "gen-1").mkdir()
    (tmp_path / "current").write_text("gen-1")
    with pytest.raises(IndexUnusable, match="index rebuild"):
        maintain.open_current(tmp_path)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "toc cut": lambda gen: cut(next(gen.glob("*.toc"))),
    "toc spoiled": lambda gen: spoil(next(gen.glob("*.toc"))),
    "toc gone": lambda gen: next(gen.glob("*.toc")).unlink(),
    "terms cut": lambda gen: cut(next(gen.glob("*.trm"))),
    "postings cut": lambda gen: cut(next(gen.glob("*.pst"))),
    "column gone": lambda gen: next(gen.glob("*.id_column.col")).unlink(),
    "marker gone": lambda gen: (gen / "generation.json").unlink(),
    "marker nonsense": lambda gen: (gen / "generation.json").write_text("[]"),
    "all gone": shutil.rmtree,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_torn_generation_gives_way_to_the_one_before(
    tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    catalogue = Catalogue(texts(5))
    maintain.rebuild(tmp_path, catalogue)
    maintain.rebuild(tmp_path, catalogue)
    damage(tmp_path / "gen-2")
    before = tree_of(tmp_path)
    engine, notes = maintain.open_current(tmp_path)
    assert engine.search(parse("қала").tree).total == 5
    assert any("older one answered" in note for note in notes)
    engine.close()
    assert maintain.verify(tmp_path) != []
    assert tree_of(tmp_path) == before
    assert maintain.update(tmp_path, catalogue).rebuilt
    assert found(tmp_path) == set(catalogue.held) and maintain.verify(tmp_path) == []


def test_spoiled_postings_are_found_by_verify(tmp_path: Path) -> None:
    maintain.update(tmp_path, Catalogue(texts(300)))
    postings = next((tmp_path / "gen-1").glob("*.pst"))
    content = bytearray(postings.read_bytes())
    for at in range(4, len(content), 50):
        content[at] ^= 0xFF
    postings.write_bytes(content)
    findings = maintain.verify(tmp_path)
    assert findings and findings[0].kind == "index"


def test_a_commit_without_its_marker_is_taken_and_applied_again(tmp_path: Path) -> None:
    catalogue = Catalogue(texts(3))
    maintain.update(tmp_path, catalogue)
    marker = tmp_path / "gen-1" / "generation.json"
    old = marker.read_bytes()
    catalogue.put(*texts(5, "көше"))
    maintain.update(tmp_path, catalogue)
    marker.write_bytes(old)
    assert found(tmp_path, "көше") == set(catalogue.held)
    assert maintain.update(tmp_path, catalogue).indexed == 5
    assert found(tmp_path) == set(catalogue.held)


def test_an_unfinished_rebuild_changes_nothing(tmp_path: Path) -> None:
    class Failing(Catalogue):
        def items(self, ids: Sequence[str]) -> list[Item]:
            raise OSError("no more disk")

    catalogue = Catalogue(texts(3))
    maintain.update(tmp_path, catalogue)
    with pytest.raises(OSError, match="no more disk"):
        maintain.rebuild(tmp_path, Failing(texts(3)))
    assert generations.current_name(tmp_path) == "gen-1" and found(tmp_path) == set(catalogue.held)
    maintain.rebuild(tmp_path, catalogue)
    assert [path.name for path in generations.generations(tmp_path)] == ["gen-1", "gen-3"]


def test_a_failing_batch_leaves_the_index_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = Catalogue(texts(3))
    maintain.update(tmp_path, catalogue)
    catalogue.put(*texts(4, "көше"))
    whole = schema.document

    def broken(one: Item) -> schema.Document:
        return {**whole(one), "stem": 17} if one.id == "0001-0004" else whole(one)

    monkeypatch.setattr(maintain, "document", broken)
    with pytest.raises(TypeError, match="0001-0004"):
        maintain.update(tmp_path, catalogue)
    monkeypatch.undo()
    assert found(tmp_path, "қала") == {"0001-0001", "0001-0002", "0001-0003"}
    assert maintain.update(tmp_path, catalogue).indexed == 4
    assert maintain.verify(tmp_path) == []


WRITER = """
    import sys
    from pathlib import Path
    from index import maintain
    from tests.index_world import Catalogue, item
    maintain.BATCH = 5
    catalogue = Catalogue([item(n, f"қала сурет{n}") for n in range(1, 401)])
    print("ready", flush=True)
    maintain.update(Path(sys.argv[1]), catalogue, merge=True)
    maintain.rebuild(Path(sys.argv[1]), catalogue)
"""


@pytest.mark.slow
@pytest.mark.parametrize("round_", range(25))
def test_killed_at_any_moment_nothing_is_lost(tmp_path: Path, round_: int) -> None:
    maintain.update(tmp_path, Catalogue())
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parent.parent)
    assert process.stdout is not None and process.stdout.readline()
    time.sleep(0.05 + round_ * 0.09)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    catalogue = Catalogue(texts(400))
    held = found(tmp_path)
    assert held <= set(catalogue.held)
    maintain.update(tmp_path, catalogue)
    assert found(tmp_path) == set(catalogue.held) and maintain.verify(tmp_path) == []
