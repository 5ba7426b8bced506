"""The pieces of a typed query: words, phrases, fields, brackets, OR, AND and minus, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from index.fields import NAMES

_CLOSERS = {'"': '"', "“": '”“"', "„": '“”"', "«": "»"}
_MINUS = "-−"
_FIELD = re.compile(r"([^\W\d_]{1,16}):(?=[^\s()])")
_CHUNK = re.compile(r'[^\s()"“„«]+')
_PUNCTUATION = ",;.!?…"

UNCLOSED = "A quotation mark was not closed: its words were looked for one by one."


class Kind(Enum):
    """What a piece of the query is."""

    WORDS = auto()
    PHRASE = auto()
    FIELD = auto()
    OPEN = auto()
    CLOSE = auto()
    OR = auto()
    AND = auto()
    NOT = auto()


_BETWEEN = {"OR": Kind.OR, "AND": Kind.AND}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the query, `start`..`end` in its text.

    `value` stands at `at`; `field` is the English name of a field; `prefix` when a * follows.
    """

    kind: Kind
    start: int
    end: int
    value: str = ""
    at: int = 0
    field: str = ""
    prefix: bool = False


class Lexer:
    """Reads the pieces of one text, once, in linear time. `notes` fills while the pieces are read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.notes: list[str] = []
        self._next_closer: dict[str, int] = {}

    def pieces(self) -> Iterator[Piece]:
        """All pieces in order."""
        at, fresh = 0, True
        while at < len(self.text):
            char = self.text[at]
            if char.isspace():
                at, fresh = at + 1, True
            elif char in "()":
                yield Piece(Kind.OPEN if char == "(" else Kind.CLOSE, at, at + 1)
                at, fresh = at + 1, True
            elif char in _MINUS and fresh:
                at += 1
                if at < len(self.text) and not self.text[at].isspace():
                    yield Piece(Kind.NOT, at - 1, at)
            else:
                piece = self._piece(at)
                yield piece
                at, fresh = piece.end, False

    def _piece(self, at: int) -> Piece:
        if self.text[at] in _CLOSERS:
            quoted = self._quoted(at)
            if quoted is None:
                return Piece(Kind.WORDS, at, at + 1)
            return Piece(Kind.PHRASE, at, quoted + 1, self.text[at + 1 : quoted], at + 1)
        match = _FIELD.match(self.text, at)
        field = NAMES.get(match[1].lower()) if match else None
        return self._field(at, match.end(), field) if match and field else self._words(at)

    def _field(self, start: int, at: int, field: str) -> Piece:
        if self.text[at] in _CLOSERS:
            quoted = self._quoted(at)
            if quoted is not None:
                star = self.text[quoted + 1 : quoted + 2] == "*"
                return Piece(
                    Kind.FIELD, start, quoted + 1 + star, self.text[at + 1 : quoted], at + 1, field, star
                )
            at += 1
        chunk = _CHUNK.match(self.text, at)
        if not chunk:
            return Piece(Kind.WORDS, start, at, self.text[start:at], start)
        value = chunk[0].rstrip(",;")
        star = value.endswith("*")
        return Piece(Kind.FIELD, start, chunk.end(), value.rstrip("*"), at, field, star)

    def _words(self, at: int) -> Piece:
        chunk = _CHUNK.match(self.text, at)
        assert chunk is not None
        value = chunk[0]
        if value in _BETWEEN:
            return Piece(_BETWEEN[value], at, chunk.end())
        star = value.rstrip(_PUNCTUATION).endswith("*")
        return Piece(Kind.WORDS, at, chunk.end(), value, at, prefix=star)

    def _quoted(self, at: int) -> int | None:
        """Where the quotation that opens at `at` closes; None, with a note, when it does not."""
        ends = [self._find(closer, at + 1) for closer in _CLOSERS[self.text[at]]]
        end = min(ends)
        if end == len(self.text):
            if UNCLOSED not in self.notes:
                self.notes.append(UNCLOSED)
            return None
        return end

    def _find(self, char: str, at: int) -> int:
        """The next `char` from `at` on, or the length; remembered, so that no stretch is searched twice."""
        known = self._next_closer.get(char, -1)
        if known < at:
            known = self.text.find(char, at)
            known = len(self.text) if known < 0 else known
            self._next_closer[char] = known
        return known
