"""One exception tree and one exit-code table.

A message says what happened, why, and what to do about it: `what` and `todo` are kept apart
so that the command line and the reading room can lay them out in their own way.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archive.model import Change


class Exit(IntEnum):
    """The exit codes of `muragat`, the same for every command."""

    DONE = 0
    INTERNAL = 1
    USAGE = 2
    NOT_FOUND = 3
    PARTIAL = 4
    FIXITY = 5
    MISSING_TOOL = 6
    BUSY = 7


class MuragatError(Exception):
    """Something that the user can understand and act on."""

    exit_code = Exit.INTERNAL

    def __init__(self, what: str, todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.todo = todo

    def __str__(self) -> str:
        return f"{self.what} {self.todo}".rstrip()


class BadInput(MuragatError):
    """A value or an option that cannot be used."""

    exit_code = Exit.USAGE


class BadQuery(BadInput):
    """A query whose field has an impossible value. `start` and `end` bound the part at fault in `query`,
    which is empty when the value came by itself, as an option of a command."""

    def __init__(self, what: str, start: int, end: int, todo: str = "") -> None:
        super().__init__(what, todo)
        self.start = start
        self.end = end
        self.query = ""

    def pointer(self, width: int = 72) -> tuple[str, ...]:
        """The query, or the stretch of it around the fault, and a line of ^ below the fault; nothing without
        a query. Every letter takes one column; what does not print is a blank."""
        if not self.query:
            return ()
        begin = max(0, min(self.start - width // 4, len(self.query) - width))
        line = "".join(c if c.isprintable() else " " for c in self.query[begin : begin + width])
        end = max(self.start + 1, min(self.end, begin + width))
        return line, " " * (self.start - begin) + "^" * (end - self.start)


class Conflict(BadInput):
    """Somebody changed meanwhile what was to be changed; `changes` are the lines of history that say so."""

    def __init__(self, what: str, todo: str = "", changes: tuple[Change, ...] = ()) -> None:
        super().__init__(what, todo)
        self.changes = changes


class NotFound(MuragatError):
    """The archive, item, person, event or exhibition that was named does not exist."""

    exit_code = Exit.NOT_FOUND


class MissingTool(MuragatError):
    """A program or its language data is not installed."""

    exit_code = Exit.MISSING_TOOL


class Busy(MuragatError):
    """Another process holds what this one needs to write."""

    exit_code = Exit.BUSY


class NoSpace(MuragatError):
    """The disk is full, or would be."""

    exit_code = Exit.INTERNAL


class Damaged(MuragatError):
    """Something in the archive folder is not what the catalogue says it is."""

    exit_code = Exit.FIXITY


class IndexUnusable(MuragatError):
    """No generation of the index can be opened; `index rebuild` makes a new one."""

    exit_code = Exit.INTERNAL
