"""Tesseract's TSV output as words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_COLUMNS = 12
_WORD_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Word:
    """One word: confidence 0..100, box in pixels of the picture, and the line (block, paragraph, line)."""

    text: str
    confidence: float
    left: int
    top: int
    width: int
    height: int
    line: tuple[int, int, int]


def words_by_page(tsv: str, pages: int) -> list[tuple[Word, ...]]:
    """The words of each of the pages, in reading order.

    Raises ValueError when the text is not Tesseract's TSV for as many pages: an answer that is cut off is
    no answer.
    """
    found: list[list[Word]] = [[] for _ in range(pages)]
    seen: set[int] = set()
    for row in _rows(tsv):
        page = int(row[1])
        if not 1 <= page <= pages:
            raise ValueError(f"an answer for page {page} of {pages}")
        seen.add(page)
        if int(row[0]) == _WORD_LEVEL and row[11].strip():
            found[page - 1].append(_word(row))
    if len(seen) != pages:
        raise ValueError(f"an answer for {len(seen)} of {pages} pictures")
    return [tuple(words) for words in found]


def _rows(tsv: str) -> Iterator[list[str]]:
    for line in tsv.split("\n"):
        if not line or line.startswith("level\t"):
            continue
        row = line.split("\t")
        if len(row) == _COLUMNS - 1:  # pytesseract strips the empty last cell of the last row
            row.append("")
        if len(row) != _COLUMNS:
            raise ValueError(f"not a row of Tesseract's TSV: {line[:60]!r}")
        yield row


def _word(row: list[str]) -> Word:
    left, top, width, height = (int(cell) for cell in row[6:10])
    confidence = min(100.0, max(0.0, float(row[10])))
    return Word(
        row[11].strip(), confidence, left, top, width, height, (int(row[2]), int(row[3]), int(row[4]))
    )
