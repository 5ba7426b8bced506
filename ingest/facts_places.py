"""Where the camera stood, out of EXIF or XMP."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

Metadata = Mapping[str, Any]

_FRACTION = re.compile(r"(\d{1,12})/(\d{1,12})|(\d{1,5}(?:\.\d{1,12})?)")
# XMP: `43,14.5000N` or `43,14,30N`.
_XMP = re.compile(r"(\d{1,3}),(\d{1,2}(?:\.\d{1,12})?)(?:,(\d{1,2}(?:\.\d{1,12})?))?([NSEW])")


def position(metadata: Metadata) -> tuple[float, float] | None:
    """Latitude and longitude in degrees, or None: not there, damaged, off the Earth, or 0° 0° (no fix)."""
    exif, xmp = metadata.get("exif", {}), metadata.get("xmp", {})
    for read, source in ((_from_exif, exif), (_from_xmp, xmp)):
        latitude, longitude = read(source, "Latitude", "NS"), read(source, "Longitude", "EW")
        if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
            continue
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            return round(latitude, 7), round(longitude, 7)
    return None


def _from_exif(exif: Mapping[str, Any], axis: str, letters: str) -> float | None:
    letter = str(exif.get(f"GPS{axis}Ref", ""))[:1].upper()
    parts = [_fraction(part) for part in str(exif.get(f"GPS{axis}", "")).split()]
    if not letter or letter not in letters or not 1 <= len(parts) <= 3 or None in parts:
        return None
    return _degrees([part for part in parts if part is not None], letter)


def _from_xmp(xmp: Mapping[str, Any], axis: str, letters: str) -> float | None:
    found = _XMP.fullmatch(str(xmp.get(f"exif.GPS{axis}", "")).strip())
    if found is None or found[4] not in letters:
        return None
    return _degrees([Fraction(part) for part in found.groups()[:3] if part], found[4])


def _fraction(text: str) -> Fraction | None:
    found = _FRACTION.fullmatch(text)
    if found is None or (found[2] and int(found[2]) == 0):
        return None
    return Fraction(int(found[1]), int(found[2])) if found[1] else Fraction(found[3])


def _degrees(parts: list[Fraction], letter: str) -> float | None:
    if any(part >= 60 for part in parts[1:]):
        return None
    degrees = sum(part / 60**power for power, part in enumerate(parts))
    return float(-degrees if letter in "SW" else degrees)
