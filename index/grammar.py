"""The reader of the query language: text → tree, in one pass over the pieces.

Precedence, loosest first: OR, parts side by side (and), - before a part. Whatever cannot be grammar
is read as words; what the user should know about that is put into notes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from archive.errors import BadQuery
from index.fields import NAMES, VALUES, choices, tree
from index.lexer import Kind, Lexer, Piece
from index.named_places import by_other_names
from index.query import Everything, Not, Nothing, Parsed, Phrase, Prefix, Query, Span, Word, both, either
from language.tokens import Token, tokens

# A typed query is a line; these bound the work for text that was pasted by mistake.
MAX_WORDS = 100
MAX_DEPTH = 30
MIN_PREFIX = 3


@dataclass(slots=True)
class _Group:
    """An open bracket: the alternatives that are finished, and the parts of the one being read."""

    negated: bool
    alternatives: list[Query] = field(default_factory=list)
    parts: list[Query] = field(default_factory=list)

    def end_alternative(self) -> None:
        if self.parts:
            self.alternatives.append(both(*self.parts))
            self.parts = []

    def tree(self) -> Query | None:
        self.end_alternative()
        if not self.alternatives:
            return None
        return _signed(either(*self.alternatives), self.negated)


def _signed(part: Query, negated: bool) -> Query:
    if not negated:
        return part
    return part.part if isinstance(part, Not) else Not(part)


class _Reader:
    def __init__(self, text: str) -> None:
        self.lexer = Lexer(text)
        self.notes: dict[str, None] = {}
        self.spans: list[Span] = []
        self.groups = [_Group(negated=False)]
        self.too_deep = 0
        self.words = 0
        self.negated = False

    def note(self, text: str) -> None:
        self.notes[text] = None

    def read(self) -> Parsed:
        for piece in self.lexer.pieces():
            self._take(piece)
        if len(self.groups) > 1 or self.too_deep:
            self.note("A bracket was not closed.")
        while len(self.groups) > 1:
            self._close()
        found = self.groups[0].tree()
        text = self.lexer.text
        if found is None and text.strip():
            self.note("There is no word to look for.")
            found = Nothing()
        notes = (*self.lexer.notes, *self.notes)
        return Parsed(found or Everything(), notes, text, tuple(self.spans))

    def _take(self, piece: Piece) -> None:
        if piece.kind is Kind.NOT:
            self.negated = True
            return
        if piece.kind is Kind.OPEN:
            self._open()
        elif piece.kind is Kind.CLOSE:
            self._close_if_open()
        elif piece.kind is Kind.OR:
            self.groups[-1].end_alternative()
        elif piece.kind is Kind.AND:
            self.note("AND is not needed: parts side by side must all match.")
        elif self.words < MAX_WORDS:
            self._add(piece)
        else:
            self.note(f"Only the first {MAX_WORDS} words were looked for.")
        self.negated = False

    def _open(self) -> None:
        if len(self.groups) > MAX_DEPTH:
            self.too_deep += 1
            self.note(f"Brackets deeper than {MAX_DEPTH} levels are not looked at.")
        else:
            self.groups.append(_Group(self.negated))

    def _close_if_open(self) -> None:
        if self.too_deep:
            self.too_deep -= 1
        elif len(self.groups) > 1:
            self._close()
        else:
            self.note("A bracket was closed that had not been opened.")

    def _close(self) -> None:
        found = self.groups.pop().tree()
        if found is not None:
            self.groups[-1].parts.append(found)

    def _add(self, piece: Piece) -> None:
        found = [part for part in self._parts(piece) if not isinstance(part, Nothing)]
        if found:
            self.groups[-1].parts.append(_signed(both(*found), self.negated))

    def _parts(self, piece: Piece) -> Iterator[Query]:
        words = self._counted(piece)
        star = piece.prefix and self._is_prefix(words)
        if piece.kind is Kind.FIELD:
            if piece.field in ("person", "event", "place"):
                self._remember(piece, words)
            yield tree(piece.field, piece.value, (piece.start, piece.end), prefix=star)
        elif piece.kind is Kind.PHRASE:
            yield Phrase(tuple(token.text for token in words)) if words else Nothing()
        else:
            if not self._is_empty_field(piece):
                self._remember(piece, words)
            yield from self._words(piece, words, star)

    def _is_empty_field(self, piece: Piece) -> bool:
        """Whether this is «has:» with nothing behind it: a word, but not one that was misspelt."""
        name, colon, rest = piece.value.partition(":")
        field = NAMES.get(name.lower()) if colon and not rest else None
        if field and field in VALUES:
            self.note(f"{name}: is a field only with a value behind it: {choices(field)}.")
        return field is not None

    def _words(self, piece: Piece, words: list[Token], star: bool) -> Iterator[Query]:
        others = () if star else tuple(by_other_names(piece.value))
        if others and len(words) > 1:
            # «Алма-Ата» is a name, not an apple and a grandfather.
            yield either(Phrase(tuple(token.text for token in words)), *others)
            return
        plain = [Word(token.text) for token in (words[:-1] if star else words)]
        yield from (either(one, *others) for one in plain)
        if star:
            yield Prefix(words[-1].text)

    def _counted(self, piece: Piece) -> list[Token]:
        """The words of the piece, as many as there is room for; at least one is counted."""
        found = list(tokens(piece.value))
        room = MAX_WORDS - self.words
        if len(found) > room:
            self.note(f"Only the first {MAX_WORDS} words were looked for.")
        self.words += max(1, min(room, len(found)))
        return found[:room]

    def _is_prefix(self, words: list[Token]) -> bool:
        if words and len(words[-1].text) < MIN_PREFIX:
            self.note(
                f"{words[-1].text}* was looked for as a whole word: * needs {MIN_PREFIX} letters before it."
            )
        return bool(words) and len(words[-1].text) >= MIN_PREFIX

    def _remember(self, piece: Piece, words: list[Token]) -> None:
        self.spans += [Span(piece.at + word.start, piece.at + word.end, word.text) for word in words]


def read(text: str) -> Parsed:
    """The tree of `text`, its notes and where its words stand. Raises BadQuery."""
    try:
        return _Reader(text).read()
    except BadQuery as error:
        error.query = text
        raise
