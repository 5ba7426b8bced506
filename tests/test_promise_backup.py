"""Promise 12: the catalogue can be lost; a backup is plain text, and restored it is the same archive."""

from __future__ import annotations

import json
import random
import shutil
import zipfile
from pathlib import Path

import bagit
import pytest
from promise_material import (
    INGEST,
    answers,
    catalogue_state,
    corrected_archive,
    overwrite,
    queries,
    rows,
    write_pictures,
)
from story import Muragat

from archive import backup, dump, restoring
from archive.errors import Damaged
from archive.home import open_archive


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Muragat:
    return corrected_archive(tmp_path_factory.mktemp("made"))


@pytest.fixture
def kept(made: Muragat, tmp_path: Path) -> Muragat:
    """A copy that a test may harm."""
    shutil.copytree(made.archive, tmp_path / "archive", symlinks=True)
    return Muragat(tmp_path / "archive")


@pytest.mark.parametrize("included", [True, False], ids=["with originals", "by reference"])
def test_restored_it_is_the_same_archive(
    made: Muragat, kept: Muragat, tmp_path: Path, included: bool
) -> None:
    file, folder = tmp_path / "backup.zip", tmp_path / "restored"
    kept.run("backup", file, *(["--with-originals"] if included else []))
    before = dumped(kept.archive)
    asked = queries(200)
    expected = answers(kept.archive, asked)
    old = kept.archive.rename(tmp_path / "old")
    restored = Muragat(folder)
    report = restored.json("restore", file, folder, *([] if included else ["--originals", old]))
    assert report["missing"] == [] and report["items"] == 30
    assert dumped(folder) == before
    assert answers(folder, asked) == expected
    assert restored.json("verify")["findings"] == []
    stored = rows(folder, "SELECT path FROM original")
    assert all((folder / path).read_bytes() == (old / path).read_bytes() for (path,) in stored)
    write_pictures(tmp_path / "new", 2, first=700)
    assert restored.json(*INGEST, tmp_path / "new")["accession"] == "0003"


def dumped(folder: Path) -> dict[str, list[str]]:
    archive = open_archive(folder)
    with archive.catalogue.reading() as connection:
        return {name: list(dump.lines(connection, name)) for name in dump.schema()["tables"]}


def test_a_backup_is_a_bag_of_plain_text_that_anything_reads(kept: Muragat, tmp_path: Path) -> None:
    kept.run("backup", tmp_path / "backup.zip", "--with-originals")
    with zipfile.ZipFile(tmp_path / "backup.zip") as file:
        file.extractall(tmp_path / "unpacked")
    root = tmp_path / "unpacked" / backup.ROOT
    bagit.Bag(str(root)).validate()
    lines = (root / "data/catalogue/item.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines][:2] == ["0001-0001", "0001-0002"]
    texts = (root / "data/catalogue/text.jsonl").read_text("utf-8")
    assert "Көктерек кітапханасының оқырмандары" in texts
    assert (root / "data/muragat.toml").read_bytes() == (kept.archive / "muragat.toml").read_bytes()
    described = json.loads((root / "data/catalogue/schema.json").read_text("utf-8"))
    for name, columns in described["tables"].items():
        for line in (root / f"data/catalogue/{name}.jsonl").read_text("utf-8").splitlines():
            assert json.loads(line).keys() == columns.keys()


def test_names_that_are_no_text_survive_a_backup(muragat: Muragat, tmp_path: Path) -> None:
    write_pictures(tmp_path / "card", 1)
    (tmp_path / "card" / "000.jpg").rename(tmp_path / "card" / "\udcff\udcfe.jpg")
    muragat.run(*INGEST, tmp_path / "card")
    muragat.run("backup", tmp_path / "backup.zip", "--with-originals")
    restoring.restore(tmp_path / "backup.zip", tmp_path / "restored")
    assert catalogue_state(tmp_path / "restored") == catalogue_state(muragat.archive)


def test_a_backup_whose_bytes_changed_restores_nothing(kept: Muragat, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    kept.run("backup", file)
    content = file.read_bytes()
    chance = random.Random(12)
    for _ in range(25):
        flipped = bytearray(content)
        flipped[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (tmp_path / "flipped.zip").write_bytes(flipped)
        try:
            restoring.restore(tmp_path / "flipped.zip", tmp_path / "restored")
        except Damaged as error:
            assert "another backup" in str(error)
            assert not (tmp_path / "restored").exists()
        else:
            # A bit of the zip that means nothing: a time, a comment, an attribute.
            assert dumped(tmp_path / "restored") == dumped(kept.archive)
            shutil.rmtree(tmp_path / "restored")
    (tmp_path / "cut.zip").write_bytes(content[: len(content) // 2])
    done = kept.run("restore", tmp_path / "cut.zip", tmp_path / "restored", code=5)
    assert "damaged" in done.stderr and not (tmp_path / "restored").exists()


def test_an_original_that_rotted_is_named_by_backup_and_restore(kept: Muragat, tmp_path: Path) -> None:
    path = "accessions/0001/data/card/001.jpg"
    overwrite(kept.archive / path, b"rot")
    report = kept.json("backup", tmp_path / "backup.zip", "--with-originals", code=5)
    assert [(one["kind"], one["path"]) for one in report["findings"]] == [("changed", path)]
    report = kept.json("restore", tmp_path / "backup.zip", tmp_path / "restored", code=4)
    assert report["missing"] == [path]


def test_backup_and_restore_write_over_nothing(kept: Muragat, tmp_path: Path) -> None:
    file = tmp_path / "backup.zip"
    kept.run("backup", file)
    assert "exists already" in kept.run("backup", file, code=2).stderr
    assert "inside the archive" in kept.run("backup", kept.archive / "b.zip", code=2).stderr
    assert "not an empty folder" in kept.run("restore", file, tmp_path, code=2).stderr
    assert "cannot be read" in kept.run("restore", tmp_path / "none.zip", tmp_path / "new", code=2).stderr
    done = kept.run("restore", kept.archive / "muragat.toml", tmp_path / "new", code=5)
    assert "damaged" in done.stderr
    assert "no folder accessions" in kept.run(
        "restore", file, tmp_path / "new", "--originals", tmp_path, code=2
    ).stderr  # fmt: skip


def test_a_backup_that_leads_out_of_its_folder_is_refused(kept: Muragat, tmp_path: Path) -> None:
    from archive import zipped_bag

    with zipped_bag.writing(tmp_path / "evil.zip", backup.ROOT) as writer:
        writer.text("../../evil.txt", ["x"])
        writer.close({"Muragat-History-Head": "0 " + "0" * 64})
    with pytest.raises(Damaged, match="leads out"):
        restoring.restore(tmp_path / "evil.zip", tmp_path / "deep" / "er" / "restored")
    assert not (tmp_path / "evil.txt").exists()
