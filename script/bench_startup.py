"""How long `muragat --help` and `muragat search` take as whole processes, against bare imports, in one run.

`python -c 'import …'` is what a process costs that only loads the libraries. The promises: `--help` within
2 times `import click`; `search` on 1,000 items within 1.5 times `import click, whoosh.index, sqlalchemy`.
Commands take turns, so that a slow moment of the machine hits all of them; the median counts.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyexiv2
from PIL import Image

MURAGAT = str(Path(sys.executable).with_name("muragat"))
IMPORT_CLICK = [sys.executable, "-c", "import click"]
IMPORT_ALL = [sys.executable, "-c", "import click, whoosh.index, sqlalchemy"]
GIVEN = ["Айгүл", "Болат", "Сәуле", "Ержан", "Мадина", "Қанат", "Гүлнар", "Самат"]
SURNAMES = ["Жанұзақов", "Көшербаев", "Сүлейменов", "Өтегенов", "Бекенов", "Тұрсынов"]
PLACES = ["кітапханада", "мұражайда", "мектепте", "театрда", "мұрағатта"]


def caption(number: int) -> str:
    """A caption of its own for each picture, with a name, a place and a year."""
    given, surname = GIVEN[number % len(GIVEN)], SURNAMES[number // len(GIVEN) % len(SURNAMES)]
    return f"{given} {surname} {PLACES[number % len(PLACES)]}, {1950 + number % 70} жыл, {number}-сурет"


def make_archive(folder: Path, items: int) -> Path:
    """An archive of `items` small captioned pictures, made with the commands that an archivist uses."""
    card, archive = folder / "card", folder / "archive"
    card.mkdir()
    for number in range(items):
        path = card / f"сурет {number}.jpg"
        Image.new("RGB", (120, 80), (number % 256, number // 256 * 40 % 256, 90)).save(path)
        with pyexiv2.Image(str(path)) as image:
            image.modify_xmp({"Xmp.dc.description": {'lang="x-default"': caption(number)}})
    quiet = {"check": True, "stdout": subprocess.DEVNULL}
    subprocess.run([MURAGAT, "init", str(archive)], **quiet)
    subprocess.run([MURAGAT, "--archive", str(archive), "ingest", str(card), "--no-ocr"], **quiet)
    return archive


def seconds(command: list[str]) -> float:
    """The wall-clock time of one whole process."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def measure(commands: dict[str, list[str]], rounds: int) -> dict[str, float]:
    """The median time of each command in milliseconds, after one round that warms the disk's cache."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            taken = seconds(command)
            if turn:
                times[name].append(taken * 1000)
    return {name: round(statistics.median(taken), 1) for name, taken in times.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = str(make_archive(Path(folder), asked.items))
        search = [MURAGAT, "--archive", archive, "search"]
        medians = measure(
            {
                "import click": IMPORT_CLICK,
                "muragat --help": [MURAGAT, "--help"],
                "import click, whoosh.index, sqlalchemy": IMPORT_ALL,
                "search кітапхана": [*search, "кітапхана"],
                "search person:бекенов date:1960..1980": [*search, "person:бекенов", "date:1960..1980"],
                "search кітапхана --json": [*search, "кітапхана", "--json"],
            },
            asked.rounds,
        )
    slowest = max(taken for name, taken in medians.items() if name.startswith("search"))
    ratios = {
        "help_over_click": round(medians["muragat --help"] / medians["import click"], 2),
        "search_over_imports": round(slowest / medians["import click, whoosh.index, sqlalchemy"], 2),
    }
    print(json.dumps({"items": asked.items, "ms": medians, **ratios}, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
