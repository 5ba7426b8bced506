"""How many photographs a minute the whole ingest takes in: with reading, without, and as a rehearsal.

The photographs are the sample ones, each a little smaller than the one before, so that none is a duplicate.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

MURAGAT = str(Path(sys.executable).with_name("muragat"))
SAMPLES = Path(__file__).parent.parent / "samples" / "event"


def make_card(folder: Path, count: int) -> None:
    """`count` captioned photographs, all different."""
    folder.mkdir()
    sources = sorted(SAMPLES.glob("*.jpg"))
    for number in range(count):
        with Image.open(sources[number % len(sources)]) as photograph:
            less = 1 - 0.002 * (number // len(sources))
            size = round(photograph.width * less), round(photograph.height * less)
            photograph.resize(size).save(folder / f"{number:04}.jpg", quality=85, exif=photograph.getexif())


def photographs_a_minute(folder: Path, card: Path, count: int, options: list[str]) -> float:
    """The rate of one ingest into a fresh archive, from the start of the command to its end."""
    archive = str(folder / ("archive" + "".join(options)))
    subprocess.run([MURAGAT, "init", archive], check=True, stdout=subprocess.DEVNULL)
    started = time.perf_counter()
    command = [MURAGAT, "--archive", archive, "ingest", str(card), "--json", *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return round(count * 60 / (time.perf_counter() - started), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=40)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_card(folder / "card", count)
        rates = {
            " ".join(["ingest", *options]): photographs_a_minute(folder, folder / "card", count, options)
            for options in ([], ["--no-ocr"], ["--dry-run"])
        }
    print(json.dumps({"photographs": count, "a minute": rates}, indent=2))


if __name__ == "__main__":
    main()
