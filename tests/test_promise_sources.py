"""Promises 3, 4 and 7: sources are never written, changes while reading are noticed, odd things are named."""

from __future__ import annotations

import os
import shlex
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest
from promise_material import (
    INGEST,
    command,
    encoded,
    make_atimes_old,
    new_archive,
    outcomes,
    source_state,
    start,
    write_card,
    write_pictures,
)
from story import Muragat

from archive import copying


def test_nothing_of_the_source_changes_not_even_its_times(muragat: Muragat, tmp_path: Path) -> None:
    card = tmp_path / "card"
    write_card(card, 12)
    make_atimes_old(card)
    before = source_state(card)
    muragat.run("ingest", card, "--dry-run", code=0)
    muragat.run(*INGEST, card, code=4)
    muragat.run(*INGEST, card, code=4)
    assert source_state(card) == before


def test_a_source_that_nobody_may_write_is_read(muragat: Muragat, tmp_path: Path) -> None:
    card = tmp_path / "card"
    write_pictures(card / "ішкі", 2)
    for path in (card, card / "ішкі", *(card / "ішкі").iterdir()):
        path.chmod(path.stat().st_mode & ~0o222)
    before = source_state(card)
    report = muragat.json(*INGEST, card)
    for path in (card, card / "ішкі"):
        path.chmod(0o755)
    assert report["added"] == 2
    assert {name for name, state in source_state(card).items() if before[name][5] != state[5]} == set()


def test_a_mount_that_is_read_only_is_read(muragat: Muragat, tmp_path: Path) -> None:
    card, mounted = tmp_path / "card", tmp_path / "mounted"
    write_pictures(card, 2)
    mounted.mkdir()
    if subprocess.run(["unshare", "--mount", "--map-root-user", "true"], capture_output=True).returncode:
        # This machine lets nobody mount: the folder without write permission (above) is what can be shown.
        assert muragat.json(*INGEST, card)["added"] == 2
        return
    mount = f"mount --bind '{card}' '{mounted}' && mount -o remount,bind,ro '{mounted}'"
    ingest = shlex.join(command("--archive", muragat.archive, *INGEST, mounted))
    script = f"{mount} && ! touch '{mounted}/x' && {ingest}"
    inside = ["unshare", "--mount", "--map-root-user", "sh", "-c", script]
    done = subprocess.run(inside, capture_output=True, text=True)
    assert "2 added" in done.stdout, done.stderr
    assert "cannot touch" in done.stderr


@pytest.mark.parametrize("way", ["append", "touch", "replace", "remove", "pipe", "truncate"])
def test_a_file_that_changes_while_it_is_copied_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    source, target = tmp_path / "source.jpg", tmp_path / "target"
    source.write_bytes(os.urandom(3 * copying.CHUNK))
    real_read, calls = copying._read, iter(range(100))

    def read(descriptor: int) -> bytes:
        if next(calls) == 1:
            change(source, way)
        return real_read(descriptor)

    monkeypatch.setattr(copying, "_read", read)
    with pytest.raises(copying.Changed):
        copying.copy(os.fsencode(source), target)
    assert not target.exists()


def change(source: Path, way: str) -> None:
    beside = source.with_name("beside")
    if way == "append":
        with source.open("ab") as file:
            file.write(b"more")
    elif way == "touch":
        os.utime(source, (1, 1))
    elif way == "truncate":
        os.truncate(source, 10)
    elif way == "replace":
        beside.write_bytes(os.urandom(source.stat().st_size))
        beside.replace(source)
    else:
        source.unlink()
        if way == "pipe":
            os.mkfifo(source)


def test_a_file_that_is_a_pipe_by_now_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(copying.Changed):
        copying.copy(os.fsencode(tmp_path / "pipe.jpg"), tmp_path / "target")


def test_a_file_still_being_written_is_put_off_and_taken_the_next_time(
    muragat: Muragat, tmp_path: Path
) -> None:
    card = tmp_path / "card"
    write_pictures(card, 2)
    growing = card / "growing.bmp"
    growing.write_bytes(encoded(7, "BMP") + bytes(30_000_000))
    stop = threading.Event()

    def write() -> None:
        with growing.open("ab", buffering=0) as file:
            while not stop.wait(0.001):
                file.write(b"\0")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        report = muragat.json(*INGEST, card, code=4)
    finally:
        stop.set()
        writer.join()
    deferred = outcomes(report)[str(growing)]
    assert (deferred["status"], deferred["id"]) == ("deferred", None)
    assert "changed while it was read" in deferred["reason"]
    assert report["added"] == 2 and report["source_may_be_erased"] is False
    again = muragat.json(*INGEST, card)
    assert outcomes(again)[str(growing)]["status"] == "added"
    assert again["duplicates"] == 2


ODD = {
    "empty.jpg": ("skipped", "an empty file"),
    ".hidden.jpg": ("skipped", "a hidden file"),
    ".trash/in it.jpg": ("skipped", "in a hidden folder"),
    "._001.jpg": ("skipped", "a file that a program keeps for itself"),
    "Thumbs.db": ("skipped", "a file that a program keeps for itself"),
    "desktop.ini": ("skipped", "a file that a program keeps for itself"),
    "pipe.jpg": ("skipped", "not a file (a pipe, socket or device)"),
    "socket.jpg": ("skipped", "not a file (a pipe, socket or device)"),
    "loop": ("skipped", "a symbolic link is not followed"),
    "link.jpg": ("skipped", "a symbolic link is not followed"),
    "dangling.jpg": ("skipped", "a symbolic link is not followed"),
    "figure.eps": ("refused", "not a format that Muragat reads"),
    "clip.mp4": ("refused", "not a format that Muragat reads"),
    "sums.md5": ("skipped", "the donor's checksums: compared, not kept"),
    "alone.xmp": ("refused", "a sidecar without its picture"),
    "no text.txt": ("refused", "cannot be opened"),
    "001.jpg": ("added", None),
}


def write_odd(card: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pictures(card, 1, first=1)
    (card / ".trash").mkdir()
    for name in (".hidden.jpg", ".trash/in it.jpg", "._001.jpg", "Thumbs.db", "desktop.ini"):
        (card / name).write_bytes(encoded(50))
    (card / "empty.jpg").touch()
    os.mkfifo(card / "pipe.jpg")
    monkeypatch.chdir(card)  # the name of a socket has 108 bytes at most
    socket.socket(socket.AF_UNIX).bind("socket.jpg")
    (card / "loop").symlink_to(card)
    (card / "link.jpg").symlink_to("001.jpg")
    (card / "dangling.jpg").symlink_to("nowhere")
    (card / "figure.eps").write_bytes(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(touched) print\n")
    (card / "clip.mp4").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(50))
    (card / "sums.md5").write_bytes(b"nothing of use\n")
    (card / "alone.xmp").write_bytes(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>")
    (card / "no text.txt").write_bytes(b"\0\1\2\3" * 20)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_odd_things_are_named_and_it_ends(
    muragat: Muragat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = tmp_path / "card"
    write_odd(card, monkeypatch)
    report = muragat.json(*INGEST, card, code=4)
    found = {str(Path(path).relative_to(card)): one for path, one in outcomes(report).items()}
    assert {name: one["status"] for name, one in found.items()} == {name: one[0] for name, one in ODD.items()}
    for name, (_, reason) in ODD.items():
        assert reason is None or reason in found[name]["reason"], name


def test_a_tree_deeper_than_pythons_stack_is_walked(muragat: Muragat, tmp_path: Path) -> None:
    card = tmp_path / "card"
    card.mkdir()
    descriptor = os.open(card, os.O_RDONLY)
    for _ in range(1800):
        os.mkdir("d", dir_fd=descriptor)
        below = os.open("d", os.O_RDONLY, dir_fd=descriptor)
        os.close(descriptor)
        descriptor = below
    with os.fdopen(os.open("deep.jpg", os.O_WRONLY | os.O_CREAT, dir_fd=descriptor), "wb") as file:
        file.write(encoded(1))
    os.close(descriptor)
    try:
        report = muragat.json(*INGEST, card)
    finally:
        # Deeper than shutil.rmtree, and with it pytest, can go.
        subprocess.run(["rm", "-rf", card], check=True)
    assert [one["status"] for one in report["outcomes"]] == ["added"]


def test_a_folder_that_nobody_may_read_is_named(muragat: Muragat, tmp_path: Path) -> None:
    from ingest import scan

    write_pictures(tmp_path / "card" / "closed", 1)
    real = copying.open_source

    def open_source(path: bytes, *more: int, follow: bool = False) -> int:
        if path.endswith(b"closed"):
            raise PermissionError(13, "Permission denied")
        return real(path, *more, follow=follow)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "open_source", open_source)
        found = scan.scan([tmp_path / "card"], lambda head: "image/jpeg", [])
    assert [(one.role, one.reason) for one in found] == [
        ("unreadable", "the folder cannot be read: Permission denied")
    ]


def test_a_source_inside_the_archive_or_the_archive_itself_is_refused(muragat: Muragat) -> None:
    for folder in (muragat.archive, muragat.archive / "accessions"):
        done = muragat.run("ingest", folder, code=2)
        assert "inside the archive" in done.stderr


def test_a_source_named_by_its_parent_keeps_its_name(muragat: Muragat, tmp_path: Path) -> None:
    write_pictures(tmp_path / "card" / "inner", 1)
    muragat.run(*INGEST, Path(), cwd=tmp_path / "card" / "inner")
    write_pictures(tmp_path / "card", 1, first=3)
    muragat.run(*INGEST, Path(".."), cwd=tmp_path / "card" / "inner")
    stored = sorted(path.name for path in (muragat.archive / "accessions").rglob("*.jpg"))
    assert stored == ["000.jpg", "003.jpg"]
    assert (muragat.archive / "accessions/0002/data/card/003.jpg").is_file()


def test_an_ingest_that_holds_the_source_open_does_not_lock_it(tmp_path: Path) -> None:
    """Somebody may take the card out while it is read: that costs files, not the ingest."""
    muragat = new_archive(tmp_path / "archive")
    card = tmp_path / "card"
    write_pictures(card, 30)
    process = start(muragat.archive, *INGEST, card)
    while process.poll() is None and not list((muragat.archive / "accessions").rglob("*.jpg")):
        time.sleep(0.005)
    for path in sorted(card.iterdir()):
        path.unlink()
    assert process.wait(120) in (0, 4)
    kept = len(list((muragat.archive / "accessions").rglob("*.jpg")))
    assert muragat.json("stats")["items"] == kept
    assert muragat.json("verify")["findings"] == []


def test_an_archive_inside_its_source_does_not_receive_itself(muragat: Muragat) -> None:
    above = muragat.archive.parent
    write_pictures(above / "карта", 2)
    first = muragat.json("ingest", above, "--no-ocr", code=4)
    assert (first["added"], [one["path"] for one in first["refused"]]) == (2, [str(muragat.archive)])
    assert "this archive itself" in first["refused"][0]["reason"]
    again = muragat.json("ingest", above, "--no-ocr", code=4)
    assert (again["accession"], again["duplicates"]) == (None, 2)
    assert {one["status"] for one in muragat.json("ingest", above, "--dry-run", code=4)["outcomes"]} == {
        "duplicate",
        "refused",
    }
