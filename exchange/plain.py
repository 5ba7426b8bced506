"""A text as every spreadsheet hands it back: what programs change by themselves is no change."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata

# The most letters that a cell of Excel holds, in units of UTF-16.
CELL_LETTERS = 32_767
# What XML 1.0 cannot hold, and what no reader sees.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
# `_x0041_` stands for «A» in XLSX; where two such meet, programs disagree about what is meant.
_TANGLED = re.compile(r"_x[0-9A-Fa-f]{4}_x[0-9A-Fa-f]{4}_")
_LINE_END = re.compile(r"\r\n?")


def plain(text: str) -> str:
    """`text` in NFC with `\\n` as line end, a blank for a tab (some spreadsheets lose tabs), without control
    characters, and without blanks around its lines' ends. `plain` of a plain text is the same text."""
    if not text.isprintable():
        text = _CONTROL.sub("", _LINE_END.sub("\n", text).replace("\t", " "))
        text = "\n".join(line.rstrip() for line in text.split("\n"))
    return unicodedata.normalize("NFC", text).strip()


def fits(text: str) -> bool:
    """Whether a cell of a spreadsheet holds the whole text, letter by letter."""
    letters = (
        len(text) if len(text) * 2 <= CELL_LETTERS else len(text.encode("utf-16-le", "surrogatepass")) // 2
    )
    return letters <= CELL_LETTERS and not ("_x" in text and _TANGLED.search(text))


def digest(text: str) -> str:
    """Eight letters that stand for a plain text: 48 bits of its SHA-256."""
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:6]).decode()
