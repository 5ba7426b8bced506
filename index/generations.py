"""Which generations the index folder holds, which one is current, and which can be opened."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from time import sleep

from archive.errors import IndexUnusable
from index.marker import Marker, read_marker, write_atomically
from index.schema import fingerprint
from index.whoosh_engine import REBUILD, WhooshEngine

POINTER = "current"
# A generation that cannot be opened is tried again every PAUSE seconds: while a writer exchanges its
# files at most ATTEMPTS times; when nothing moves any more, STILL times: then it is torn, not busy.
PAUSE, ATTEMPTS, STILL = 0.05, 100, 8
_NAME = re.compile(r"gen-([0-9]{1,9})")


def generations(folder: Path) -> list[Path]:
    """The folders of all generations, oldest first, unfinished ones too."""
    found = [path for path in folder.glob("gen-*") if _NAME.fullmatch(path.name) and path.is_dir()]
    return sorted(found, key=lambda path: int(path.name[4:]))


def current_name(folder: Path) -> str | None:
    """What the pointer names; None without a pointer, or when it names no generation."""
    try:
        name = (folder / POINTER).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if _NAME.fullmatch(name) and (folder / name).is_dir() else None


def point_to(folder: Path, name: str) -> None:
    """Make a generation the current one; the pointer is on the disk when this returns."""
    write_atomically(folder / POINTER, name + "\n")


def find(folder: Path, name: str) -> Marker | None:
    """The marker of a generation, None when it has none."""
    return read_marker(folder / name)


def whole(generation: Path) -> bool:
    """Whether the files are those of the last note, by their sizes and the digest of the segment list.

    Files that were committed after the note (a process was ended between the two) are taken as they are.
    """
    marker = read_marker(generation)
    if marker is None:
        return False
    tocs = [path.name for path in generation.glob("_MAIN_*.toc")]
    if marker.toc not in tocs:
        return not marker.toc or any(_number(toc) > _number(marker.toc) for toc in tocs)
    if sha256((generation / marker.toc).read_bytes()).hexdigest() != marker.toc_sha256:
        return False
    sizes = {path.name: path.stat().st_size for path in generation.iterdir() if path.is_file()}
    return all(sizes.get(name) == size for name, size in marker.files.items())


def _number(toc: str) -> int:
    digits = re.sub(r"[^0-9]", "", toc)
    return int(digits) if digits else -1


def opened(folder: Path) -> tuple[WhooshEngine, tuple[str, ...]]:
    """See index.maintain.open_current."""
    current = current_name(folder)
    others = [path.name for path in reversed(generations(folder)) if path.name != current]
    for name in (current, *others):
        engine = _usable(folder, name) if name else None
        if engine is not None:
            return engine, tuple(_notes(folder, str(name), current))
    raise IndexUnusable("The archive has no index that can be read.", REBUILD)


def _usable(folder: Path, name: str) -> WhooshEngine | None:
    """The generation opened. A writer may exchange files while we look: what fails is tried again."""
    seen: set[str] = set()
    still = 0
    for _ in range(ATTEMPTS):
        marker = find(folder, name)
        if marker is not None and not marker.complete:
            return None
        try:
            if marker is not None and whole(folder / name):
                return WhooshEngine(folder / name)
        except (OSError, IndexUnusable):
            pass
        files = {f"{path.name} {marker}" for path in (folder / name).glob("*")}
        still = still + 1 if files == seen else 0
        if still == STILL:
            break
        seen = files
        sleep(PAUSE)
    return None


def _notes(folder: Path, name: str, current: str | None) -> list[str]:
    marker = find(folder, name)
    notes = []
    if name != current:
        notes.append(f"The current index cannot be read; an older one answered. {REBUILD}")
    if marker is not None and marker.fingerprint != fingerprint():
        notes.append("The index was made by older rules; it is made anew by: muragat index update")
    return notes
