"""Promise 1: killed at any moment, nothing finished is lost, nothing half is left, and it can be finished."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from promise_material import (
    INGEST,
    answers,
    bag_state,
    catalogue_state,
    new_archive,
    queries,
    rows,
    start,
    write_card,
)
from story import Muragat

# How far an ingest is, as any other program can see it: by the catalogue and the folder.
STATUSES = "SELECT count(*) FROM file WHERE status = "
STEPS: dict[str, Callable[[Path], bool]] = {
    "rows written": lambda archive: seen(archive, "SELECT count(*) FROM file"),
    "first copy": lambda archive: any((archive / "accessions").rglob("incoming/*")),
    "half copied": lambda archive: seen(archive, STATUSES + "'stored'", 10),
    "all copied": lambda archive: (
        not seen(archive, STATUSES + "'scanned'") and seen(archive, STATUSES + "'stored'")
    ),
    "opened": lambda archive: seen(archive, "SELECT count(*) FROM file WHERE pages IS NOT NULL"),
    "sealing": lambda archive: any((archive / "accessions").glob("*/accession.json*")),
    "bag written": lambda archive: any((archive / "accessions").glob("*/bagit.txt")),
    "sealed": lambda archive: seen(archive, "SELECT count(*) FROM accession WHERE state = 'sealed'"),
    "event made": lambda archive: seen(archive, "SELECT count(*) FROM event"),
    "first item": lambda archive: seen(archive, "SELECT count(*) FROM item"),
    "tenth item": lambda archive: seen(archive, "SELECT count(*) FROM item", 10),
    "done": lambda archive: seen(archive, "SELECT count(*) FROM accession WHERE state = 'done'"),
    "indexing": lambda archive: any((archive / "index").glob("gen-*")),
    "index written": lambda archive: any((archive / "index").glob("gen-*/*.toc")),
}


def seen(archive: Path, query: str, least: int = 1) -> bool:
    return bool(rows(archive, query)[0][0] >= least)


def kill(process: subprocess.Popen[bytes], whole_group: bool) -> bool:
    """Kill the program, with its workers or alone; whether it was still running."""
    running = process.poll() is None
    if whole_group:
        os.killpg(process.pid, signal.SIGKILL) if running else None
    else:
        process.kill()
    process.wait()
    return running


def no_worker_is_left(group: int) -> bool:
    """Workers end when their parent does; the kernel needs a moment."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def finished_items(archive: Path) -> set[tuple[str, str]]:
    return set(rows(archive, "SELECT item_id, path FROM item_side"))


def check_nothing_half(archive: Path) -> None:
    """Whatever stands in the catalogue after a kill is whole, and its bytes are there."""
    assert rows(archive, "PRAGMA integrity_check") == [("ok",)]
    assert rows(archive, "PRAGMA foreign_key_check") == []
    sideless = "SELECT id FROM item WHERE id NOT IN (SELECT item_id FROM item_side)"
    assert rows(archive, sideless) == []
    for path, size in rows(archive, "SELECT path, size FROM original"):
        assert (archive / path).stat().st_size == size


def unbroken(folder: Path, card: Path) -> Path:
    made = new_archive(folder)
    made.run(*INGEST[:2], "--jobs", "2", card, code=4)
    return folder


def check_equal(archive: Path, whole: Path, asked: list[str]) -> None:
    muragat = Muragat(archive)
    report = muragat.run(*INGEST[:2], "--jobs", "2", card_of(archive), code=4)
    assert "Traceback" not in report.stderr
    state = catalogue_state(archive)
    # Killed after its last file, it finds nothing new the next time, and the history says that it looked.
    state["change"] = [line for line in state["change"] if line["subject"] != "accession:0002"]
    assert state == catalogue_state(whole)
    assert bag_state(archive) == bag_state(whole)
    assert muragat.json("verify")["findings"] == []
    assert answers(archive, asked) == answers(whole, asked)


def card_of(archive: Path) -> Path:
    return archive.parent / "card"


def run_and_kill(archive: Path, moment: Callable[[], bool], whole_group: bool) -> bool:
    """Start the ingest, kill it at its moment, look at what it leaves; whether it was killed."""
    before = finished_items(archive)
    process = start(archive, "ingest", "--no-ocr", "--jobs", "2", card_of(archive))
    while process.poll() is None and not moment():
        time.sleep(0.002)
    killed = kill(process, whole_group)
    assert no_worker_is_left(process.pid)
    check_nothing_half(archive)
    assert finished_items(archive) >= before
    return killed


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of an unbroken ingest of 24 pictures and what lies beside them."""
    folder = tmp_path_factory.mktemp("whole")
    write_card(folder / "card", 24)
    return unbroken(folder / "archive", folder / "card")


def beginning(whole: Path) -> Path:
    """An empty archive beside the same card."""
    place = whole.parent / "killed"
    shutil.rmtree(place, ignore_errors=True)
    new_archive(place)
    return place


def test_killed_in_each_half_of_its_work_it_ends_as_an_unbroken_ingest_does(small: Path) -> None:
    archive = beginning(small)
    killed = [
        run_and_kill(archive, lambda step=step: STEPS[step](archive), whole_group=number % 2 == 0)
        for number, step in enumerate(("half copied", "bag written", "tenth item"))
    ]
    assert killed == [True] * 3
    check_equal(archive, small, queries(40))


def test_a_copy_that_a_power_cut_took_is_made_again(small: Path) -> None:
    """The catalogue may be on the disk before the names of the copies are."""
    archive = beginning(small)
    assert run_and_kill(archive, lambda: STEPS["half copied"](archive), whole_group=True)
    stored = rows(archive, "SELECT accession, payload FROM file WHERE status = 'stored' ORDER BY seq")
    (archive / "accessions" / stored[0][0] / stored[0][1]).unlink()
    (archive / "accessions" / stored[1][0] / stored[1][1]).chmod(0o644)
    os.truncate(archive / "accessions" / stored[1][0] / stored[1][1], 5)
    check_equal(archive, small, queries(20))


@pytest.mark.slow
def test_killed_at_each_step_with_its_workers_and_alone(small: Path) -> None:
    for group_first in (True, False):
        archive = beginning(small)
        for number, step in enumerate(STEPS):
            run_and_kill(archive, partial(STEPS[step], archive), (number % 2 == 0) == group_first)
        check_equal(archive, small, queries(50))


@pytest.mark.slow
@pytest.mark.parametrize("step", ["first copy", "all copied", "sealing", "sealed", "indexing"])
def test_killed_once_at_a_step_it_finishes(small: Path, step: str) -> None:
    archive = beginning(small)
    run_and_kill(archive, lambda: STEPS[step](archive), whole_group=False)
    check_equal(archive, small, queries(20))


@pytest.mark.slow
def test_killed_sixty_times_at_seeded_moments_in_150_files(tmp_path: Path) -> None:
    write_card(tmp_path / "card", 143)
    whole = unbroken(tmp_path / "whole", tmp_path / "card")
    archive, kills, attempts = tmp_path / "archive", 0, 0
    new_archive(archive)
    chance = random.Random(1936)
    while kills < 60 and attempts < 200:
        attempts += 1
        if seen(archive, "SELECT count(*) FROM accession WHERE state = 'done'"):
            check_equal(archive, whole, queries(20))
            shutil.rmtree(archive)
            new_archive(archive)
        seconds = chance.uniform(0.3, 3.0)
        deadline = time.monotonic() + seconds
        kills += run_and_kill(archive, lambda end=deadline: time.monotonic() > end, attempts % 2 == 0)
    assert kills >= 60
    check_equal(archive, whole, queries(200))
