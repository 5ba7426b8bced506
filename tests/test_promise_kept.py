"""Promises 10, 11, 13 and 14: rot is found, the index can be lost, history and corrections stay."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from promise_material import INGEST, answers, corrected_archive, overwrite, queries, rows
from story import Muragat

from archive import backup, history
from archive.home import open_archive


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Muragat:
    return corrected_archive(tmp_path_factory.mktemp("made"))


@pytest.fixture
def kept(made: Muragat, tmp_path: Path) -> Muragat:
    """A copy that a test may harm."""
    shutil.copytree(made.archive, tmp_path / "archive", symlinks=True)
    return Muragat(tmp_path / "archive")


def findings(muragat: Muragat, *arguments: str) -> list[dict[str, Any]]:
    found = muragat.json("verify", *arguments, code=5)["findings"]
    return sorted(found, key=lambda one: (one["kind"], one["path"]))


# Promise 10: bit rot.


def test_one_flipped_bit_in_any_original_is_found_and_named_and_nothing_else(kept: Muragat) -> None:
    archive = open_archive(kept.archive)
    originals = [path for (path,) in rows(kept.archive, "SELECT path FROM original ORDER BY path")]
    from archive import fixity

    chance = random.Random(10)
    for path in originals:
        file = kept.archive / path
        content = file.read_bytes()
        flipped = bytearray(content)
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        overwrite(file, bytes(flipped))
        checked, found = fixity.verify(archive, fixity.accessions(archive))
        assert (checked, [(one.kind, one.path) for one in found]) == (len(originals), [("changed", path)])
        overwrite(file, content)
    assert fixity.verify(archive, fixity.accessions(archive))[1] == []


def test_missing_changed_and_unexpected_are_told_apart(kept: Muragat) -> None:
    data = kept.archive / "accessions/0001/data/card"
    (data / "000.jpg").unlink()
    overwrite(data / "001.jpg", b"")
    (data / "new.jpg").write_bytes(b"x")
    (kept.archive / "accessions/0002/notes.txt").write_text("x", "utf-8")
    (kept.archive / "accessions/0007").mkdir()
    (kept.archive / "accessions/0007/stray.jpg").write_bytes(b"x")
    overwrite(kept.archive / "accessions/0002/bag-info.txt", b"Contact-Name: somebody else\n")
    assert [(one["kind"], one["path"].removeprefix("accessions/")) for one in findings(kept)] == [
        ("changed", "0001/data/card/001.jpg"),
        ("changed", "0002/bag-info.txt"),
        ("missing", "0001/data/card/000.jpg"),
        ("unexpected", "0001/data/card/new.jpg"),
        ("unexpected", "0002/notes.txt"),
        ("unexpected", "0007/stray.jpg"),
    ]
    for one in findings(kept):
        assert one["kind"] != "changed" or len(one["found"]) == len(one["expected"]) == 64


@pytest.mark.parametrize("instead", ["a pipe", "a link to the same bytes", "a folder"])
def test_what_stands_in_an_originals_place_and_is_no_file_is_named(kept: Muragat, instead: str) -> None:
    original = next((kept.archive / "accessions" / "0002" / "data").rglob("*.jpg"))
    moved = original.rename(kept.archive / "moved.jpg")
    if instead == "a pipe":
        os.mkfifo(original)
    elif instead == "a folder":
        original.mkdir()
    else:
        original.symlink_to(moved)
    path = original.relative_to(kept.archive).as_posix()
    assert [(one["kind"], one["path"]) for one in findings(kept, "--accession", "2")] == [("changed", path)]


def test_every_original_is_named_when_all_are_gone(kept: Muragat) -> None:
    shutil.rmtree(kept.archive / "accessions")
    found = {one["path"] for one in findings(kept) if one["kind"] == "missing"}
    assert {path for (path,) in rows(kept.archive, "SELECT path FROM original")} <= found


def test_one_accession_is_verified_by_itself(kept: Muragat) -> None:
    overwrite(kept.archive / "accessions/0001/data/card/001.jpg", b"")
    assert kept.json("verify", "--accession", "2")["checked"] == 6
    assert len(findings(kept, "--accession", "0001")) == 1
    assert "no sealed accession" in kept.run("verify", "--accession", "9", code=3).stderr


# Promise 11: the index is a cache.

HARM = (
    "cut segment",
    "cut list",
    "no pointer",
    "no marker",
    "half a generation",
    "old rules",
    "all gone",
    "noise",
)


@pytest.fixture(scope="module")
def told(made: Muragat) -> list[tuple[int, list[str]]]:
    """What the unharmed archive answers to 200 questions."""
    return answers(made.archive, queries(200))


@pytest.mark.parametrize("harm", HARM)
def test_whatever_happens_to_the_index_it_answers_as_before_once_made_anew(
    told: list[tuple[int, list[str]]], kept: Muragat, harm: str
) -> None:
    hurt(kept.archive / "index", harm)
    count = 200 if harm == "all gone" else 25
    kept.run("index", "rebuild" if harm == "noise" else "update")
    assert answers(kept.archive, queries(200)[:count]) == told[:count]


def hurt(index: Path, harm: str) -> None:
    generation = index / (index / "current").read_text("utf-8").strip()
    segments = sorted(generation.glob("*.seg")) or sorted(generation.glob("_MAIN_*"))
    if harm == "cut segment":
        segments[0].write_bytes(segments[0].read_bytes()[:100])
    elif harm == "cut list":
        toc = next(generation.glob("*.toc"))
        toc.write_bytes(toc.read_bytes()[:20])
    elif harm == "no pointer":
        (index / "current").unlink()
    elif harm == "no marker":
        (generation / "generation.json").unlink()
    elif harm == "half a generation":
        shutil.copytree(generation, index / "gen-9")
        (index / "current").write_text("gen-9\n", "utf-8")
        segments = sorted((index / "gen-9").iterdir())
        for path in segments[::2]:
            path.unlink()
    elif harm == "old rules":
        marker = json.loads((generation / "generation.json").read_text("utf-8"))
        (generation / "generation.json").write_text(json.dumps({**marker, "fingerprint": "old"}), "utf-8")
    elif harm == "noise":
        segments[0].write_bytes(random.Random(1).randbytes(segments[0].stat().st_size))
    else:
        shutil.rmtree(index)


def test_without_an_index_search_says_what_to_do_and_show_still_works(kept: Muragat) -> None:
    shutil.rmtree(kept.archive / "index")
    done = kept.run("search", "көрме", code=1)
    assert "index rebuild" in done.stderr and "Traceback" not in done.stderr
    assert kept.json("show", "0001-0001")["id"] == "0001-0001"
    assert kept.json("verify")["findings"] == []


# Promise 13: history.


def tamper(muragat: Muragat, statement: str) -> None:
    connection = sqlite3.connect(muragat.archive / "catalogue.sqlite")
    with connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET actor = 'somebody' WHERE number = 4",
        "UPDATE change SET after = '{}' WHERE number = 2",
        "UPDATE change SET at = '1999-01-01T00:00:00+00:00' WHERE number = 1",
        "DELETE FROM change WHERE number = 5",
        "DELETE FROM change WHERE number = 1",
        "DELETE FROM change WHERE number > (SELECT max(number) - 1 FROM change)",
        "DELETE FROM change WHERE number > 3",
        "DELETE FROM change",
    ],
)
def test_a_removed_or_altered_line_of_history_is_found(kept: Muragat, tmp_path: Path, statement: str) -> None:
    archive = open_archive(kept.archive)
    backup.write(archive, tmp_path / "backup.zip", with_originals=False)
    from archive import fixity

    assert fixity.verify_history(archive) == []
    tamper(kept, statement)
    found = fixity.verify_history(archive)
    assert found and {one.kind for one in found} == {"history"}
    assert {one["kind"] for one in findings(kept)} == {"history"}


def test_a_history_rewritten_to_its_last_line_is_found_by_bags_and_backups(
    kept: Muragat, tmp_path: Path
) -> None:
    archive = open_archive(kept.archive)
    backup.write(archive, tmp_path / "backup.zip", with_originals=False)
    assert backup.check(archive, tmp_path / "backup.zip") == []
    rewrite(kept)
    (kept.archive / "history-heads.txt").unlink()
    found = findings(kept)
    assert {one["path"] for one in found} == {f"accessions/000{n}/bag-info.txt" for n in (1, 2)}
    assert [one.kind for one in backup.check(archive, tmp_path / "backup.zip")] == ["history"]
    assert "the history is not" in kept.run("backup", "--check", tmp_path / "backup.zip", code=5).stdout


def rewrite(muragat: Muragat) -> None:
    """What somebody would do who knows how the chain is made: change a line, and every hash behind it."""
    connection = sqlite3.connect(muragat.archive / "catalogue.sqlite")
    connection.row_factory = sqlite3.Row
    previous = history.START
    with connection:
        for row in connection.execute("SELECT * FROM change ORDER BY number").fetchall():
            line = {key: row[key] for key in row.keys() if key != "hash"}  # noqa: SIM118
            line |= {name: json.loads(row[name] or "null") for name in ("before", "after", "rows")}
            line["actor"] = "nobody"
            previous = history.line_hash(previous, line)
            values = ("nobody", previous, row["number"])
            connection.execute("UPDATE change SET actor = ?, hash = ? WHERE number = ?", values)
    connection.close()


def test_every_change_has_actor_time_before_and_after(kept: Muragat) -> None:
    kept.run("edit", "0001-0003", "--title", "Бір", "--actor", "айгүл")
    kept.run("edit", "0001-0003", "--title", "Екі", "--actor", "айгүл")
    last = kept.json("history", "0001-0003")["changes"][-1]
    assert (last["actor"], last["before"], last["after"]) == ("айгүл", {"title": "Бір"}, {"title": "Екі"})
    assert last["at"].endswith("+00:00")


# Promise 14: corrections.


def test_corrections_survive_reread_and_ingest_and_merge(kept: Muragat, made: Muragat) -> None:
    card = made.archive.parent / "card"
    kept.run("edit", "0001-0001", "--caption", "Түзетілген жазу", "--title", "Түзетілген атау")
    kept.run("edit", "0001-0001", "--add-person", "Сейілова Гүлнар", "--add-person", "Қасым Бекболат")
    before = decided(kept)
    kept.run("reread", "id:0001-0001")
    assert decided(kept) == before
    kept.run(*INGEST, card, code=4)
    assert decided(kept) == before
    first, second = (one["id"] for one in kept.json("show", "0001-0001")["persons"])
    kept.run("person", "merge", first, second)
    after = decided(kept)
    assert after["persons"] == [before["persons"][0]] or after["persons"] == [before["persons"][1]]
    assert {**after, "persons": 0} == {**before, "persons": 0}
    readings = rows(kept.archive, "SELECT text FROM text WHERE item_id = '0001-0001' AND role = 'caption'")
    assert ("Көктерек кітапханасының оқырмандары",) in readings


def decided(muragat: Muragat) -> dict[str, Any]:
    item = muragat.json("show", "0001-0001")
    persons = sorted((one["name"], one["status"]) for one in item["persons"])
    return {
        "caption": item["caption"],
        "title": item["title"],
        "date": item["date"]["edtf"],
        "persons": persons,
    }
