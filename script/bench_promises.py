"""Measures the archive's promises: script/bench promises [--items N] [--kills N] [--broken N]

Kills survived, broken files survived, bits flipped and found, seconds to rebuild the index and to restore.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import promise_material as material  # noqa: E402
import test_promise_hostile as hostile  # noqa: E402
import test_promise_killed as killed  # noqa: E402
from story import Muragat  # noqa: E402

from archive import backup, fixity, items, restoring  # noqa: E402
from archive.home import open_archive  # noqa: E402
from archive.model import Item, ItemSide, Text, When  # noqa: E402
from index import maintain  # noqa: E402
from workflows.indexing import CatalogueSource  # noqa: E402


def timed(name: str, work: Callable[[], object]) -> None:
    """Print how long something takes."""
    began = time.perf_counter()
    work()
    print(f"{name:<58}{time.perf_counter() - began:8.1f} s", flush=True)


def kills(folder: Path, wanted: int) -> None:
    """Kill an ingest of 150 files at random moments until it was killed so often, then compare."""
    material.write_card(folder / "card", 143)
    whole = killed.unbroken(folder / "whole", folder / "card")
    archive, survived, chance = folder / "archive", 0, random.Random(2024)
    material.new_archive(archive)
    while survived < wanted:
        if killed.seen(archive, "SELECT count(*) FROM accession WHERE state = 'done'"):
            killed.check_equal(archive, whole, material.queries(50))
            shutil.rmtree(archive)
            material.new_archive(archive)
        end = time.monotonic() + chance.uniform(0.3, 3.0)
        survived += killed.run_and_kill(archive, lambda end=end: time.monotonic() > end, survived % 2 == 0)
    killed.check_equal(archive, whole, material.queries(200))
    print(f"kills survived, ends equal to unbroken ones: {survived} of {wanted}", flush=True)


def broken(folder: Path, count: int) -> None:
    """Ingest so many broken files; every one has an outcome."""
    folder.mkdir()
    muragat = material.new_archive(folder / "archive")
    hostile.write_broken(folder / "card", count, seed=2024)
    timed(f"ingest of {count} broken files", lambda: hostile.check_broken(muragat, folder / "card", count))
    print(f"broken files survived and accounted for: {count} of {count}", flush=True)


def bits(archive: Path, count: int) -> None:
    """Flip one bit in so many originals, one after the other; verify must name that one alone."""
    opened, chance, found = open_archive(archive), random.Random(5), 0
    paths = [path for (path,) in material.rows(archive, "SELECT path FROM original ORDER BY path")]
    for path in chance.sample(paths, min(count, len(paths))):
        content = (archive / path).read_bytes()
        flipped = bytearray(content)
        flipped[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        (archive / path).chmod(0o644)
        (archive / path).write_bytes(flipped)
        findings = fixity.verify(opened, fixity.accessions(opened))[1]
        found += [(one.kind, one.path) for one in findings] == [("changed", path)]
        (archive / path).write_bytes(content)
    print(f"bits flipped and found, nothing else named: {found} of {min(count, len(paths))}", flush=True)


def fill(archive: Path, count: int) -> None:
    """Give an archive `count` items; they share the originals of the few that were ingested."""
    opened, chance = open_archive(archive), random.Random(6)
    with opened.catalogue.reading() as connection:
        known = items.items(connection, items.ids_after(connection, "", 1000))
    for begin in range(0, count, 500):
        with opened.catalogue.writing("bench") as transaction:
            for number in range(begin, min(begin + 500, count)):
                items.add(transaction, invented(number, known[number % len(known)], chance))


def invented(number: int, like: Item, chance: random.Random) -> Item:
    """An item with a caption of random words and a date."""
    caption = " ".join(chance.choices(material.WORDS, k=12))
    day = f"{chance.randrange(1900, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    text = Text("caption", "front", 1, caption, "kk", 90.0, "bench", True)
    when = When(day, day, day, day, "caption")
    sides = (ItemSide("front", like.original),)
    return Item(f"0099-{number:05}", "photo", sides, event=like.event, when=when, texts=(text,))


def large(folder: Path, count: int) -> None:
    """Rebuild, back up and restore an archive of so many items; the answers stay the same."""
    muragat = material.new_archive(folder)
    material.write_pictures(folder.with_name("large card"), 100)
    muragat.run(*material.INGEST, folder.with_name("large card"))
    bits(folder, 100)
    fill(folder, count)
    opened = open_archive(folder)
    timed(
        f"index rebuild of {count} items",
        lambda: maintain.rebuild(opened.index_folder, CatalogueSource(opened)),
    )
    file, restored = folder.with_name("backup.zip"), folder.with_name("restored")
    timed("backup with its originals", lambda: backup.write(opened, file, with_originals=True))
    timed(f"restore of {count} items, without the index", lambda: restoring.restore(file, restored))
    again = open_archive(restored)
    timed("its index", lambda: maintain.rebuild(again.index_folder, CatalogueSource(again)))
    asked = material.queries(200)
    same = material.answers(folder, asked) == material.answers(restored, asked)
    print(f"200 queries answered alike by both: {'yes' if same else 'NO'}", flush=True)
    timed("verify", lambda: Muragat(restored).run("verify"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--broken", type=int, default=2_000)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        large(Path(name) / "large", wanted.items)
        broken(Path(name) / "broken", wanted.broken)
        kills(Path(name), wanted.kills)
