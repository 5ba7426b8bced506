"""How long a table takes to write and to take back: `script/bench table [--items 10000]`.

An archive of items with captions, events and persons is made in a temporary folder; each row of the table
printed is one process of its own, with its greatest memory. In the changed table every row has a new title.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

PERSONS, EVENTS = 500, 100


def make(folder: Path, count: int) -> None:
    """An archive of `count` items."""
    from exchange_world import archive_with, item, when

    from archive.model import Depiction, Event

    events = [Event(f"E{n:04d}", {"kk": f"Шара {n}"}, when("2024-09-18")) for n in range(1, EVENTS + 1)]
    people = [f"Омаров Ерлан{'абвгдеж'[n % 7]}{'аеиоуыэ'[n // 7 % 7]}н Болат{n}ұлы" for n in range(PERSONS)]

    def shown(number: int) -> tuple[Depiction, ...]:
        return tuple(
            Depiction(f"P{1 + (number * 3 + k) % PERSONS:05d}", "", "confirmed", f"солдан {k + 1}-орында")
            for k in range(3)
        )

    caption = "Облыстық кітапханада өткен кездесуге қатысушылар: оқырмандар, кітапханашылар мен қонақтар. "
    described = [
        item(n, caption=caption * 3, title=f"Кездесу {n}", event=events[n % EVENTS], persons=shown(n),
             place="Семей", author="Бейсенов М.", keywords=("кітап", "оқырман"))
        for n in range(1, count + 1)
    ]  # fmt: skip
    archive_with(folder, described, people)


def opened(folder: Path) -> Any:
    from archive import home

    return home.open_archive(folder, "bench")


def export(folder: Path, path: Path) -> None:
    from workflows.exchanging import export_table

    export_table(opened(folder), path, overwrite=True)


def read(folder: Path, path: Path) -> None:
    from workflows.exchanging import import_table

    imported, _ = import_table(opened(folder), path, dry_run=True)
    assert not imported.faults, imported.faults[:3]


def write(folder: Path, path: Path) -> None:
    from workflows import exchanging

    # The index has its own figures (script/bench search).
    exchanging.update_if_free = lambda archive: None  # type: ignore[assignment]
    imported, _ = exchanging.import_table(opened(folder), path)
    assert imported.written


def metadata(folder: Path, path: Path) -> None:
    from workflows.exchanging_metadata import export_metadata

    export_metadata(opened(folder), path)


def change(path: Path) -> None:
    """Give every row of a CSV another title."""
    text = path.read_text("utf-8-sig").replace('"Кездесу ', '"Жаңа кездесу ').replace("\"'Кездесу ", '"Жаңа ')
    path.write_text(text, "utf-8-sig")


def measured(work: Callable[[Path, Path], None], *arguments: Path) -> tuple[float, float]:
    """Seconds of CPU and greatest memory in MB of the work in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_measure, (work, arguments))


def _measure(work: Callable[..., None], arguments: tuple[Path, ...]) -> tuple[float, float]:
    began = time.process_time()
    work(*arguments)
    return time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=10_000)
    count = parser.parse_args().items
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make(folder / "archive", count)
        xlsx, csv, sidecars = folder / "t.xlsx", folder / "t.csv", folder / "sidecars"
        print(f"{count} items\n\n| what | CPU s | MB |\n|---|---|---|")
        steps: list[tuple[str, Callable[[Path, Path], None], Path]] = [
            ("export XLSX", export, xlsx),
            ("export CSV", export, csv),
            ("import XLSX, nothing changed", read, xlsx),
            ("import CSV, nothing changed", read, csv),
            ("dry run of CSV, every row changed", read, csv),
            ("import CSV, every row changed", write, csv),
            ("export sidecars and Dublin Core", metadata, sidecars),
        ]
        for name, work, path in steps:
            if name.startswith("dry run"):
                change(csv)
            seconds, memory = measured(work, folder / "archive", path)
            print(f"| {name} | {seconds:.1f} | {memory:.0f} |", flush=True)
        print(f"\nXLSX {xlsx.stat().st_size / 1e6:.1f} MB, CSV {csv.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
