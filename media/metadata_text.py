"""Text in metadata of any age: bytes → words, and long values cut."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

VALUE_LIMIT = 20_000
LIST_LIMIT = 300
TAG_LIMIT = 600
TOTAL_LIMIT = 300_000

# EXIF tags that say where the picture lies in the file, and blobs that only the camera's maker understands.
NOT_KEPT = re.compile(
    r"(Strip|Tile)(Offsets|ByteCounts)|JPEGTables|MakerNote|PrintIM|PrintImageMatching|ExifOffset|ExifTag|"
    r"GPSInfo|GPSTag|ApplicationNotes|XMLPacket|InterColorProfile|ImageResources|IPTC/?NAA|SubIFDs|Padding|"
    r"InteroperabilityOffset|InteroperabilityTag|(Tag )?0x[0-9A-Fa-f]{4}"
)

# Letters that cp1251 shows where KZ-1048 (the Kazakh Windows code page, ST RK 1048-2002) has Қ Һ Ұ Ә Ң:
# neither Russian nor Ukrainian text holds them, every longer Kazakh text does.
_KAZAKH_SEEN_AS_CP1251 = frozenset("ЌЋЎЈЅќћўјѕ")


def decode(raw: bytes) -> str:
    """The text of `raw`: strict UTF-8, else cp1251 or its Kazakh sister KZ-1048, no control characters."""
    return clean(_decode(raw))


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1251", "replace")
    if _KAZAKH_SEEN_AS_CP1251.isdisjoint(text):
        return text
    return raw.decode("kz1048", "replace")


def clean(text: str) -> str:
    """`text` without NULs, control characters and halves of surrogate pairs, and without blanks around it."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t\xa0\u200c\u200d").strip()


def reread(text: str) -> str:
    """The right text of a value that was read as Latin-1, which keeps every byte."""
    try:
        return decode(text.encode("latin-1"))
    except UnicodeEncodeError:
        return clean(text)


def bounded(group: str, values: Mapping[str, Any], problems: list[str]) -> dict[str, Any]:
    """`values` with long ones cut and the rest left out past a total; each cut is named in `problems`."""
    kept: dict[str, Any] = {}
    room = TOTAL_LIMIT
    for tag, value in values.items():
        if len(kept) == TAG_LIMIT or room <= 0:
            problems.append(f"{group}: more than can be kept, {len(values) - len(kept)} fields left out")
            break
        short = _cut(value)
        if short != value:
            problems.append(f"{group}:{tag}: too long, cut")
        kept[tag[:200]] = short
        room -= len(str(short))
    return kept


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= VALUE_LIMIT else value[:VALUE_LIMIT]
    if isinstance(value, list):
        return _cut_list(value)
    if isinstance(value, dict):
        return {str(key)[:40]: _cut(part) for key, part in list(value.items())[:LIST_LIMIT]}
    return value


def _cut_list(values: list[Any]) -> list[Any]:
    kept: list[Any] = []
    room = VALUE_LIMIT
    for value in values[:LIST_LIMIT]:
        short = _cut(value)
        room -= len(str(short))
        if room < 0:
            break
        kept.append(short)
    return kept
