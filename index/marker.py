"""The note in a generation's folder: what was applied, how it was made, and which files that left.

It is written after the files of the index are on disk, so whatever it says is there. What was committed
after the last note is applied once more from the outbox.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

NAME = "generation.json"


@dataclass(frozen=True, slots=True)
class Marker:
    """`mark` is the last outbox row applied; `files` maps names to sizes in bytes; `complete` is false
    while a rebuild fills the generation; `items` is how many it held; `toc` is Whoosh's list of segments."""

    fingerprint: str
    mark: int
    complete: bool
    items: int = 0
    toc: str = ""
    toc_sha256: str = ""
    files: Mapping[str, int] = field(default_factory=dict)


def read_marker(folder: Path) -> Marker | None:
    """The marker of a generation; None when there is none that can be read."""
    try:
        found = json.loads((folder / NAME).read_text(encoding="utf-8"))
        return Marker(**found)
    except (OSError, ValueError, TypeError):
        return None


def write_marker(folder: Path, marker: Marker) -> None:
    """Bring the files of the generation to the disk, then the marker."""
    sync_folder(folder)
    write_atomically(folder / NAME, json.dumps(asdict(marker)))


def sync_folder(folder: Path) -> None:
    """Every file of `folder`, and `folder` itself, is on the disk when this returns."""
    for path in folder.iterdir():
        if path.is_file():
            _sync(path)
    _sync(folder)


def write_atomically(path: Path, text: str) -> None:
    """`path` holds `text`, on the disk, or what it held before."""
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(text, encoding="utf-8")
    _sync(temporary)
    temporary.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    except PermissionError:
        # Windows does not open folders, and flushes only files opened for writing.
        return
    finally:
        os.close(number)
