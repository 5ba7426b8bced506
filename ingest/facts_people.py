"""Who is in the picture, as programs for naming faces and captioning write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

Metadata = Mapping[str, Any]

# IPTC Extension, Metadata Working Group, Microsoft People tags.
_NAME = re.compile(
    r"iptcExt\.PersonInImageWDetails\[\d+\]/iptcExt:PersonName"
    r"|(?P<region>mwg-rs\.Regions/mwg-rs:RegionList\[\d+\])/mwg-rs:Name"
    r"|MP\.RegionInfo/MPRI:Regions\[\d+\]/MPReg:PersonDisplayName"
)
_BRANCHES = frozenset(("people", "persons", "адамдар", "тұлғалар", "люди", "персоны"))
_NOBODY = frozenset(("unknown", "unconfirmed", "ignored", "неизвестный", "неизвестно", "белгісіз"))


def persons(metadata: Metadata) -> tuple[str, ...]:
    """The names in XMP, each once, in the order in which they stand there."""
    found: dict[str, str] = {}
    for name in _names(metadata.get("xmp", {})):
        plain = " ".join(name.split())
        if plain and plain.casefold() not in _NOBODY:
            found.setdefault(plain.casefold(), plain)
    return tuple(found.values())


def _names(xmp: Mapping[str, Any]) -> Iterator[str]:
    yield from _list(xmp.get("iptcExt.PersonInImage"))
    for tag, value in xmp.items():
        match = _NAME.fullmatch(tag)
        if match and not (match["region"] and _is_other(xmp, match["region"])):
            yield from _list(value)
    for tag, separator in (("digiKam.TagsList", "/"), ("lr.hierarchicalSubject", "|")):
        for path in _list(xmp.get(tag)):
            branch, _, name = path.partition(separator)
            if name and branch.casefold() in _BRANCHES:
                yield name.rpartition(separator)[2]


def _is_other(xmp: Mapping[str, Any], region: str) -> bool:
    """Whether a region is a pet, a barcode or a point of focus, not a face."""
    return str(xmp.get(f"{region}/mwg-rs:Type", "Face")) != "Face"


def _list(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [str(part) for part in list(value.values())[:1]]
    return [str(part) for part in value] if isinstance(value, list) else [str(value)] if value else []
