"""Text → words: the one tokeniser of the index, of queries and of the offline gallery.

A word is a run of letters (with apostrophes inside it: O’Hara, Mag'jan); a run of digits is a word of
its own, so that «Қарағанды09» is found by «Қарағанды», and «Н.В.Гоголь» by «Гоголь».
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from language.alphabet import repair
from language.cleaning import cleaned

WORD = re.compile(r"[^\W\d_]+(?:['’ʻ][^\W\d_]+)*|\d+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word. `text` is normalised (see `language.alphabet.normalise`), its case is kept;
    `start` and `end` are offsets in the text that was given, before any of that."""

    text: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """The words and numbers of `text`, in order."""
    plain, places = cleaned(text)
    for match in WORD.finditer(repair(plain)):
        start, end = match.span()
        if places is not None:
            start, end = places[start][0], places[end - 1][1]
        yield Token(match[0], start, end)
