"""Where a file stands inside its bag: under its own name when every tool can carry it, else by number.

A name goes by number (`data/_names/17.jpg`, mapped in a tag file) when a manifest cannot hold it, when
bagit-python refuses it, or when another file system could not: RFC 8493 §2.1.3 (line ends and percent signs),
bagit-python's `_path_is_dangerous` (`$`, `~`), and the names that Windows reserves.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable

NUMBERED = "_names"
# A payload path is below `accessions/0003/` and a curator may copy the bag deeper still.
LONGEST_PATH = 200
LONGEST_NAME = 200
RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
FORBIDDEN = re.compile(r'[<>:"|?*\\$%]')


def place(relative: bytes, seq: int, taken: set[str]) -> str:
    """The payload path (`data/…`) of a file; `relative` begins with the name of its source folder.

    `taken` holds the paths given so far, as `twin_key` sees them, and learns this one.
    """
    path = os.fsdecode(relative)
    if not _carries(path) or twin_key(path) in taken:
        return f"data/{NUMBERED}/{seq}{_safe_suffix(path)}"
    taken.add(twin_key(path))
    return f"data/{path}"


def twin_key(path: str) -> str:
    """Equal for names that a file system may confuse: by case or by Unicode normal form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _carries(path: str) -> bool:
    parts = path.split("/")
    return (
        _is_plain_text(path)
        and len(os.fsencode(path)) <= LONGEST_PATH
        and parts[0] != NUMBERED
        and all(_part_carries(part) for part in parts)
    )


def _is_plain_text(path: str) -> bool:
    # C: controls, right-to-left marks, surrogates (bytes that are not UTF-8); Zl, Zp: line ends.
    odd = any(unicodedata.category(c)[0] == "C" or unicodedata.category(c) in ("Zl", "Zp") for c in path)
    return not odd and unicodedata.is_normalized("NFC", path) and not FORBIDDEN.search(path)


def _part_carries(part: str) -> bool:
    return (
        len(part.encode()) <= LONGEST_NAME
        and part == part.strip()
        and not part.endswith(".")
        and not part.startswith("~")
        and not RESERVED.fullmatch(part)
    )


def _safe_suffix(path: str) -> str:
    suffix = os.path.splitext(path)[1].lower()
    return suffix if re.fullmatch(r"\.[a-z0-9]{1,5}", suffix) else ""


def root_names(roots: Iterable[bytes]) -> dict[bytes, bytes]:
    """A distinct folder name inside the bag for each source folder."""
    names: dict[bytes, bytes] = {}
    used: set[str] = set()
    for root in roots:
        name = os.path.basename(root.rstrip(b"/")) or b"root"
        number = 1
        candidate = name
        while twin_key(os.fsdecode(candidate)) in used:
            number += 1
            candidate = name + f" ({number})".encode()
        used.add(twin_key(os.fsdecode(candidate)))
        names[root] = candidate
    return names


def shown(name: bytes) -> tuple[str, str | None]:
    """A name as text, and its bytes in hexadecimal when they are not UTF-8."""
    try:
        return name.decode(), None
    except UnicodeDecodeError:
        return name.decode(errors="backslashreplace"), name.hex()
