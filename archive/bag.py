"""Seal an accession as a BagIt bag (RFC 8493) from digests that were taken while copying.

The `bagit` package validates our bags; its `make_bag` is not used, because it changes the working
directory and reads every file once more.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from archive.copying import sync_folder, write_synced
from archive.errors import Damaged

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
HEAD_LABEL = "Muragat-History-Head"


def seal(
    bag: Path, payload: Mapping[str, tuple[str, int]], info: Mapping[str, str], tags: Mapping[str, str]
) -> None:
    """Write the tag files of a bag, `bagit.txt` last: a folder without it is not sealed.

    `payload` maps each path (`data/…`) to its SHA-256 and size; `info` goes into bag-info.txt; `tags`
    are further tag files by name.
    """
    (bag / "data").mkdir(parents=True, exist_ok=True)
    oxum = f"{sum(size for _, size in payload.values())}.{len(payload)}"
    texts = {
        **tags,
        "manifest-sha256.txt": "".join(f"{payload[path][0]}  {path}\n" for path in sorted(payload)),
        "bag-info.txt": "".join(
            f"{key}: {_one_line(value)}\n" for key, value in {**info, "Payload-Oxum": oxum}.items()
        ),
    }
    for name, text in texts.items():
        write_synced(bag / name, text)
    listed = {**texts, "bagit.txt": DECLARATION}
    digests = "".join(
        f"{hashlib.sha256(listed[name].encode()).hexdigest()}  {name}\n" for name in sorted(listed)
    )
    write_synced(bag / "tagmanifest-sha256.txt", digests)
    for folder, _, _ in os.walk(bag):
        sync_folder(Path(folder))
    sync_folder(bag.parent)
    write_synced(bag / "bagit.txt", DECLARATION)
    sync_folder(bag)


def _one_line(value: str) -> str:
    return " ".join(value.split())


def is_sealed(bag: Path) -> bool:
    """Whether the bag was sealed."""
    return (bag / "bagit.txt").is_file()


def manifest(bag: Path) -> dict[str, str]:
    """The payload's digests by path. Raises Damaged when the manifest cannot be read."""
    return dict(_digests(bag / "manifest-sha256.txt"))


def tag_manifest(bag: Path) -> dict[str, str]:
    """The tag files' digests by path. Raises Damaged when it cannot be read."""
    return dict(_digests(bag / "tagmanifest-sha256.txt"))


def _digests(path: Path) -> Iterator[tuple[str, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Damaged(f"{path} cannot be read: {error}.", "Restore it from a backup.") from error
    for line in text.split("\n"):
        if line:
            digest, _, name = line.partition("  ")
            yield name, digest


def history_head(bag: Path) -> tuple[int, str] | None:
    """The number and hash of the history line that the bag bears witness to, or None."""
    try:
        text = (bag / "bag-info.txt").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    found = re.search(rf"^{HEAD_LABEL}: (\d+) ([0-9a-f]{{64}})$", text, re.MULTILINE)
    return (int(found[1]), found[2]) if found else None
