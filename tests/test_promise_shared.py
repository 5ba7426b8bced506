"""Promises 2 and 9: a full disk and a second process cost time, and nothing else."""

from __future__ import annotations

import os
import resource
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from promise_material import (
    INGEST,
    bag_state,
    command,
    new_archive,
    rows,
    start,
    write_pictures,
)
from story import ROOT, Muragat

# As a disk does that fills up while an ingest runs: the filler takes all room once the moment has come.
FULL_DISK = """
set -e
mount -t tmpfs -o size=300m tmpfs "$DISK"
{init}
(until sh -c "$MOMENT"; do sleep 0.005; done; cat /dev/zero > "$DISK/filler" 2>/dev/null) &
filler=$!
set +e
{ingest} > "$OUT/first.out" 2> "$OUT/first.err"
echo $? > "$OUT/first.code"
kill $filler 2>/dev/null
wait $filler 2>/dev/null
rm -f "$DISK/filler"
{verify} > "$OUT/between.out" 2>&1
echo $? > "$OUT/between.code"
{ingest} > "$OUT/second.out" 2> "$OUT/second.err"
echo $? > "$OUT/second.code"
{verify} > "$OUT/after.out" 2>&1
echo $? > "$OUT/after.code"
cp -a "$DISK/archive" "$OUT/archive"
"""
MOMENTS = {
    "copying": 'ls "$DISK"/archive/accessions/*/data/card/00*.jpg >/dev/null 2>&1',
    "sealed": 'ls "$DISK"/archive/accessions/*/bagit.txt >/dev/null 2>&1',
    "first thumbnail": 'ls "$DISK"/archive/thumbnails/*/*.jpg >/dev/null 2>&1',
}


def may_mount() -> bool:
    return not subprocess.run(
        ["unshare", "--mount", "--map-root-user", "true"], capture_output=True
    ).returncode


@pytest.mark.parametrize("moment", [pytest.param(one, marks=pytest.mark.slow) for one in MOMENTS])
def test_a_disk_that_fills_up_stops_the_ingest_and_room_lets_it_go_on(tmp_path: Path, moment: str) -> None:
    assert may_mount(), "this test needs a kernel that lets its user mount a tmpfs (user namespaces)"
    card, disk, out = tmp_path / "card", tmp_path / "disk", tmp_path / "out"
    write_pictures(card, 60)
    for path in card.iterdir():
        path.write_bytes(path.read_bytes() + os.urandom(1_000_000))
    disk.mkdir()
    out.mkdir()
    archive = disk / "archive"
    script = FULL_DISK.format(
        init=shlex.join(command("init", archive)) + " >/dev/null",
        ingest=shlex.join(command("--archive", archive, *INGEST, card)),
        verify=shlex.join(command("--archive", archive, "verify")),
    )
    environment = {**os.environ, "DISK": str(disk), "OUT": str(out), "MOMENT": MOMENTS[moment]}
    inside = ["unshare", "--mount", "--map-root-user", "sh", "-c", script]
    subprocess.run(inside, env=environment, check=True, capture_output=True)
    said = {path.name: path.read_text("utf-8") for path in out.iterdir() if path.is_file()}
    assert said["first.code"] == "1\n", said
    assert "full" in said["first.err"] and "Make room" in said["first.err"]
    assert "Traceback" not in said["first.err"] and "fault in Muragat" not in said["first.err"]
    assert said["between.code"] == "0\n", said["between.out"]
    assert said["second.code"] == "0\n", said["second.err"]
    assert "60 added" in said["second.out"]
    assert said["after.code"] == "0\n"
    whole = new_archive(tmp_path / "whole")
    whole.run(*INGEST, card)
    assert bag_state(out / "archive") == bag_state(whole.archive)
    assert len(rows(out / "archive", "SELECT id FROM item")) == 60


def test_a_disk_without_room_is_noticed_before_anything_is_copied(
    tmp_path: Path, muragat: Muragat, monkeypatch: pytest.MonkeyPatch
) -> None:
    from archive.errors import NoSpace
    from archive.home import open_archive
    from ingest import receive, run

    write_pictures(tmp_path / "card", 1)
    monkeypatch.setattr(receive.shutil, "disk_usage", lambda folder: shutil._ntuple_diskusage(9, 9, 0))
    with pytest.raises(NoSpace, match="Nothing was copied"):
        run.ingest(open_archive(muragat.archive), [tmp_path / "card"], run.IngestOptions(ocr=False))
    assert list((muragat.archive / "accessions").iterdir()) == []
    monkeypatch.undo()
    assert muragat.json(*INGEST, tmp_path / "card")["added"] == 1


def limited(size: int) -> Any:
    """Files may grow to so many bytes: the limit that any user can set without a disk of one's own."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [150_000, 400_000])
def test_where_files_cannot_grow_nothing_half_is_left_and_it_goes_on(
    muragat: Muragat, tmp_path: Path, size: int
) -> None:
    card = tmp_path / "card"
    write_pictures(card, 12)
    with (card / "005.jpg").open("ab") as file:
        file.write(os.urandom(500_000))
    ingest = command("--archive", muragat.archive, *INGEST, card)
    done = subprocess.run(ingest, preexec_fn=limited(size), capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "full" in done.stderr and "Make room" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert rows(muragat.archive, "PRAGMA integrity_check") == [("ok",)]
    assert muragat.json(*INGEST, card)["added"] == 12
    assert muragat.json("verify") == {"checked": 12, "findings": []}


def test_the_second_ingest_is_told_that_the_archive_is_busy(muragat: Muragat, tmp_path: Path) -> None:
    from archive.home import open_archive

    write_pictures(tmp_path / "card", 1)
    with open_archive(muragat.archive).ingesting():
        done = muragat.run(*INGEST, tmp_path / "card", code=7)
        assert "busy" in done.stderr and "Wait" in done.stderr
    assert muragat.json(*INGEST, tmp_path / "card")["added"] == 1


def test_two_ingests_searches_edits_and_a_rebuild_at_once_lose_nothing(
    muragat: Muragat, tmp_path: Path
) -> None:
    write_pictures(tmp_path / "first", 20)
    muragat.run(*INGEST, tmp_path / "first")
    write_pictures(tmp_path / "one", 40, first=100)
    write_pictures(tmp_path / "two", 40, first=200)
    ingests = [start(muragat.archive, *INGEST, tmp_path / name) for name in ("one", "two")]
    rebuild = start(muragat.archive, "index", "rebuild")
    edits = 0
    while any(process.poll() is None for process in (*ingests, rebuild)) or edits < 3:
        edits += 1
        muragat.run("edit", f"0001-{edits % 20 + 1:04}", "--title", f"Атау {edits}")
        found = muragat.json("search", "kind:photo", "--limit", "200")
        for hit in found["hits"]:
            assert (muragat.archive / hit["original"]["path"]).is_file()
    codes = sorted(process.returncode for process in ingests)
    assert codes in ([0, 0], [0, 7]) and rebuild.returncode in (0, 7)
    for name in ("one", "two"):
        muragat.run(*INGEST, tmp_path / name)
    muragat.run("index", "update")
    assert muragat.json("search", "kind:photo")["total"] == 100
    assert len(rows(muragat.archive, "SELECT 1 FROM change WHERE action = 'edit'")) == edits
    assert muragat.json("verify")["findings"] == []


def test_a_reader_sees_one_state_while_another_process_writes(muragat: Muragat, tmp_path: Path) -> None:
    from archive import items
    from archive.home import open_archive

    write_pictures(tmp_path / "card", 2)
    muragat.run(*INGEST, tmp_path / "card")
    archive = open_archive(muragat.archive)
    with archive.catalogue.reading() as connection:
        before = items.items(connection, ["0001-0001", "0001-0002"])
        muragat.run("edit", "0001-0001", "--title", "Жаңа")
        assert items.items(connection, ["0001-0001", "0001-0002"]) == before
    with archive.catalogue.reading() as connection:
        assert items.item(connection, "0001-0001").title == "Жаңа"


def test_an_edit_waits_for_a_short_transaction_and_says_busy_after_a_long_one(
    muragat: Muragat, tmp_path: Path
) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from archive import catalogue_file\n"
        "catalogue_file.BUSY_SECONDS = 0.5\n"
        "import cli; cli.main(['--archive', sys.argv[2], 'person', 'rename', 'P00001', 'Асқар Омаров'])\n"
    )
    from archive.home import open_archive

    archive = open_archive(muragat.archive)
    with archive.catalogue.writing("test"):
        done = subprocess.run(
            [sys.executable, "-c", script, str(ROOT), str(muragat.archive)], capture_output=True, text=True
        )
    assert done.returncode == 7, done.stderr
    assert "busy" in done.stderr and "Try again" in done.stderr
