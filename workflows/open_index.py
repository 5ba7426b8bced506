"""An index that stays open for a server: opened once, and again when it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.engine import Engine

# What tells one state of an index from the next: its pointer and its note, both replaced as a whole.
State = tuple[tuple[int, int, int], ...]


class OpenIndex:
    """The index of an archive, shared by the threads of a server; one of them asks at a time.

    Opening takes a millisecond, and what a fresh engine must read again up to seven (5,000 items), so it is
    kept until a writer has changed the index. Whoosh's readers move along their files: hence one at a time.
    Close it at the end.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._state: State = ()
        self._engine: Engine | None = None
        self._notes: tuple[str, ...] = ()

    @contextmanager
    def engine(self) -> Iterator[tuple[Engine, tuple[str, ...]]]:
        """The engine and the notes for the user, for the length of a `with`. Raises IndexUnusable."""
        with self._lock:
            yield self._current()

    def _current(self) -> tuple[Engine, tuple[str, ...]]:
        from index import maintain

        state = _state(self._folder)
        if self._engine is None or state != self._state:
            self._let_go()
            self._engine, self._notes = maintain.open_current(self._folder)
            self._state = state
        return self._engine, self._notes

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._engine is not None:
            self._engine.close()
        self._engine, self._state = None, ()


def _state(folder: Path) -> State:
    """Of every generation's note and of the pointer: which file it is, how long, and from when."""
    found = []
    for path in (folder / "current", *sorted(folder.glob("gen-*/generation.json"))):
        try:
            stat = path.stat()
        except FileNotFoundError:
            continue
        found.append((stat.st_ino, stat.st_size, stat.st_mtime_ns))
    return tuple(found)


@contextmanager
def opened(folder: Path, kept: OpenIndex | None) -> Iterator[tuple[Engine, tuple[str, ...]]]:
    """The engine of `kept`, or one for this question alone. Raises IndexUnusable."""
    own = kept or OpenIndex(folder)
    try:
        with own.engine() as found:
            yield found
    finally:
        if own is not kept:
            own.close()
