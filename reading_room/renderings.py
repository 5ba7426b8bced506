"""Pages of originals as JPEG pictures, made in limited processes and kept on disk by what they show.

They stand under `renderings/` in the archive's folder, by the digest of the original, and can be made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any

from archive.errors import NotFound
from archive.home import Archive
from archive.model import Item, Original
from media.rendering import Rendered, Wanted, render_batch
from workflows.limited import LimitedProcesses

# The long side in pixels: for a page, for a closer look, and as it is.
SIZES = {"page": 1600, "large": 3200, "full": 0}
# A TIFF of 150 million pixels takes some seconds on a slow disk.
SECONDS = 60.0
# Beyond this the pictures that were looked at longest ago are removed.
MOST_BYTES = 8 * 10**9
# The way they are made; another number makes them anew.
VERSION = 1


class Renderings:
    """The pictures of one archive. Close it at the end."""

    def __init__(self, archive: Archive, most_bytes: int = MOST_BYTES) -> None:
        self._archive = archive
        self._folder = archive.folder / "renderings"
        self._processes = LimitedProcesses(archive.settings)
        self._most_bytes = most_bytes
        self._locks: dict[str, Lock] = {}
        self._lock = Lock()
        self._made = 0

    def picture(self, original: Original, page: int, size: str) -> Path:
        """The JPEG of a page in one of SIZES. Raises NotFound when the original cannot show it, Busy."""
        target = self._place(original, page, f"-{size}.jpg")
        with self._one_at_a_time(target.name):
            if target.exists():
                # The time of last use, for what is removed first.
                os.utime(target)
                return target
            self._ask(original, page, SIZES[size], target)
        self._made += 1
        if self._made % 50 == 1:
            self.prune()
        return target

    def size(self, original: Original, page: int) -> tuple[int, int]:
        """Width and height of a page at full size, the pixels in which boxes are given. Raises NotFound."""
        note = self._place(original, page, ".json")
        with suppress(OSError, ValueError, TypeError):
            width, height = json.loads(note.read_text("ascii"))
            return int(width), int(height)
        made = self._ask(original, page, 0, None)
        return made.width, made.height

    def page_size(self, item: Item, side: str, page: int) -> tuple[int, int] | None:
        """The size of a page of an item, without opening its original where the record says it; None when
        the original cannot be opened."""
        if side == "front" and page == 1 and item.width and item.height:
            return item.width, item.height
        original = next(one.original for one in item.sides if one.side == side)
        try:
            return self.size(original, page)
        except NotFound:
            return None

    def tag(self, original: Original, page: int, size: str) -> str:
        """The validator of a picture: another one for every other picture."""
        return f"{original.sha256[:40]}-{page}-{size}-{VERSION}"

    def prune(self) -> None:
        """Remove what was looked at longest ago until the rest fits."""
        found = []
        for path in self._folder.glob("*/*.jpg"):
            with suppress(FileNotFoundError):
                stat = path.stat()
                found.append((stat.st_mtime, stat.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self._most_bytes:
                return
            path.unlink(missing_ok=True)
            total -= size

    def ask(self, function: Callable[[Sequence[Any]], list[Any]], request: Any, seconds: float) -> Any:
        """What a function says in one of the processes. Raises Busy, MuragatError."""
        return self._processes.ask(function, request, seconds)

    def close(self) -> None:
        """End the processes."""
        self._processes.close()

    def _place(self, original: Original, page: int, ending: str) -> Path:
        return self._folder / original.sha256[:2] / f"{original.sha256}-{page}-v{VERSION}{ending}"

    def _ask(self, original: Original, page: int, side: int, target: Path | None) -> Rendered:
        wanted = Wanted(
            str(self._archive.original_path(original)),
            page,
            side,
            str(target or ""),
            self._archive.settings.pixels,
        )
        made: Rendered = self._processes.ask(render_batch, wanted, SECONDS)
        if made.error:
            raise NotFound(f"{original.name} cannot be shown: {made.error}.", "Download the original.")
        note = self._place(original, page, ".json")
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps([made.width, made.height]), encoding="ascii")
        return made

    def _one_at_a_time(self, name: str) -> Lock:
        """The lock of a picture: two who ask for the same wait for one making."""
        with self._lock:
            if len(self._locks) > 1000:
                self._locks = {key: lock for key, lock in self._locks.items() if lock.locked()}
            return self._locks.setdefault(name, Lock())
