"""Uploaded files on their way into the archive: rebuilt as folders under `uploads/`, then ingested.

A name is kept exactly as it was given, or refused; it never leads out of its upload's folder.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Protocol

from archive.errors import BadInput, NoSpace, NotFound

# What an ingest can read, and what may stand beside it.
PICTURES = (
    ".jpg",
    ".jpeg",
    ".jpe",
    ".jfif",
    ".png",
    ".tif",
    ".tiff",
    ".webp",
    ".heic",
    ".heif",
    ".bmp",
    ".pdf",
)
COMPANIONS = (".txt", ".md", ".docx", ".html", ".htm", ".xmp", ".md5", ".sha1", ".sha256", ".sha512")
KINDS = frozenset((*PICTURES, *COMPANIONS))
MOST_FILES = 5_000
MOST_BYTES = 64 * 10**9
# A scan of 150 million pixels with 16 bits a sample has 900 MB.
MOST_BYTES_A_FILE = 10**9
# An upload is copied once more when it is ingested, and the archive needs room to live.
SPARE_BYTES = 2 * 10**9
# Limits of Linux file systems (limits.h, NAME_MAX) and a depth that no event has.
LONGEST_NAME, DEEPEST = 255, 16
KEPT_SECONDS = 7 * 24 * 3600
CHUNK = 1 << 20
UPLOAD_ID = re.compile(r"[0-9a-f]{24}")
FORBIDDEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class Stream(Protocol):
    """Where bytes come from."""

    def read(self, size: int, /) -> bytes:
        """The next bytes; none at the end."""


@dataclass(slots=True)
class Upload:
    """One upload: whose it is, what was said of it, and which files were not taken and why."""

    id: str
    by: str
    said: dict[str, str]
    refused: list[tuple[str, str]] = field(default_factory=list)
    files: int = 0
    size: int = 0
    job: str = ""


class Refused(Exception):
    """A file is not taken; the message says why, in English."""


def parts_of(name: str) -> tuple[str, ...]:
    """A relative path as a browser sends it → its parts, each as it is. Raises Refused."""
    if not name or FORBIDDEN.search(name):
        raise Refused("its name has signs that no name may have")
    if name.startswith(("/", "\\\\")) or re.match(r"[A-Za-z]:[\\/]", name):
        raise Refused("its name is an absolute path")
    parts = tuple(name.split("/"))
    if any(part in ("", ".", "..") for part in parts) or ".." in name.replace("\\", "/").split("/"):
        raise Refused("its name leads to another folder")
    if len(parts) > DEEPEST:
        raise Refused("it lies in too many folders")
    if any(len(part.encode()) > LONGEST_NAME for part in parts):
        raise Refused("its name is too long")
    return parts


def kind_of(name: str) -> str:
    """The ending of a name. Raises Refused when it is of no kind that an ingest reads."""
    ending = os.path.splitext(name)[1].lower()
    if ending not in KINDS:
        raise Refused("not a kind of file that is taken here")
    return ending


class Uploads:
    """The uploads of one archive, under `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, by: str, said: Mapping[str, str]) -> Upload:
        """A new upload; those that were left behind long ago are removed. Raises NoSpace."""
        self._sweep()
        self.check_space()
        one = Upload(secrets.token_hex(12), by, dict(said))
        self.files_of(one).mkdir(parents=True)
        self.keep(one)
        return one

    def upload(self, upload_id: str, by: str) -> Upload:
        """The upload of that id when it is this person's. Raises NotFound."""
        if not UPLOAD_ID.fullmatch(upload_id):
            raise NotFound("There is no such upload.", "Begin again.")
        try:
            values = json.loads((self.folder / upload_id / "upload.json").read_text("utf-8"))
        except (OSError, ValueError):
            raise NotFound("There is no such upload.", "Begin again.") from None
        one = Upload(**{**values, "refused": [tuple(pair) for pair in values["refused"]]})
        if one.by != by:
            raise NotFound("There is no such upload.", "Begin again.")
        return one

    def take(self, one: Upload, name: str, stream: Stream) -> bool:
        """Store one file under its own relative name; False, with the reason in `refused`, when it is not.

        Sent again with the same bytes it is no fault. Raises NoSpace.
        """
        try:
            self._take(one, name, stream)
        except Refused as why:
            one.refused.append((name[:1000], str(why)))
            self.keep(one)
            return False
        self.keep(one)
        return True

    def sources(self, one: Upload, event: str) -> list[Path]:
        """The folders to ingest: each folder that was sent, and one for the files that came without a folder,
        which is named after the event. Raises BadInput when nothing was taken, or these have no event."""
        root = self.files_of(one)
        entries = sorted(root.iterdir())
        if not entries:
            raise BadInput("No file was taken.", "Choose photographs, scans, PDF files or texts.")
        loose = [path for path in entries if path.is_file()]
        if loose and not event:
            raise BadInput("These files came without a folder: their event is not known.", "Name the event.")
        if loose:
            home = root / self._free_name(root, event)
            home.mkdir()
            for path in loose:
                path.rename(home / path.name)
        return sorted(path for path in root.iterdir() if path.is_dir())

    def remove(self, one: Upload) -> None:
        """Take the files of an upload away; the archive has its own copies."""
        shutil.rmtree(self.folder / one.id, ignore_errors=True)

    def files_of(self, one: Upload) -> Path:
        """The folder under which the files of an upload lie as they lay at their source."""
        return self.folder / one.id / "files"

    def keep(self, one: Upload) -> None:
        """Write what is known of an upload."""
        path = self.folder / one.id / "upload.json"
        part = path.with_suffix(".part")
        part.write_text(json.dumps(asdict(one), ensure_ascii=False), "utf-8", "backslashreplace")
        part.replace(path)

    def _take(self, one: Upload, name: str, stream: Stream) -> None:
        parts = parts_of(name)
        kind_of(parts[-1])
        if one.files >= MOST_FILES:
            raise Refused(f"more than {MOST_FILES} files at once")
        target = self.files_of(one).joinpath(*parts)
        part = self.folder / one.id / f".{secrets.token_hex(8)}.part"
        try:
            size, digest = self._pour(one, stream, part)
            if self._stands(target, digest):
                return
            part.replace(target)
        except (FileExistsError, NotADirectoryError, IsADirectoryError):
            raise Refused("a file and a folder of that name came") from None
        finally:
            part.unlink(missing_ok=True)
        one.files, one.size = one.files + 1, one.size + size

    def _pour(self, one: Upload, stream: Stream, part: Path) -> tuple[int, str]:
        """The bytes into a new file: how many, and their digest. Raises Refused, NoSpace."""
        room = min(MOST_BYTES_A_FILE, MOST_BYTES - one.size)
        size, digest = 0, hashlib.sha256()
        with part.open("xb") as file:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > room:
                    raise Refused("it is too large")
                if size <= CHUNK or size % (64 * CHUNK) < CHUNK:
                    self.check_space()
                digest.update(chunk)
                file.write(chunk)
        return size, digest.hexdigest()

    def check_space(self) -> None:
        """Nothing, as long as there is room for an upload. Raises NoSpace."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self.folder).free < SPARE_BYTES:
            raise NoSpace("The disk of the archive is nearly full.", "Make room, then upload again.")

    def _stands(self, target: Path, digest: str) -> bool:
        """Whether the very bytes came under this name before. Raises Refused for other bytes."""
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            return False
        if target.is_file():
            with target.open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() == digest:
                    return True
        raise Refused("another file of that name came before")

    def _free_name(self, root: Path, event: str) -> str:
        plain = FORBIDDEN.sub(" ", event).replace("/", "-").strip().strip(".")[:80] or "жүктеу"
        taken = {path.name for path in root.iterdir()}
        return next(
            name for n in range(1, 1000) if (name := plain if n == 1 else f"{plain} {n}") not in taken
        )

    def _sweep(self) -> None:
        """Remove uploads that were begun and never started. What was started is an ingest's to finish."""
        for path in self.folder.glob("*/upload.json"):
            old = time.time() - path.stat().st_mtime > KEPT_SECONDS
            if old and not json.loads(path.read_text("utf-8"))["job"]:
                shutil.rmtree(path.parent, ignore_errors=True)
