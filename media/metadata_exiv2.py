"""EXIF, IPTC and XMP by pyexiv2, with text of any age made right."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from media.metadata_text import NOT_KEPT, reread

_EXIF_GROUPS = ("Image", "Photo", "GPSInfo")
# Settings of a photo editor, its history and thumbnails: thousands of fields that say nothing of the picture.
_NOT_KEPT_XMP = (
    "crs.",
    "xmpMM.",
    "photoshop.DocumentAncestors",
    "photoshop.History",
    "xmp.Thumbnails",
    "crd.",
)
_UTF8_MARK = "\x1b%G"


@dataclass(slots=True)
class Found:
    """What exiv2 read. `problems` names the parts that it could not read."""

    exif: dict[str, str] = field(default_factory=dict)
    iptc: dict[str, Any] = field(default_factory=dict)
    xmp: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_exiv2(path: str) -> Found:
    """The metadata of the picture or sidecar at `path`; never raises on what a file holds.

    XMP that declares a document type is not read: it can only be an attack.
    """
    import pyexiv2

    pyexiv2.set_log_level(4)
    found = Found()
    try:
        with _plain_name(path) as name:
            image = pyexiv2.Image(name)
    except (
        Exception
    ) as error:  # exiv2 raises RuntimeError with its own words, pyexiv2 whatever it stumbles over
        return _from_the_rest(path, str(error).replace(f"{name}: ", ""))
    _fill(found, image)
    return found


def _fill(found: Found, image: Any) -> None:
    found.exif = _part("exif", found.problems, lambda: _exif(image.read_exif(encoding="latin-1")))
    found.iptc = _part(
        "iptc", found.problems, lambda: _iptc(image.read_iptc(encoding="latin-1"), found.problems)
    )
    found.xmp = _part("xmp", found.problems, lambda: _xmp(image.read_xmp(encoding="latin-1")))
    packet = _part("xmp", found.problems, lambda: {"packet": image.read_raw_xmp(encoding="latin-1")})
    if not found.xmp and packet.get("packet", "").strip("\0 \n") and "<!DOCTYPE" in packet["packet"]:
        found.problems.append("xmp: it declares a document type and was not read")
    elif not found.xmp and "rdf:Description" in packet.get("packet", "") and "=" in packet["packet"]:
        found.problems += _damaged(packet["packet"])
    image.close()


def _damaged(packet: str) -> list[str]:
    from xml.etree import ElementTree

    try:
        ElementTree.fromstring(packet.encode("latin-1").strip(b"\0 \r\n\t"))
    except ElementTree.ParseError as error:
        return [f"xmp: damaged: {error}"]
    return []


def _from_the_rest(path: str, reason: str) -> Found:
    """A JPEG whose EXIF is broken can still hold captions: exiv2 reads it again without that segment."""
    import pyexiv2

    found = Found(problems=[f"exiv2: {reason}"])
    head = _without_exif(path)
    if head is None:
        return found
    try:
        image = pyexiv2.ImageData(head)
    except Exception:
        return found
    _fill(found, image)
    return found


def _without_exif(path: str) -> bytes | None:
    with Path(path).open("rb") as file:
        data = file.read(8 * 1024 * 1024)
    if not data.startswith(b"\xff\xd8"):
        return None
    kept, at = [b"\xff\xd8"], 2
    while data[at : at + 1] == b"\xff" and data[at + 1 : at + 2] not in (b"\xda", b"\xd9", b""):
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 4 : at + 8] != b"Exif":
            kept.append(data[at:end])
        at = end
    return b"".join([*kept, b"\xff\xd9"])


@contextmanager
def _plain_name(path: str) -> Iterator[str]:
    """A name of the file that exiv2 takes: absolute (it reads `http:` and `-` as protocols) and UTF-8."""
    full = os.path.abspath(path)  # noqa: PTH100 - Path cannot hold some names that a file system can
    try:
        full.encode("utf-8")
    except UnicodeEncodeError:
        with tempfile.TemporaryDirectory(prefix="muragat-") as folder:
            link = Path(folder, "picture")
            link.symlink_to(full)
            yield str(link)
        return
    yield full


def _part(group: str, problems: list[str], read: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        return read()
    except Exception as error:
        problems.append(f"{group}: {type(error).__name__}: {error}")
        return {}


def _exif(raw: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in raw.items():
        _, group, name = key.split(".", 2)
        if group not in _EXIF_GROUPS or NOT_KEPT.fullmatch(name):
            continue
        text = value if name.startswith("XP") else _reread(value)
        text = _comment(text) if name == "UserComment" else text
        if isinstance(text, str) and text.strip("\0 "):
            found.setdefault(name, text)
    return found


def _comment(value: Any) -> Any:
    """A UserComment as its words; exiv2 puts `charset=Unicode ` before them."""
    if isinstance(value, str) and value.startswith("charset="):
        value = value.partition(" ")[2]
    return "" if isinstance(value, str) and value.startswith("binary comment") else value


def _iptc(raw: dict[str, Any], problems: list[str]) -> dict[str, Any]:
    mark = raw.get("Iptc.Envelope.CharacterSet")
    found = {key.split(".")[-1]: _reread(value) for key, value in raw.items()}
    if mark == _UTF8_MARK and any("�" in str(value) for value in found.values()):
        problems.append("iptc: marked as UTF-8 and is not")
    return {key: value for key, value in found.items() if value and key != "CharacterSet"}


def _xmp(raw: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in raw.items():
        name = key.removeprefix("Xmp.")
        if name.startswith(_NOT_KEPT_XMP) or "xmpGImg:image" in name or value in ("", [], {}):
            continue
        found[name] = _reread(value)
    return found


def _reread(value: Any) -> Any:
    if isinstance(value, str):
        return reread(value)
    if isinstance(value, dict):
        return {_language(key): reread(text) for key, text in value.items()}
    return [text for text in map(_reread, value) if text]


def _language(key: str) -> str:
    return key.removeprefix('lang="').removesuffix('"')
