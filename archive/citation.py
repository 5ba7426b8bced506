"""A citation to copy: who took what, when, and under which code it is kept.

Kazakh and Russian follow the order of GOST 7.0.5 for archival documents (author, title, kind, date //
archive, code), English that of ISO 690 (CREATOR. Title [kind]. Date. At: repository, code). Without a
reference code the item's id stands for it: it never changes.
"""

from __future__ import annotations

import textwrap

from archive.model import Item
from archive.reference_codes import parsed
from language.date_display import display

LANGUAGES = ("kk", "ru", "en")
_WORDS = {
    "kk": {
        "photo": "фотосурет",
        "document": "құжат",
        "undated": "күні белгісіз",
        "untitled": "атаусыз",
        "id": "мұрағат № {}",
        "page": "П. {}",
    },
    "ru": {
        "photo": "фотография",
        "document": "документ",
        "undated": "без даты",
        "untitled": "без названия",
        "id": "арх. № {}",
        "page": "Л. {}",
    },
    "en": {
        "photo": "photograph",
        "document": "document",
        "undated": "undated",
        "untitled": "untitled",
        "id": "no. {}",
        "page": "p. {}",
    },
}
# A caption that stands for a title is cut where a reader of a list of sources stops reading.
_TITLE_LETTERS = 150


def citation(item: Item, archive_title: str, language: str = "kk", page: int | None = None) -> str:
    """How `item` is cited in `kk`, `ru` or `en` (any other is taken for `en`); `page` of several."""
    code = language if language in _WORDS else "en"
    words = _WORDS[code]
    title = _title(item, code) or f"[{words['untitled']}]"
    titled = f"{title} [{words[item.kind]}]"
    dated = display(item.when.edtf, code) if item.when else f"[{words['undated']}]"
    author = (item.author or "").strip()
    where = _where(item, archive_title, code)
    if page is not None and not _has_sheet(item):
        where = _sentences([where, words["page"].format(page)], ", " if code != "ru" else ". ")
    if code == "en":
        return _ended(_sentences([author.upper(), titled, dated, f"At: {where}"]))
    return _ended(f"{_sentences([author, titled, dated])} // {where}")


def citations(item: Item, archive_title: str) -> dict[str, str]:
    """The citation in every language, keyed by kk, ru, en."""
    return {code: citation(item, archive_title, code) for code in LANGUAGES}


def _title(item: Item, code: str) -> str:
    """The item's own title, else its event's name in the language, else the beginning of its caption."""
    if item.title:
        return " ".join(item.title.split())
    if item.event:
        return " ".join((item.event.names.get(code) or item.event.name).split())
    return textwrap.shorten(item.caption or "", _TITLE_LETTERS, placeholder=" …")


def _where(item: Item, archive_title: str, code: str) -> str:
    reference = parsed(item.reference)
    joined = ". " if code == "ru" else ", "
    if reference:
        return _sentences([reference.repository or archive_title, reference.display(code)], joined)
    kept = item.reference or _WORDS[code]["id"].format(item.id)
    return _sentences([archive_title, kept], joined)


def _has_sheet(item: Item) -> bool:
    reference = parsed(item.reference)
    return bool(reference and reference.sheet)


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _sentences(parts: list[str], joined: str = ". ") -> str:
    """The parts that are there, with one full stop between them where an abbreviation ends with its own."""
    plain = [" ".join(part.split()) for part in parts if part.strip()]
    return joined.join([*(part.rstrip(".") for part in plain[:-1]), *plain[-1:]])
