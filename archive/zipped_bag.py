"""A BagIt bag inside a zip file: written in one pass, read only after every digest was compared."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO

from archive.bag import DECLARATION, HEAD_LABEL
from archive.errors import BadInput, Damaged, NoSpace

CHUNK = 1 << 20
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"


class Writer:
    """Adds files to a bag in a zip; `close` writes the tag files."""

    def __init__(self, file: zipfile.ZipFile, root: str) -> None:
        self._zip = file
        self._root = root
        self._digests: dict[str, tuple[str, int]] = {}

    def text(self, path: str, lines: Iterable[str]) -> None:
        """Add a payload file of text."""
        self._add(path, (line.encode() for line in lines), zipfile.ZIP_DEFLATED)

    def copy(self, path: str, source: Path, compress: bool = False) -> str:
        """Add a payload file from the disk; its SHA-256. Raises OSError when it cannot be read."""
        method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
        with source.open("rb") as file:
            return self._add(path, _chunks(file, source), method)

    def _add(self, path: str, chunks: Iterable[bytes], method: int) -> str:
        digest, size = self._write(f"data/{path}", chunks, method)
        self._digests[f"data/{path}"] = (digest, size)
        return digest

    def _write(self, path: str, chunks: Iterable[bytes], method: int) -> tuple[str, int]:
        entry = zipfile.ZipInfo(f"{self._root}/{path}", datetime.now().timetuple()[:6])
        entry.compress_type = method
        entry.external_attr = 0o644 << 16
        digest, size = hashlib.sha256(), 0
        with self._zip.open(entry, "w", force_zip64=True) as out:
            for chunk in chunks:
                digest.update(chunk)
                out.write(chunk)
                size += len(chunk)
        return digest.hexdigest(), size

    def close(self, info: Mapping[str, str]) -> None:
        """Write manifest, bag-info.txt and the declaration."""
        oxum = f"{sum(size for _, size in self._digests.values())}.{len(self._digests)}"
        tags = {
            "bagit.txt": DECLARATION,
            "bag-info.txt": "".join(f"{k}: {v}\n" for k, v in {**info, "Payload-Oxum": oxum}.items()),
            MANIFEST: "".join(f"{digest}  {path}\n" for path, (digest, _) in sorted(self._digests.items())),
        }
        digests = [
            f"{self._write(name, [text.encode()], zipfile.ZIP_DEFLATED)[0]}  {name}\n"
            for name, text in tags.items()
        ]
        self._write(TAG_MANIFEST, (line.encode() for line in digests), zipfile.ZIP_DEFLATED)


def _chunks(file: IO[bytes], source: Path) -> Iterator[bytes]:
    try:
        while chunk := file.read(CHUNK):
            yield chunk
    except OSError as error:
        raise Damaged(f"{source} cannot be read: {error.strerror}.", "Run `muragat verify`.") from error


@contextmanager
def writing(target: Path, root: str) -> Iterator[Writer]:
    """A Writer to `target`, which stands there whole or not at all.

    Raises BadInput when it exists or cannot be made, NoSpace when the disk is full.
    """
    if target.exists():
        raise BadInput(f"{target} exists already.", "Name a new file: a backup is never written over.")
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            with zipfile.ZipFile(file, "w") as archive:
                yield Writer(archive, root)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise NoSpace(f"There is no room for {target}.", "Name a file on another disk.") from error
        raise BadInput(f"{target} cannot be written: {error.strerror}.", "Name another file.") from error
    finally:
        part.unlink(missing_ok=True)


class Reader:
    """The payload of a bag in a zip whose digests were all compared."""

    def __init__(self, file: zipfile.ZipFile, root: str) -> None:
        self._zip = file
        self._root = root
        self.paths = frozenset(self._compare())
        self.info = file.read(f"{root}/bag-info.txt").decode()

    def open(self, path: str) -> IO[bytes]:
        """A payload file; `path` without `data/`."""
        return self._zip.open(f"{self._root}/data/{path}")

    def head(self) -> tuple[int, str]:
        """The number and hash of the history line that this bag bears witness to. Raises Damaged."""
        found = re.search(rf"^{HEAD_LABEL}: (\d+) ([0-9a-f]{{64}})$", self.info, re.MULTILINE)
        if not found:
            raise _damaged(f"bag-info.txt has no {HEAD_LABEL}")
        return int(found[1]), found[2]

    def _compare(self) -> Iterator[str]:
        tags, manifest = self._manifest(TAG_MANIFEST), self._manifest(MANIFEST)
        listed = {*tags, *manifest, TAG_MANIFEST}
        found = {name.removeprefix(f"{self._root}/") for name in self._zip.namelist()}
        if listed != found:
            raise _damaged(f"it lists other files than it holds ({', '.join(sorted(listed ^ found)[:3])})")
        for path, expected in {**tags, **manifest}.items():
            with self._zip.open(f"{self._root}/{path}") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != expected:  # type: ignore[arg-type]
                    raise _damaged(f"{path} is not what was written")
        for path in manifest:
            if not is_inside(path):
                raise _damaged(f"{path!r} leads out of it")
            yield path.removeprefix("data/")

    def _manifest(self, name: str) -> dict[str, str]:
        text = self._zip.read(f"{self._root}/{name}").decode()
        pairs = (line.split("  ", 1) for line in text.split("\n") if "  " in line)
        return {path: digest for digest, path in pairs}


def is_inside(path: str) -> bool:
    """Whether a path of a bag's payload stays in it."""
    pure = PurePosixPath(path)
    return pure.parts[:1] == ("data",) and ".." not in pure.parts and "\\" not in path and "\0" not in path


def _damaged(why: str) -> Damaged:
    return Damaged(f"The backup is damaged: {why}.", "Do not rely on it: use another backup.")


# What `zipfile` was seen to raise on files whose bits were flipped.
BROKEN = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    zlib.error,
    struct.error,
    # A directory that points before the beginning of the file: seeking there is an invalid argument.
    OSError,
)


@contextmanager
def reading(source: Path, root: str) -> Iterator[Reader]:
    """A Reader of `source`. Raises BadInput when it is no such file, Damaged when its bytes changed."""
    with ExitStack() as opened:
        try:
            file = opened.enter_context(source.open("rb"))
        except OSError as error:
            raise BadInput(f"{source} cannot be read: {error.strerror}.", "Check the path.") from error
        try:
            reader = Reader(opened.enter_context(zipfile.ZipFile(file)), root)
        except BROKEN as error:
            raise _damaged(str(error)) from error
        yield reader
