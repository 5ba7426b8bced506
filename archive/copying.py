"""Copy a file so that the copy is proven: hash while copying, flush to the disk, read again, compare."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from archive.errors import NoSpace

CHUNK = 1 << 20
# No room, no quota left, no larger file allowed.
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Changed(Exception):
    """The source changed while it was read."""


class Unreadable(Exception):
    """The source cannot be read to its end."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied: size in bytes and digests by algorithm (sha256 always)."""

    size: int
    digests: dict[str, str]

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes, in hexadecimal."""
        return self.digests["sha256"]


def open_source(path: bytes, more_flags: int = 0, *, follow: bool = False) -> int:
    """A file descriptor for reading that leaves the time of last access alone where that is allowed.

    A symbolic link is an error unless `follow`, and a named pipe does not make it wait. Raises OSError.
    """
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | more_flags | (0 if follow else os.O_NOFOLLOW)
    try:
        return os.open(path, flags | getattr(os, "O_NOATIME", 0))
    except PermissionError:
        return os.open(path, flags)


def digest(path: bytes) -> str:
    """The SHA-256 of a source. Raises Unreadable."""
    try:
        descriptor = open_source(path)
        with os.fdopen(descriptor, "rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError as error:
        raise Unreadable(error.strerror or str(error)) from error


def copy(source: bytes, target: Path, algorithms: frozenset[str] = frozenset()) -> Copied:
    """Copy `source` to `target` and prove it.

    Raises Changed when the source is another file before and after (its times, size, identity),
    Unreadable when it cannot be read, NoSpace when the disk is full. On an error nothing is left at `target`.
    """
    try:
        descriptor = open_source(source)
    except OSError as error:
        raise Unreadable(error.strerror or str(error)) from error
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise Changed
        copied = _pour(descriptor, target, algorithms | {"sha256"})
        if _state_now(source) != _state(before) or copied.size != before.st_size:
            raise Changed
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    finally:
        os.close(descriptor)
    _prove(target, copied)
    return copied


def _state(status: os.stat_result) -> tuple[int, ...]:
    # The time of change tells of a write whose time of modification was set back.
    return (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)


def _state_now(source: bytes) -> tuple[int, ...]:
    """The state of what stands at the path now: a file may be replaced as a whole while it is read."""
    try:
        return _state(os.lstat(source))
    except OSError:
        return ()


def _pour(descriptor: int, target: Path, algorithms: frozenset[str]) -> Copied:
    hashes = {name: hashlib.new(name, usedforsecurity=False) for name in algorithms}
    size = 0
    try:
        with target.open("wb") as out:
            while chunk := _read(descriptor):
                for one in hashes.values():
                    one.update(chunk)
                out.write(chunk)
                size += len(chunk)
            out.flush()
            # An original is never written again, not even by its viewer.
            os.fchmod(out.fileno(), 0o444)
            os.fsync(out.fileno())
    except OSError as error:
        raise _disk_error(error) from error
    return Copied(size, {name: one.hexdigest() for name, one in hashes.items()})


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, CHUNK)
    except OSError as error:
        raise Unreadable(error.strerror or str(error)) from error


def _disk_error(error: OSError) -> Exception:
    return no_space() if error.errno in FULL else error


def no_space() -> NoSpace:
    """What to raise when the disk of the archive takes no more."""
    return NoSpace("The disk of the archive is full.", "Make room, then run the same command again.")


@contextmanager
def full_disk_told() -> Iterator[None]:
    """Turn the operating system's word for a full disk, wherever it comes from, into NoSpace."""
    try:
        yield
    except OSError as error:
        told = _disk_error(error)
        if told is error:
            raise
        raise told from error


def _prove(target: Path, copied: Copied) -> None:
    with target.open("rb") as again:
        if hasattr(os, "posix_fadvise"):
            # Asks for the bytes of the disk, not those of the memory they were just written from.
            os.posix_fadvise(again.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        found = hashlib.file_digest(again, "sha256").hexdigest()
    if found != copied.sha256:
        target.unlink()
        raise Unreadable("the copy read back differs from what was written: check the disk")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_synced(path: Path, text: str) -> None:
    """Write a small file whole or not at all."""
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _disk_error(error) from error
    beside.replace(path)
