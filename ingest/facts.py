"""Raw EXIF, IPTC and XMP → plain facts, with the field that each came from.

**Which field counts.** XMP before IPTC before EXIF, among the fields that the Metadata Working Group pairs
with each other ("Guidelines for Handling Image Metadata" 2.0, 2010, ch. 5): people caption in programs that
write XMP, and IPTC beside it for old readers; EXIF is ASCII by its standard, its ImageDescription often a
maker's placeholder. What the others say differently is kept in `conflicts`.
**Which date counts.** photoshop:DateCreated and IPTC DateCreated are the date of the picture, whatever device
made the file; EXIF dates are those of the device: of a camera the date taken, of a scanner the date scanned.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from ingest.facts_dates import Stamp, pdf_stamp, stamp
from ingest.facts_devices import camera_name, is_device_text, is_editor, scanner_name
from ingest.facts_models import made_from
from ingest.facts_people import persons
from ingest.facts_places import position
from language.dates import parse_edtf

Metadata = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that says something else than the one that counted."""

    fact: str
    source: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a file says about its picture.

    `taken` is ISO 8601 as precise as it is known (`1936`, `2024-09-18T10:11:12+05:00`), without offset when
    none is known, or EDTF (`193X`) where a cataloguer wrote so; `taken_field` is where it stood
    (`exif:DateTimeOriginal`). A stamp that cannot be believed is not in `taken`: `doubtful` says which and
    why, `doubted` the day that it shows. `gps` is latitude, longitude in degrees (WGS 84). `sources` names
    the field of every other fact.
    """

    taken: str | None = None
    taken_field: str | None = None
    doubtful: str | None = None
    doubted: str | None = None
    scanned_at: str | None = None
    camera: str | None = None
    scanner: str | None = None
    gps: tuple[float, float] | None = None
    description: str | None = None
    title: str | None = None
    keywords: tuple[str, ...] = ()
    creator: str | None = None
    copyright: str | None = None
    persons: tuple[str, ...] = ()
    place: str | None = None
    city: str | None = None
    region: str | None = None
    country: str | None = None
    orientation: int | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()


_TEXTS: dict[str, tuple[str, ...]] = {
    "description": (
        *("xmp:dc.description", "iptc:Caption", "exif:ImageDescription", "exif:UserComment"),
        *("exif:XPComment", "exif:XPSubject", "pdf:Subject"),
    ),
    "title": (
        *("xmp:dc.title", "iptc:ObjectName", "xmp:photoshop.Headline", "iptc:Headline", "exif:XPTitle"),
        "pdf:Title",
    ),
    "creator": ("xmp:dc.creator", "iptc:Byline", "exif:Artist", "exif:XPAuthor", "pdf:Author"),
    "copyright": ("xmp:dc.rights", "iptc:Copyright", "exif:Copyright"),
    "place": ("xmp:iptc.Location", "iptc:SubLocation"),
    "city": ("xmp:photoshop.City", "iptc:City"),
    "region": ("xmp:photoshop.State", "iptc:ProvinceState"),
    "country": ("xmp:photoshop.Country", "iptc:CountryName"),
}
# Where a headline stands beside a title, or a comment beside a caption, both are right.
_NO_CONFLICT = frozenset(
    ("xmp:photoshop.Headline", "iptc:Headline", "exif:UserComment", "exif:XPComment", "exif:XPSubject")
)
_KEYWORDS = ("xmp:dc.subject", "iptc:Keywords", "exif:XPKeywords")
_LANGUAGES = ("x-default", "kk", "kk-KZ", "ru", "ru-RU", "en", "en-US")


def facts(metadata: Metadata, today: date | None = None) -> Facts:
    """The plain facts in what `media.metadata.read` gave. `today` bounds dates; it is today's by default."""
    texts, sources, conflicts = _texts(metadata)
    dates = _dates(metadata, today or datetime.now(UTC).date())
    scanner = scanner_name(metadata)
    return Facts(
        **dates,
        **texts,
        camera=None if scanner else camera_name(metadata),
        scanner=scanner,
        gps=position(metadata),
        keywords=_keywords(metadata),
        persons=persons(metadata),
        orientation=_orientation(metadata),
        sources=sources,
        conflicts=conflicts,
    )


def value(metadata: Metadata, source: str) -> str:
    """The text of the field `source` (`xmp:dc.title`), of several languages its default; "" for none."""
    group, _, tag = source.partition(":")
    found = metadata.get(group, {}).get(tag, "")
    if isinstance(found, Mapping):
        chosen = next((found[code] for code in _LANGUAGES if found.get(code)), "")
        return str(chosen or next(iter(found.values()), "")).strip()
    if isinstance(found, list):
        return "; ".join(str(part).strip() for part in found if str(part).strip())
    return str(found).strip()


def _texts(metadata: Metadata) -> tuple[dict[str, Any], dict[str, str], tuple[Conflict, ...]]:
    texts: dict[str, Any] = {}
    sources: dict[str, str] = {}
    conflicts: list[Conflict] = []
    for fact, fields in _TEXTS.items():
        said = [(source, _worth(metadata, source)) for source in fields]
        said = [(source, text) for source, text in said if text]
        if not said:
            continue
        sources[fact], texts[fact] = said[0]
        conflicts += [
            Conflict(fact, source, text) for source, text in said[1:] if _differs(source, text, said)
        ]
    return texts, sources, tuple(conflicts)


def _worth(metadata: Metadata, source: str) -> str:
    """The text of a field, "" when a device wrote it and no person."""
    text = value(metadata, source).strip("; ")
    return "" if is_device_text(text, metadata) else text


def _differs(source: str, text: str, said: list[tuple[str, str]]) -> bool:
    # IPTC fields have a length (ObjectName 64 bytes, Caption 2000): a beginning is not a contradiction.
    one, other = " ".join(text.split()).casefold(), " ".join(said[0][1].split()).casefold()
    return source not in _NO_CONFLICT and not one.startswith(other) and not other.startswith(one)


def _keywords(metadata: Metadata) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for source in _KEYWORDS:
        for word in value(metadata, source).split(";"):
            if word.strip():
                found.setdefault(word.strip().casefold(), word.strip())
    return tuple(found.values())


def _orientation(metadata: Metadata) -> int | None:
    text = value(metadata, "exif:Orientation") or value(metadata, "xmp:tiff.Orientation")
    return int(text) if text in tuple("12345678") else None


def _dates(metadata: Metadata, latest: date) -> dict[str, Any]:
    written = _read(metadata, latest, _WRITTEN) or _in_edtf(metadata)
    device = _read(metadata, latest, _DEVICE)
    if scanner_name(metadata):
        scanned = next((found for _, found in device if found.iso), None) or _pdf(metadata, latest)
        # Scanning programs copy their own date into every field: only another day is the picture's.
        written = [
            (source, found) for source, found in written if scanned is None or found.day != scanned.day
        ]
        return {**_chosen(written), "scanned_at": scanned.iso if scanned else None}
    has_camera = camera_name(metadata) is not None
    if has_camera and not is_editor(metadata):
        device = _read(metadata, latest, _DEVICE, made_from(metadata, camera_name(metadata)))
    believed = [entry for entry in device if has_camera or entry[0] in _ORIGINAL]
    if has_camera and not device and not is_editor(metadata):
        believed = _read(metadata, latest, (("exif:DateTime", "exif:OffsetTime", True),))
    return _chosen(_finer(written, believed))


_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?(T.*)?$")


def _in_edtf(metadata: Metadata) -> list[tuple[str, Stamp]]:
    """A date that no other field of XMP holds («1958~», «193X»), as `muragat export-metadata` writes it.

    A plain dc:date may be that of the scan or of the file; one in EDTF is a cataloguer's.
    """
    text = value(metadata, "xmp:dc.date")
    try:
        edtf = parse_edtf(text) if text and not _ISO.match(text) else ""
    except ValueError:
        edtf = ""
    return [("xmp:dc.date", Stamp(edtf))] if edtf else []


# Field, the field of its offset, and whether a clock wrote it.
_WRITTEN = (("xmp:photoshop.DateCreated", "", False), ("iptc:DateCreated", "", False))
_DEVICE = (
    ("exif:DateTimeOriginal", "exif:OffsetTimeOriginal", True),
    ("xmp:exif.DateTimeOriginal", "", True),
    ("exif:DateTimeDigitized", "exif:OffsetTimeDigitized", True),
    ("xmp:exif.DateTimeDigitized", "", True),
    ("xmp:xmp.CreateDate", "", True),
)
_ORIGINAL = frozenset(("exif:DateTimeOriginal", "xmp:exif.DateTimeOriginal"))


def _read(
    metadata: Metadata,
    latest: date,
    fields: tuple[tuple[str, str, bool], ...],
    earliest: date | None = None,
) -> list[tuple[str, Stamp]]:
    found = []
    for source, offset_source, clock in fields:
        text = value(metadata, source)
        if source == "iptc:DateCreated" and text:
            text = f"{text}T{value(metadata, 'iptc:TimeCreated')}".removesuffix("T")
        offset = value(metadata, offset_source) or value(metadata, "exif:OffsetTime")
        if text:
            found.append((source, stamp(text, offset if offset_source else None, latest, clock, earliest)))
    return found


def _finer(written: list[tuple[str, Stamp]], device: list[tuple[str, Stamp]]) -> list[tuple[str, Stamp]]:
    """All stamps in the order of belief: what people wrote, unless a clock says the same more precisely."""
    said = next((found.iso for _, found in written if found.iso), None)
    finer = [entry for entry in device if said and entry[1].iso and _same_but_finer(said, entry[1].iso)]
    return finer + written + device


def _same_but_finer(coarse: str, fine: str) -> bool:
    midnight = coarse[:10] == fine[:10] and coarse[11:19] in ("00:00:00", "00:00")
    return fine != coarse and (fine.startswith(coarse) or midnight)


def _chosen(stamps: list[tuple[str, Stamp]]) -> dict[str, Any]:
    good = next(((source, found.iso) for source, found in stamps if found.iso), (None, None))
    doubt = next((f"{source}: {found.doubt}" for source, found in stamps if found.doubt), None)
    doubted = next((found.said for _, found in stamps if found.doubt), None)
    return {"taken": good[1], "taken_field": good[0], "doubtful": doubt, "doubted": doubted}


def _pdf(metadata: Metadata, latest: date) -> Stamp | None:
    text = value(metadata, "pdf:CreationDate")
    return pdf_stamp(text, latest) if text else None
