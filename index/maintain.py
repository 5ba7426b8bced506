"""The index folder: generations, the pointer to the current one, and how they follow the catalogue.

    index/current      the name of the current generation
    index/gen-3/       Whoosh's files and `generation.json`
    index/write.lock   held by the one process that writes

Opening never deletes. A rebuild writes a new generation and swaps the pointer by a rename; the
generation before is kept until the next rebuild. An item that was joined to another one is not in the
index: it is found through that one.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from archive.errors import Busy, IndexUnusable
from archive.model import Finding, Item
from index.generations import current_name, find, generations, opened, point_to, whole
from index.schema import Document, document, fingerprint
from index.whoosh_engine import REBUILD, WhooshEngine

# Items of one commit, and of one reading of the catalogue.
BATCH = 500
LOCK_SECONDS = 30.0


class Source(Protocol):
    """What the index needs of the catalogue."""

    def outbox_head(self) -> int:
        """The last sequence number of the outbox, 0 when it is empty."""
        ...

    def outbox_after(self, mark: int, limit: int) -> list[tuple[int, str]]:
        """Up to `limit` rows (sequence, item id) after `mark`, in order."""
        ...

    def items(self, ids: Sequence[str]) -> list[Item]:
        """The items that exist among `ids`, in any order."""
        ...

    def ids_after(self, last_id: str, limit: int) -> list[str]:
        """Up to `limit` item ids that sort after `last_id` as text, in that order."""
        ...


# Each edit adds a segment, and each segment is opened by the next: a day's edits became ten times as slow.
MOST_SEGMENTS = 12


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update or a rebuild did: items put in, items taken out, whether the index was made anew."""

    indexed: int = 0
    removed: int = 0
    rebuilt: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """How the index stands. `behind` counts outbox rows not yet applied; `generation` is None without one."""

    generation: str | None
    items: int
    mark: int
    behind: int
    fingerprint_ok: bool
    usable: bool
    note: str = ""


def open_current(folder: Path) -> tuple[WhooshEngine, tuple[str, ...]]:
    """The index to search in, and notes for the user.

    A torn current generation is left as it is and the one before answers. Raises IndexUnusable when
    none can be opened. Changes nothing on the disk.
    """
    return opened(folder)


def update(folder: Path, source: Source, *, merge: bool = False, timeout: float = LOCK_SECONDS) -> Updated:
    """Apply what the outbox holds; make the index anew when it cannot be used or its rules have changed.

    `merge` when nobody waits: small segments are put together. Raises Busy after `timeout` seconds.
    """
    with _writing(folder, timeout):
        name = current_name(folder)
        state = find(folder, name) if name else None
        if state is None or not state.complete or not whole(folder / str(name)):
            return _rebuild(folder, source, None)
        if state.fingerprint != fingerprint():
            return _rebuild(folder, source, None, "The rules of the index have changed: it was made anew.")
        engine = WhooshEngine(folder / str(name))
        try:
            return _drain(engine, source, merge)
        finally:
            engine.close()


def rebuild(
    folder: Path,
    source: Source,
    progress: Callable[[int], None] | None = None,
    *,
    timeout: float = LOCK_SECONDS,
) -> Updated:
    """Make a new generation from the catalogue and put it in the place of the current one.

    `progress` is told how many items are in. Raises Busy after `timeout` seconds.
    """
    with _writing(folder, timeout):
        return _rebuild(folder, source, progress)


def status(folder: Path, source: Source) -> Status:
    """How the index stands against the catalogue; reads only."""
    name = current_name(folder)
    marker = find(folder, name) if name else None
    if name is None or marker is None:
        return Status(None, 0, 0, source.outbox_head(), False, False, "There is no index yet.")
    usable = whole(folder / name)
    note = "" if usable else "Files of the index are missing or cut short."
    behind = _behind(source, marker.mark)
    return Status(name, marker.items, marker.mark, behind, marker.fingerprint == fingerprint(), usable, note)


def _behind(source: Source, mark: int) -> int:
    count = 0
    while rows := source.outbox_after(mark, 10_000):
        count, mark = count + len(rows), rows[-1][0]
    return count


def verify(folder: Path) -> list[Finding]:
    """What is wrong with the index: every segment of the current generation is read to its end."""
    name = current_name(folder)
    marker = find(folder, name) if name else None
    if name is None or marker is None:
        return [Finding("index", "index", "a current generation", None)]
    try:
        engine = WhooshEngine(folder / name)
        held = engine.read_through()
    except IndexUnusable as error:
        return [Finding("index", f"index/{name}", "a readable index", error.what)]
    found = (
        []
        if whole(folder / name)
        else [Finding("index", f"index/{name}", "whole files", "missing or cut short")]
    )
    if held != len(engine.ids()):
        found.append(Finding("index", f"index/{name}", f"{held} ids", f"{len(engine.ids())} items"))
    engine.close()
    return found


@contextmanager
def _writing(folder: Path, timeout: float) -> Iterator[None]:
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "write.lock", timeout=timeout):
            yield
    except Timeout:
        raise Busy("The index is being written by another process.", "Try again when it is done.") from None


def _drain(engine: WhooshEngine, source: Source, merge: bool) -> Updated:
    indexed = removed = 0
    while rows := source.outbox_after(engine.mark(), BATCH):
        ids = list(dict.fromkeys(item_id for _, item_id in rows))
        documents = [document(item) for item in source.items(ids) if not item.joined_to]
        gone = set(ids) - {str(held["id"]) for held in documents}
        engine.apply(documents, gone, rows[-1][0])
        indexed, removed = indexed + len(documents), removed + len(gone)
    if engine.segments() > (1 if merge else MOST_SEGMENTS):
        engine.apply([], (), engine.mark(), merge=True)
    return Updated(indexed, removed)


def _rebuild(folder: Path, source: Source, progress: Callable[[int], None] | None, *notes: str) -> Updated:
    before = current_name(folder)
    numbers = [int(path.name[4:]) for path in generations(folder)]
    new = folder / f"gen-{max(numbers, default=0) + 1}"
    new.mkdir()
    engine = WhooshEngine.create(new, fingerprint(), mark=source.outbox_head(), complete=False)
    try:
        indexed = _fill(engine, source, progress)
        caught_up = _drain(engine, source, merge=True)
        engine.remember(engine.mark(), complete=True)
        engine.read_through()
    finally:
        engine.close()
    point_to(folder, new.name)
    for path in generations(folder):
        if path.name not in (before, new.name):
            shutil.rmtree(path, ignore_errors=True)
    return Updated(indexed + caught_up.indexed, caught_up.removed, True, notes)


def _fill(engine: WhooshEngine, source: Source, progress: Callable[[int], None] | None) -> int:
    indexed = 0

    def documents() -> Iterator[Document]:
        nonlocal indexed
        last = ""
        while ids := source.ids_after(last, BATCH):
            for item in source.items(ids):
                if not item.joined_to:
                    yield document(item)
                    indexed += 1
            last = ids[-1]
            if progress:
                progress(indexed)

    engine.fill(documents(), engine.mark())
    return indexed


__all__ = ["REBUILD", "Source", "Status", "Updated", "open_current", "rebuild", "status", "update", "verify"]
