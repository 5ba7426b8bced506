"""The words of a press text: plain text, Markdown, HTML, Word, or a PDF without page images."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.page_text import page_text

MEDIA_TYPES = {
    "text/plain",
    "text/markdown",
    "text/html",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# A press text is a few pages. More is cut, so that a log file does not become an event's text.
LONGEST = 200_000
LARGEST_FILE = 20_000_000
ENCODINGS = ("utf-8-sig", "cp1251")
# Letters that cp1251 shows where KZ-1048, its Kazakh sister, has Қ Һ Ұ Ә Ң (see `media.metadata_text`).
KAZAKH_SEEN_AS_CP1251 = frozenset("ЌЋЎЈЅќћўјѕ")


class NoText(Exception):
    """The file holds no text that can be read; the message says why."""


def read(path: str, media_type: str) -> str:
    """The text of a file, NFC, at most LONGEST characters. Raises NoText."""
    if Path(path).stat().st_size > LARGEST_FILE:
        raise NoText("too large for a press text")
    if media_type.endswith("document"):
        text = _word(path)
    else:
        text = decode(Path(path).read_bytes())
        text = page_text(text) if media_type == "text/html" else text
    text = tidy(text)
    if not text:
        raise NoText("there is no text in it")
    return text[:LONGEST]


def tidy(text: str) -> str:
    """The text in NFC, with plain line ends and no blank edges."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c)[0] != "C" or c == "\u200d")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip()


def decode(data: bytes) -> str:
    """Text from bytes: UTF-16 by its mark, strict UTF-8, else Windows-1251 or KZ-1048. Raises NoText."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data[:4096]:
        raise NoText("it is not text")
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return text if KAZAKH_SEEN_AS_CP1251.isdisjoint(text) else data.decode("kz1048", errors="replace")
    raise NoText("its letters are in an encoding that is not known (UTF-8, UTF-16, Windows-1251)")


def _word(path: str) -> str:
    """The paragraphs of a Word document, also those in its tables, in their order."""
    import docx

    try:
        document = docx.Document(path)
        lines = [line for block in document.iter_inner_content() for line in _lines(block)]
        return "\n\n".join(line for line in lines if line.strip())
    except Exception as error:
        # python-docx lets through whatever zipfile, lxml and its own parts raise.
        raise NoText(f"it cannot be read as a Word document: {type(error).__name__}") from error


def _lines(block: Any) -> Iterator[str]:
    if not hasattr(block, "rows"):
        yield block.text
        return
    for row in block.rows:
        # A merged cell stands in the row once for each column that it covers.
        yield "   ".join(dict.fromkeys(cell.text.strip() for cell in row.cells if cell.text.strip()))


def press_text_of_pdf(path: str) -> str | None:
    """The text of a PDF whose every page has a text layer and no picture fills a page; else None."""
    from media import pdf

    text = pdf.typed_text(path)
    return tidy(text)[:LONGEST] if text and tidy(text) else None
