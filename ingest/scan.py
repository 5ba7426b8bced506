"""What is in the folders: candidate files, backs, event texts, sidecars, and what is left out and why.

Nothing is opened for decoding and nothing is followed: symbolic links, devices and the like are named and
left alone. Paths are bytes, because file systems allow names that are not text.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from archive.copying import open_source
from archive.errors import BadInput

FileRole = Literal["front", "back", "event_text", "sidecar", "checksums", "unknown", "left_out", "unreadable"]

EVENT_TEXTS = {".txt", ".md", ".docx", ".html", ".htm"}
SIDECARS = {".xmp"}
CHECKSUMS = re.compile(r"(?:.*\.(?:md5|sha1|sha256|sha512)|(?:md5|sha1|sha256|sha512)sums?(?:\.txt)?"
                       r"|manifest-(?:md5|sha1|sha256|sha512)\.txt)", re.IGNORECASE)  # fmt: skip
# What operating systems and cameras leave behind for themselves.
JUNK = re.compile(r"(?:thumbs\.db|desktop\.ini|ehthumbs\.db|\._.*|.*\.thm|.*\.ctg|.*~|~\$.*)", re.IGNORECASE)

# These come first, so that the numbers of the items follow the photographs in their order.
ORDER: dict[str, int] = {"front": 0, "back": 1, "event_text": 2, "sidecar": 3}

# From the first bytes of a file, its media type or None.
Identify = Callable[[bytes], str | None]
HEAD_BYTES = 1024


@dataclass(frozen=True, slots=True)
class Found:
    """One file under a source folder. `mate` is the path of its front, for a back, a sidecar or a
    text of the same name.

    `reason` says why a file is left out. `size` and `mtime_ns` are as the scan saw them.
    """

    path: bytes
    root: bytes
    role: FileRole
    size: int
    mtime_ns: int
    media_type: str | None = None
    mate: bytes | None = None
    reason: str | None = None

    @property
    def name(self) -> bytes:
        """The file's name."""
        return os.path.basename(self.path)

    @property
    def folder(self) -> bytes:
        """The folder that holds the file."""
        return os.path.dirname(self.path)


def scan(
    sources: Sequence[Path], identify: Identify, back_suffixes: Sequence[str], archive: Path | None = None
) -> list[Found]:
    """Every file under the source folders, once, in a stable order: photographs, backs, texts, the rest.

    `archive` is named where it stands below a source, and not walked. Raises BadInput when a source is not a
    folder.
    """
    own = archive.stat() if archive else None
    found: dict[bytes, Found] = {}
    for source in sources:
        root = _root(source)
        for one in _walk(root, identify, own):
            found.setdefault(one.path, one)
    paired = _pair(list(found.values()), back_suffixes)
    return sorted(paired, key=lambda one: (ORDER.get(one.role, 9), _natural(one.folder), _natural(one.name)))


def _root(source: Path) -> bytes:
    try:
        if not source.exists():
            raise BadInput(f"There is no folder {source}.", "Check the path.")
        if not source.is_dir():
            raise BadInput(f"{source} is not a folder.", "Name the folder that holds the files.")
    except OSError as error:
        raise BadInput(
            f"{source} cannot be looked at: {error.strerror}.", "Check its permissions."
        ) from error
    # A path that ends in «..» names no folder that could stand in a bag.
    return os.fsencode(source.resolve() if ".." in source.parts else source.absolute())


def _natural(path: bytes) -> tuple[tuple[tuple[bool, int, str], ...], str, bytes]:
    """A sort key in which «2» stands before «10», «a» before «a2», and letters' case does not count."""
    stem, suffix = os.path.splitext(unicodedata.normalize("NFC", os.fsdecode(path)).casefold())
    parts = [part for part in re.split(r"([0-9]+)", stem) if part]
    # Not isdigit(): «²» is a digit to Python, and no number.
    key = tuple((False, int(part), part) if "0" <= part[0] <= "9" else (True, 0, part) for part in parts)
    return key, suffix, path


def _walk(root: bytes, identify: Identify, own: os.stat_result | None) -> Iterator[Found]:
    """Every file below the root. Folders wait in a list: a tree may be deeper than Python's stack."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            if own and folder != root and os.path.samestat(os.lstat(folder), own):
                # Refused, not skipped: whoever erases this source erases the archive.
                yield Found(folder, root, "unreadable", 0, 0, reason=OWN)
                continue
            entries = _listing(folder, root, identify)
        except OSError as error:
            reason = f"the folder cannot be read: {error.strerror}"
            yield Found(folder, root, "unreadable", 0, 0, reason=reason)
            continue
        for path, found in reversed(entries):
            if found is None:
                waiting.append(path)
        yield from (found for _, found in entries if found is not None)


def _listing(folder: bytes, root: bytes, identify: Identify) -> list[tuple[bytes, Found | None]]:
    """What stands in a folder, by name; None for a folder that is to be walked. Raises OSError."""
    # The user may name a link as a source; inside, none is followed, not even one that was a folder just now.
    descriptor = open_source(folder, os.O_DIRECTORY, follow=folder == root)
    try:
        with os.scandir(descriptor) as entries:
            listed = sorted((os.fsencode(entry.name), entry) for entry in entries)
        paths = ((os.path.join(folder, name), entry) for name, entry in listed)
        return [(path, _look(path, entry, root, identify)) for path, entry in paths]
    finally:
        os.close(descriptor)


def _look(path: bytes, entry: os.DirEntry[str], root: bytes, identify: Identify) -> Found | None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return Found(path, root, "unreadable", 0, 0, reason=f"cannot be read: {error.strerror}")
    if stat.S_ISDIR(status.st_mode):
        return None
    plain = Found(path, root, "left_out", status.st_size, status.st_mtime_ns)
    reason = _reason_to_leave_out(os.path.relpath(path, root), status)
    if reason:
        return replace(plain, reason=reason)
    try:
        return _classify(plain, identify)
    except OSError as error:
        return replace(plain, role="unreadable", reason=f"cannot be read: {error.strerror}")


def _reason_to_leave_out(relative: bytes, status: os.stat_result) -> str | None:
    *folders, name = relative.split(b"/")
    if stat.S_ISLNK(status.st_mode):
        return "a symbolic link is not followed"
    if not stat.S_ISREG(status.st_mode):
        return "not a file (a pipe, socket or device)"
    if JUNK.fullmatch(os.fsdecode(name)):
        return "a file that a program keeps for itself"
    if name.startswith(b"."):
        return "a hidden file"
    if any(folder.startswith(b".") for folder in folders):
        return "in a hidden folder"
    if status.st_size == 0:
        return "an empty file"
    return None


def _classify(plain: Found, identify: Identify) -> Found:
    name = os.fsdecode(plain.name)
    suffix = os.path.splitext(name)[1].lower()
    if CHECKSUMS.fullmatch(name):
        return replace(plain, role="checksums", reason="the donor's checksums: compared, not kept")
    media_type = identify(_head(plain.path))
    if media_type:
        return replace(plain, role="front", media_type=media_type)
    if suffix in EVENT_TEXTS:
        return replace(plain, role="event_text", media_type=TEXT_TYPES[suffix])
    if suffix in SIDECARS:
        return replace(plain, role="sidecar", media_type="application/rdf+xml")
    return replace(plain, role="unknown", media_type="application/octet-stream", reason=NOT_READ)


def _head(path: bytes) -> bytes:
    with os.fdopen(open_source(path), "rb") as file:
        return file.read(HEAD_BYTES)


OWN = "it is this archive itself, which is not received into itself"
NOT_READ = "not a format that Muragat reads; --keep-undecodable stores it as it is"
TEXT_TYPES = {
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def _pair(found: list[Found], back_suffixes: Sequence[str]) -> list[Found]:
    """Give backs, sidecars and texts of one picture the path of their front."""
    fronts: dict[tuple[bytes, str], bytes] = {}
    for one in found:
        if one.role == "front":
            fronts.setdefault((one.folder, _stem(one.name)), one.path)
            fronts.setdefault((one.folder, _key(one.name)), one.path)
    taken: set[bytes] = set()
    return [_paired(one, fronts, back_suffixes, taken) for one in sorted(found, key=lambda one: one.path)]


def _paired(
    one: Found, fronts: dict[tuple[bytes, str], bytes], back_suffixes: Sequence[str], taken: set[bytes]
) -> Found:
    if one.role == "sidecar":
        stem = _stem(one.name)
        mate = fronts.get((one.folder, stem))
        return replace(one, mate=mate) if mate else replace(
            one, role="unknown", reason="a sidecar without its picture"
        )  # fmt: skip
    if one.role == "event_text":
        # «1.txt» beside «1.jpg» may be its caption: `event_sources` decides when it is read.
        return replace(one, mate=fronts.get((one.folder, _stem(one.name))))
    if one.role != "front":
        return one
    stem = _stem(one.name)
    for suffix in sorted(back_suffixes, key=len, reverse=True):
        if stem.endswith(suffix.casefold()) and len(stem) > len(suffix):
            return _as_back(
                one, fronts.get((one.folder, stem.removesuffix(suffix.casefold()))), suffix, taken
            )
    return one


def _as_back(one: Found, front: bytes | None, suffix: str, taken: set[bytes]) -> Found:
    if front and front not in taken:
        taken.add(front)
        return replace(one, role="back", mate=front)
    # "_b" alone is too common an ending to mean a back when there is no front.
    if front is None and len(suffix) > 2:
        return replace(one, role="back")
    return one


def _key(name: bytes) -> str:
    return unicodedata.normalize("NFC", os.fsdecode(name)).casefold()


def _stem(name: bytes) -> str:
    return os.path.splitext(_key(name))[0]
