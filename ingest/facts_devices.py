"""Cameras, scanners and programs by the names that they write into files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Metadata = Mapping[str, Any]

# Product lines that scan, by the names that their makers sell them under, and programs that drive scanners.
_SCANNER = re.compile(
    r"scan(?!ia)|coolscan|\blide\b|flextight|imacon|plustek|opticfilm|reflecta|microtek|mustek|umax"
    r"|zeutschel|bookeye|\bczur\b|contex|imageformula|\bfi-\d{4}|silverfast|vuescan|naps2|xsane|twain|\bwia\b"
    r"|office lens|microsoft lens"
    r"|\bepson\b.*\b(perfection|expression|gt-?\w+|wf-?\w+|[eds][st]-?\d+|l\d{3,4})"
    r"|imagerunner|i-sensys|\bmfp?\b|\bmf\d{3,4}|bizhub|taskalfa|workcentre|versalink|laserjet|officejet"
    r"|paperport|finereader",
    re.IGNORECASE,
)
_EDITOR = re.compile(
    r"adobe|photoshop|lightroom|gimp|acdsee|picasa|paint|photoscape|xnview|irfanview|faststone|digikam|corel"
    r"|affinity|capture one|darktable|snapseed|photos? \d|windows photo|microsoft",
    re.IGNORECASE,
)
# What cameras, phones and programs put where a person's words belong.
_PLACEHOLDER = re.compile(
    r"(\w+ ){0,3}digital (still )?camera|sony dsc|exif[_ ]jpeg[_ ]?\w*|dcim[\\/].*|untitled|default"
    r"|unknown( author)?|screenshot|camera|image|photo|picture|none|null|n/?a|test|user|admin(istrator)?"
    r"|owner|author|copyright"
    r"|lead technologies.*|creator: gd-jpeg.*|applemark|ascii|created with .*|microsoft word .*|hp_?\w*pc"
    r"|без имени.*|безымянный.*|пользователь|неизвестно|\W*|<.*>|\{.*"
    r"|(img|dscn?|dscf|p|mvimg)_?\d+(\.jpe?g)?",
    re.IGNORECASE | re.DOTALL,
)
# EXIF 2.3, tag FileSource: 1 a film scanner, 2 a scanner of prints, 3 a camera.
_SCANNED_SOURCES = ("1", "2")
# IPTC NewsCodes, digital source type: from film or print.
_SCANNED_TYPES = ("negativeFilm", "positiveFilm", "print")
# A field of a camera can be long only by accident or malice: patterns look at its beginning.
_LOOK = 300


def _text(metadata: Metadata, group: str, tag: str) -> str:
    found = metadata.get(group, {}).get(tag, "")
    return found.strip()[:_LOOK] if isinstance(found, str) else ""


def camera_name(metadata: Metadata) -> str | None:
    """Maker and model of the device, or None: `Nikon D850`, once when the model repeats its maker."""
    make = _text(metadata, "exif", "Make") or _text(metadata, "xmp", "tiff.Make")
    model = _text(metadata, "exif", "Model") or _text(metadata, "xmp", "tiff.Model")
    if make and model.casefold().startswith(make.casefold().split()[0]):
        make = ""
    return " ".join(part for part in (make, model) if part) or None


def scanner_name(metadata: Metadata) -> str | None:
    """The scanner that made the file, or None when nothing says that it was scanned."""
    device = camera_name(metadata) or ""
    software = _text(metadata, "exif", "Software") or _text(metadata, "xmp", "xmp.CreatorTool")
    program = " ".join((software, _text(metadata, "pdf", "Creator"), _text(metadata, "pdf", "Producer")))
    if _SCANNER.search(device):
        return device
    if _SCANNER.search(program):
        return device or program.strip()
    if _says_scanned(metadata):
        return device or "scanner"
    return None


def _says_scanned(metadata: Metadata) -> bool:
    sources = _text(metadata, "exif", "FileSource"), _text(metadata, "xmp", "exif.FileSource")
    kind = _text(metadata, "xmp", "iptcExt.DigitalSourceType").rpartition("/")[2]
    return any(source in _SCANNED_SOURCES for source in sources) or kind in _SCANNED_TYPES


def is_editor(metadata: Metadata) -> bool:
    """Whether a program for editing pictures wrote the file last."""
    return _EDITOR.search(_text(metadata, "exif", "Software")) is not None


def is_device_text(text: str, metadata: Metadata) -> bool:
    """Whether `text` is what a device or a program writes, not words of a person."""
    names = {_text(metadata, "exif", tag).casefold() for tag in ("Make", "Model", "Software")}
    return text.casefold() in names or _PLACEHOLDER.fullmatch(text[:_LOOK]) is not None
