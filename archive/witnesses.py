"""Heads of the history that backups bear witness to, kept beside the catalogue for `verify`."""

from __future__ import annotations

import os
import re
from pathlib import Path

from archive.history import now

FILE_NAME = "history-heads.txt"
_LINE = re.compile(r"(\d+) ([0-9a-f]{64}) \S+")


def keep(folder: Path, head: tuple[int, str]) -> None:
    """Append a head; what was appended once stays."""
    with (folder / FILE_NAME).open("a", encoding="ascii") as file:
        file.write(f"{head[0]} {head[1]} {now()}\n")
        file.flush()
        os.fsync(file.fileno())


def kept(folder: Path) -> dict[str, tuple[int, str]]:
    """The heads by what to call them in a finding."""
    try:
        lines = (folder / FILE_NAME).read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return {}
    found = [_LINE.fullmatch(line) for line in lines]
    return {f"{FILE_NAME} line {n}": (int(one[1]), one[2]) for n, one in enumerate(found, 1) if one}
