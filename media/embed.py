"""Captions written into exported copies, never into originals: XMP, IPTC and EXIF, read back and compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from media.metadata_exiv2 import read_exiv2
from media.metadata_text import clean
from media.xmp_packet import DIGITAL_SOURCE, packet

_UTF8_MARK = "\x1b%G"
# A JPEG segment holds 64 KB, and XMP, IPTC and EXIF each have to fit into one.
_LETTERS, _ENTRY, _ENTRIES = 4000, 120, 200
# What our own reading of metadata keeps of a value (media/metadata_text.py).
_SIDECAR_LETTERS = 20_000
_LINES = ("creator", "rights", "credit", "place", "date", "identifier", "edtf", "source", "origin")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)([+-]\d\d:\d\d)?")
# Bytes that IPTC-IIM 4.2 allows for a field.
_IPTC_BYTES = {
    "ObjectName": 64,
    "Caption": 2000,
    "Byline": 32,
    "Copyright": 128,
    "Credit": 32,
    "SubLocation": 32,
    "Keywords": 64,
}


class EmbedFailed(Exception):
    """A caption could not be written, or did not come back as it was written."""


@dataclass(frozen=True, slots=True)
class Caption:
    """What is written into a copy. `titles`, `descriptions` and `events` are keyed by kk, ru, en.

    `date` is ISO 8601 as precise as it is known; one with a time becomes EXIF's DateTimeOriginal. `edtf` is
    the same date or what ISO 8601 cannot say (`193X`); `source` is the reference code of the original,
    `origin` a term of IPTC's digital source types (`negativeFilm`, `print`). A text is written up to its
    4,000th letter, a list up to its 200th entry.
    """

    titles: Mapping[str, str] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    persons: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    creator: str = ""
    rights: str = ""
    credit: str = ""
    place: str = ""
    date: str = ""
    identifier: str = ""
    events: Mapping[str, str] = field(default_factory=dict)
    edtf: str = ""
    source: str = ""
    origin: str = ""


def embed(path: str | Path, caption: Caption) -> None:
    """Write `caption` into the JPEG or TIFF at `path`, read it back and compare every letter.

    What the file held in these fields before is replaced; its colour profile and size stay.
    Raises EmbedFailed.
    """
    import pyexiv2

    pyexiv2.set_log_level(4)
    wanted = _plain(caption)
    try:
        image = pyexiv2.Image(str(path))
        try:
            image.modify_exif(_exif(wanted))
            image.modify_iptc(_iptc(wanted))
            image.modify_raw_xmp(packet(wanted))
        finally:
            image.close()
    except (RuntimeError, UnicodeError, OSError) as error:
        raise EmbedFailed(f"{Path(path).name}: the caption could not be written: {error}") from error
    _compare(path, wanted)


def sidecar(caption: Caption) -> str:
    """`caption` as the text of an `.xmp` file beside a picture; there a text may have 20,000 letters."""
    return packet(_plain(caption, _SIDECAR_LETTERS)) + "\n"


def read_back(path: str | Path) -> Caption:
    """The caption in the XMP of the picture at `path`. Raises EmbedFailed when it cannot be read."""
    found = read_exiv2(str(path))
    if found.problems:
        raise EmbedFailed(f"{Path(path).name}: {found.problems[0]}")
    xmp = found.xmp
    return Caption(
        titles=_languages(xmp.get("dc.title")),
        descriptions=_languages(xmp.get("dc.description")),
        persons=tuple(xmp.get("iptcExt.PersonInImage", ())),
        keywords=tuple(xmp.get("dc.subject", ())),
        creator="; ".join(xmp.get("dc.creator", ())),
        rights=next(iter(xmp.get("dc.rights", {}).values()), ""),
        credit=xmp.get("photoshop.Credit", ""),
        place=xmp.get("iptc.Location", ""),
        date=xmp.get("photoshop.DateCreated", ""),
        identifier=xmp.get("dc.identifier", ""),
        events=_languages(xmp.get("iptcExt.Event")),
        edtf="; ".join(xmp.get("dc.date", ())),
        source=xmp.get("dc.source", ""),
        origin=xmp.get("iptcExt.DigitalSourceType", "").removeprefix(DIGITAL_SOURCE),
    )


def _compare(path: str | Path, wanted: Caption) -> None:
    found = read_back(path)
    if found != wanted:
        raise EmbedFailed(f"{Path(path).name}: the caption did not come back as it was written")
    iptc = read_exiv2(str(path)).iptc
    if iptc.get("Caption", "") != _iptc(wanted)["Iptc.Application2.Caption"]:
        raise EmbedFailed(f"{Path(path).name}: the IPTC caption did not come back as it was written")


def _plain(caption: Caption, letters: int = _LETTERS) -> Caption:
    """`caption` as XMP can hold it: no control characters, no blanks around, no empty entries."""
    return Caption(
        titles=_texts(caption.titles, letters),
        descriptions=_texts(caption.descriptions, letters),
        events=_texts(caption.events, letters),
        persons=_list(caption.persons),
        keywords=_list(caption.keywords),
        **{name: _line(getattr(caption, name)) for name in _LINES},
    )


def _texts(texts: Mapping[str, str], letters: int) -> dict[str, str]:
    return {code: _words(text, letters) for code, text in texts.items() if _words(text, letters)}


def _list(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_line(text)[:_ENTRY] for text in texts[:_ENTRIES] if _line(text))


def _words(text: str, letters: int) -> str:
    # The only sequence that pyexiv2 takes for the beginning of another language.
    return _writable(text)[:letters].rstrip().replace(', lang="', ',  lang="')


def _line(text: str) -> str:
    return " ".join(_writable(text).split())[:_LETTERS]


def _writable(text: str) -> str:
    # U+FFFD is what readers of IPTC put for bytes that are no UTF-8: a file that holds it looks damaged.
    return clean(text).replace("\ufffd", "?")


def _first(texts: Mapping[str, str]) -> str:
    return next((texts[code] for code in ("kk", "ru", "en") if texts.get(code)), "")


def _languages(found: Any) -> dict[str, str]:
    texts = found if isinstance(found, Mapping) else {}
    return {str(code).split("-")[0]: str(text) for code, text in texts.items() if code != "x-default"}


def _iptc(caption: Caption) -> dict[str, Any]:
    texts = {
        "ObjectName": _first(caption.titles),
        "Caption": _first(caption.descriptions),
        "Byline": [caption.creator] if caption.creator else [],
        "Copyright": caption.rights,
        "Credit": caption.credit,
        "SubLocation": caption.place,
        "Keywords": list(caption.keywords),
    }
    fields = {f"Iptc.Application2.{name}": _cut(value, _IPTC_BYTES[name]) for name, value in texts.items()}
    day = caption.date[:10]
    return {
        "Iptc.Envelope.CharacterSet": _UTF8_MARK,
        **{name: value or (None if not name.endswith("Caption") else "") for name, value in fields.items()},
        "Iptc.Application2.DateCreated": day if _DAY.fullmatch(day) else None,
    }


def _cut(value: Any, size: int) -> Any:
    """`value` within `size` bytes of UTF-8, ending with a whole letter."""
    if isinstance(value, list):
        return [_cut(part, size) for part in value]
    return value.encode()[:size].decode("utf-8", "ignore").rstrip()


def _exif(caption: Caption) -> dict[str, Any]:
    taken = _STAMP.fullmatch(caption.date)
    fields: dict[str, Any] = {
        "Exif.Image.ImageDescription": _first(caption.descriptions) or _first(caption.titles) or None,
        "Exif.Image.Artist": caption.creator or None,
        "Exif.Image.Copyright": caption.rights or None,
    }
    if taken:
        fields["Exif.Photo.DateTimeOriginal"] = f"{taken[1].replace('-', ':')} {taken[2]}"
        fields["Exif.Photo.OffsetTimeOriginal"] = taken[3]
    return fields
