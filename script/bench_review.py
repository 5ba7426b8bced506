"""How long deciding takes: `script/bench review [--items 5000]`, four things to decide on each item.

Prints wall-clock and processor seconds: the next thing, everything as a list, accepting all of it (a
transaction for some hundreds), the index after that, and look-alikes among 20,000 hashes.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from describing_world import add_item, archive_in
from sqlalchemy import update

from archive import duplicates, items, persons, review, suggestions, tables
from archive.home import Archive
from archive.model import Evidence, Suggestion
from archive.review_fields import dated
from language import names
from workflows import indexing, reviewing

Result = TypeVar("Result")
PERSONS = 200
HASHES = 20_000


def fill(archive: Archive, count: int) -> None:
    """Items with two suggested persons, a date and an author each."""
    with archive.catalogue.writing("bench", undoable=False) as transaction:
        for number in range(PERSONS):
            letters = chr(0x430 + number % 32) + chr(0x430 + number // 32)
            persons.create(transaction, names.parse(f"Сейіл{letters}ева Гүлнар{letters} Мәжитқызы"))
        for number in range(1, count + 1):
            shown = [f"P{(number + by) % PERSONS + 1:05}" for by in (0, 7)]
            item = add_item(transaction, number, ["Көктерек, 1958 жылы түсірілген"], shown)
            values = {**items.when_row(dated("1958", "caption")), "author": "Бейсенов М."}
            items.change(transaction, item.id, values)
            for field, value in (("date", "1958"), ("author", "Бейсенов М.")):
                evidence = Evidence("caption", value, 10, 14, "Көктерек, 1958 жылы түсірілген")
                suggestions.add(transaction, [Suggestion(f"item:{item.id}", field, value, evidence, 0.95)])
        transaction.execute(update(tables.depiction).values(confidence=0.95))


def timed(name: str, work: Callable[[], Result]) -> Result:
    """Do it and print how long it took."""
    wall, processor = time.perf_counter(), time.process_time()
    result = work()
    print(f"{name:<44} {time.perf_counter() - wall:7.2f} s  {time.process_time() - processor:7.2f} s CPU")
    return result


def measure(archive: Archive) -> None:
    """Everything about deciding."""
    with archive.catalogue.reading() as connection:
        total = review.count(connection)
        timed("the next of them", lambda: review.pending(connection, limit=1))
        timed("the next 50", lambda: review.pending(connection, limit=50))
    decisions, _ = timed(
        f"list {total} and choose", lambda: reviewing.choose(archive, "accept", {"above": 0.9})
    )
    with mock.patch.object(reviewing, "update_if_free", lambda _: None):
        done: Any = timed(
            f"accept {len(decisions)}",
            lambda: reviewing.decide_many(archive, decisions, only_waiting=True)[0],
        )
    assert done.accepted == len(decisions)
    timed("index them", lambda: indexing.update(archive))


def main() -> None:
    """Fill an archive, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=5000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = archive_in(Path(folder))
        fill(archive, asked.items)
        indexing.update(archive)
        measure(archive)
    chance = random.Random(1)
    hashes = [chance.getrandbits(64) for _ in range(HASHES)]
    timed(f"look-alikes among {HASHES}", lambda: duplicates.groups(hashes, duplicates.ALIKE))


if __name__ == "__main__":
    main()
