"""One key at a time from a terminal, whatever layout the keyboard has."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

import click

# What the keys of Latin letters and digits write on the Russian and the Kazakh layout (ЙЦУКЕН; ST RK 920-91
# has Kazakh letters on the digits).
LAYOUT = dict(
    zip(
        "йцукенгшщзфывапролдячсмитьЙЦУКЕНГШЩЗФЫВАПРОЛДЯЧСМИТЬ",
        "qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM",
        strict=True,
    )
) | dict(zip('"әіңғ,.үұ', "123456789", strict=True))


def latin(pressed: str) -> str:
    """The key of a Latin layout that was pressed."""
    return LAYOUT.get(pressed, pressed)


class Keyboard:
    """The keyboard of a terminal: `key()` within `listening()`, whole lines within `lines()`."""

    def __init__(self) -> None:
        self._terminal = _terminal()
        self._usual: list[object] | None = None

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take keys as they come, without waiting for the end of a line; nothing typed ahead is lost."""
        if self._terminal is None:
            yield
            return
        self._usual = self._terminal.tcgetattr(sys.stdin.fileno())
        self._one_by_one()
        try:
            yield
        finally:
            self._as_usual()
            self._usual = None

    @contextmanager
    def lines(self) -> Iterator[None]:
        """Within `listening`: the terminal as it usually is, for writing a line or for an editor."""
        self._as_usual()
        try:
            yield
        finally:
            self._one_by_one()

    def key(self) -> str:
        """The next key, as a Latin layout has it; empty for arrows and the like. Raises EOFError."""
        if self._terminal is None:
            return latin(click.getchar())
        first = os.read(sys.stdin.fileno(), 1)
        if not first:
            raise EOFError
        return latin(self._character(first[0]))

    def _character(self, first: int) -> str:
        if first == 0x1B:
            self._skip_sequence()
            return ""
        # UTF-8 says in the first byte how many follow.
        following = (first >= 0xC0) + (first >= 0xE0) + (first >= 0xF0)
        read = bytes([first]) + b"".join(os.read(sys.stdin.fileno(), 1) for _ in range(following))
        return read.decode("utf-8", "replace")

    def _skip_sequence(self) -> None:
        """Read to its end what an arrow or a function key sends at once (ECMA-48, 5.4)."""
        from select import select

        fd = sys.stdin.fileno()
        if not select([fd], [], [], 0.02)[0]:
            return
        kind = os.read(fd, 1)
        while kind in (b"[", b"O") and not b"@" <= (os.read(fd, 1) or b"@") <= b"~":
            pass

    def _one_by_one(self) -> None:
        if self._terminal is not None:
            import tty

            tty.setcbreak(sys.stdin.fileno(), self._terminal.TCSADRAIN)

    def _as_usual(self) -> None:
        if self._terminal is not None and self._usual is not None:
            self._terminal.tcsetattr(sys.stdin.fileno(), self._terminal.TCSADRAIN, self._usual)


def _terminal() -> ModuleType | None:
    """What sets terminals, where there is such a thing (not on Windows)."""
    try:
        import termios
    except ImportError:
        return None
    return termios
