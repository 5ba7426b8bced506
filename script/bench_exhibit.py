"""How long the export of a large exhibition takes, and its memory: `script/bench exhibit [N] [--width PX]`.

Makes N pictures with captions, ingests and exports them with the commands that a curator uses. The memory is
the largest of any process of the export. Exports N/4 first: flat memory means that both figures are close.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyexiv2
from PIL import Image

MURAGAT = str(Path(sys.executable).with_name("muragat"))


def make_card(folder: Path, count: int, width: int) -> None:
    """Pictures that differ, each with a caption in its metadata."""
    folder.mkdir()
    noise = Image.effect_noise((width, width * 2 // 3), 60).convert("RGB")
    for number in range(count):
        path = folder / f"{number}.jpg"
        noise.putpixel((number % width, number // width), (number % 256, 90, 120))
        noise.save(path, quality=85)
        with pyexiv2.Image(str(path)) as image:
            image.modify_xmp(
                {"Xmp.dc.description": {"lang=x-default": f"Кітапхана оқырмандары, {number}-сурет"}}
            )


def muragat(archive: Path, *arguments: str) -> str:
    """Run one command; what it printed."""
    command = [MURAGAT, "--archive", str(archive), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def export(archive: Path, target: Path, count: int) -> tuple[float, int]:
    """Export the first `count` items: in how many seconds, and megabytes of the largest process."""
    slug = f"set-{count}"
    muragat(archive, "exhibit", "new", slug)
    hits = json.loads(muragat(archive, "search", "", "--limit", "1000", "--sort", "date", "--json"))["hits"]
    muragat(archive, "exhibit", "add", slug, *[hit["id"] for hit in hits[:count]])
    started = time.perf_counter()
    command = [MURAGAT, "--archive", str(archive), "exhibit", "export", slug, str(target)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the export ended with {process.returncode}")
    return time.perf_counter() - started, usage.ru_maxrss // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=1000)
    parser.add_argument("--width", type=int, default=1800, help="pixels; two thirds of it is the height")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_card(folder / "card", wanted.count, wanted.width)
        subprocess.run([MURAGAT, "init", str(folder / "archive")], check=True, stdout=subprocess.DEVNULL)
        muragat(folder / "archive", "ingest", str(folder / "card"), "--no-ocr")
        print("| works | seconds | largest process, MB |\n|---|---|---|")
        for count in (wanted.count // 4, wanted.count):
            seconds, memory = export(folder / "archive", folder / f"out-{count}", count)
            print(f"| {count} | {seconds:.0f} | {memory} |", flush=True)


if __name__ == "__main__":
    main()
