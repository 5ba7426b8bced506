"""A package as a BagIt bag (RFC 8493): fixed times, manifests from our digests, validated by `bagit`.

What the curator opens stands at the top, as the issue draws it; BagIt calls such files tag files and lists
them in `tagmanifest-sha256.txt`. The payload, `data/exhibition.json`, is the exhibition as data (see
docs/decisions.md).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path

from archive.errors import Damaged
from archive.exhibition import Exhibition
from exhibit.images import digest

SOFTWARE = "Muragat"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def seal(folder: Path, exhibition: Exhibition, known: Mapping[str, str]) -> dict[str, str]:
    """Write the tag files of the bag; all digests by relative path. `known` holds digests made before."""
    (folder / "bagit.txt").write_text(DECLARATION, encoding="utf-8", newline="\n")
    digests = {name: known.get(name) or digest(folder / name) for name in names(folder)}
    payload = {name: value for name, value in digests.items() if name.startswith("data/")}
    _write_manifest(folder / "manifest-sha256.txt", payload)
    _write_info(folder, exhibition, payload)
    for name in ("manifest-sha256.txt", "bag-info.txt"):
        digests[name] = digest(folder / name)
    _write_manifest(
        folder / "tagmanifest-sha256.txt",
        {name: value for name, value in digests.items() if name not in payload},
    )
    return digests


def names(folder: Path) -> list[str]:
    """Every file under `folder` by its path with slashes, sorted, without manifests and hidden files."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if not name.startswith((".", "tagmanifest-", "manifest-")))


def validate(folder: Path) -> None:
    """Read every file again. Raises Damaged when the bag is not what its manifests say."""
    import bagit

    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagError as error:
        raise Damaged(f"The package is damaged: {error}", "Check the disk, then export again.") from error


def is_package(folder: Path, slug: str) -> bool:
    """Whether `folder` is an untouched package of this exhibition: nothing in it is anyone else's."""
    info, manifest = folder / "bag-info.txt", folder / "tagmanifest-sha256.txt"
    if not info.is_file() or not manifest.is_file():
        return False
    if f"Internal-Sender-Identifier: {slug}\n" not in info.read_text(encoding="utf-8"):
        return False
    listed = set()
    for name in (manifest, folder / "manifest-sha256.txt"):
        listed |= {line.partition("  ")[2] for line in name.read_text(encoding="utf-8").splitlines()}
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    return present <= listed | {manifest.name}


def _write_manifest(path: Path, digests: Mapping[str, str]) -> None:
    lines = "".join(f"{value}  {name}\n" for name, value in sorted(digests.items()))
    path.write_text(lines, encoding="utf-8", newline="\n")


def _write_info(folder: Path, exhibition: Exhibition, payload: Mapping[str, str]) -> None:
    size = sum((folder / name).stat().st_size for name in payload)
    fields = {
        "Bag-Software-Agent": SOFTWARE,
        "Bagging-Date": exhibition.changed_at[:10] or "1970-01-01",
        "Contact-Name": exhibition.contact,
        "External-Description": exhibition.title,
        "External-Identifier": exhibition.slug,
        "Internal-Sender-Identifier": exhibition.slug,
        "Payload-Oxum": f"{size}.{len(payload)}",
    }
    lines = (f"{key}: {' '.join(value.split())}\n" for key, value in fields.items() if value.strip())
    (folder / "bag-info.txt").write_text("".join(lines), encoding="utf-8", newline="\n")
