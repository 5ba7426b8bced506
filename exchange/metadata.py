"""An item as other programs read it: an XMP sidecar and a record of Dublin Core."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from archive.dublin_core import Element
from archive.forms import DIGITAL_SOURCES
from archive.item_json import place
from archive.model import Depiction, Item
from language.detect import language as language_of
from media.embed import Caption
from media.embed import sidecar as packet_of
from media.xmp_packet import DEFAULT

LANGUAGES = ("kk", "ru", "en")
# IPTC's terms for the forms of originals; the ingest reads them back.
_PLAIN_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?")
_PAYLOAD = re.compile(r"accessions/(?P<accession>\d+)/data/(?P<rest>.+)", re.DOTALL)


def sidecar_path(item: Item) -> PurePosixPath:
    """Where an item's sidecar goes: the accession, then the folder and name that its picture has in the bag,
    with `.xmp` behind them (`0003/форум/1.jpg.xmp`)."""
    path = item.original.path
    found = _PAYLOAD.fullmatch(path)
    return PurePosixPath(f"{found['accession']}/{found['rest']}.xmp" if found else f"{item.id}.xmp")


def sidecar(item: Item) -> str:
    """The text of the item's sidecar."""
    return packet_of(caption_of(item))


def persons(item: Item) -> tuple[Depiction, ...]:
    """Who is named: confirmed and suggested, but those who do not want to be published."""
    return tuple(one for one in item.persons if one.status != "rejected" and one.publish)


def caption_of(item: Item) -> Caption:
    """What the item's sidecar says."""
    edtf = item.when.edtf if item.when else ""
    return Caption(
        titles=titles(item),
        descriptions=descriptions(item),
        persons=tuple(one.name for one in persons(item)),
        keywords=item.keywords,
        creator=item.author or "",
        rights=item.rights.statement or "",
        credit=item.rights.holder or "",
        place=place(item) or "",
        date=_plain_date(edtf, item),
        identifier=item.id,
        events=dict(item.event.names) if item.event else {},
        edtf=edtf,
        source=item.reference or "",
        origin=DIGITAL_SOURCES.get(item.form or "", ""),
    )


def titles(item: Item) -> dict[str, str]:
    """The title by language: the item's own, else the names of its event."""
    if item.title:
        return {_code(item.title): item.title}
    names: Mapping[str, str] = item.event.names if item.event else {}
    return {code: names[code] for code in LANGUAGES if names.get(code)}


def descriptions(item: Item) -> dict[str, str]:
    """The caption by its language. One in several languages is the default as a whole, and each language's
    part stands under its own code."""
    caption = item.caption
    if not caption:
        return {}
    parts: dict[str, str] = {}
    for text in item.current_texts():
        if text.role == "caption":
            parts = {**by_language(text.text), **parts}
    return {DEFAULT: caption, **parts} if len(parts) > 1 else {_code(caption): caption}


def by_language(text: str) -> dict[str, str]:
    """The text's sentences by language, where each language stands in one block of lines; else nothing.

    A line of names is no sentence: it belongs to the line before it.
    """
    blocks: list[tuple[str, str]] = []
    for line in text.splitlines():
        code = _code(line) if _is_sentence(line) or not blocks else blocks[-1][0]
        if blocks and code == blocks[-1][0]:
            blocks[-1] = (code, f"{blocks[-1][1]}\n{line}")
        elif line.strip():
            blocks.append((code, line))
    return dict(blocks) if len({code for code, _ in blocks}) == len(blocks) > 1 else {}


def _is_sentence(line: str) -> bool:
    return any(len(word) > 3 and word[0].islower() for word in line.split())


def _code(text: str) -> str:
    return language_of(text) or "kk"


def _plain_date(edtf: str, item: Item) -> str:
    """The date where XMP can hold it, to the second where the camera agrees; other EDTF stands apart."""
    if not _PLAIN_DATE.fullmatch(edtf):
        return ""
    moment = str(item.metadata.get("facts", {}).get("taken") or "")
    return moment if len(edtf) == 10 and moment.startswith(f"{edtf}T") else edtf


def elements(item: Item, publisher: str) -> Iterator[Element]:
    """The record of an item: every element that has a text, in a fixed order."""
    yield "identifier", item.id, ""
    yield from (("title", text, code) for code, text in titles(item).items())
    yield from (
        ("description", text, code.removeprefix(DEFAULT)) for code, text in descriptions(item).items()
    )
    single = {
        "creator": item.author,
        "date": item.when.edtf if item.when else None,
        "coverage": place(item),
        "rights": item.rights.statement,
        "source": item.reference,
        "publisher": publisher,
        "type": "Image" if item.kind == "photo" else "Text",
        "format": item.original.media_type,
    }
    yield from ((name, text, "") for name, text in single.items() if text)
    yield from (("subject", one.name, "") for one in persons(item))
    yield from (("subject", word, "") for word in item.keywords)
    if item.event:
        yield from (("relation", name, code) for code, name in item.event.names.items())
