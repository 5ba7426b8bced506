"""What goes wrong outside Muragat, in words that its user can act on; the details of our own faults."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

from archive.errors import BadInput, Damaged, MuragatError, NoSpace
from commands.shared import locate

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


def understood(error: Exception) -> MuragatError | None:
    """What the operating system refused, for its user; None for a fault of ours."""
    if isinstance(error, MemoryError):
        return MuragatError(
            "This needs more memory than there is.", "Close other programs, or do it in parts."
        )
    if not isinstance(error, OSError):
        return None
    where = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else "The output"
    if error.errno in FULL:
        full = f"{where}: there is no room." if error.filename else "A disk that is written to has no room."
        return NoSpace(full, "Make room, then run the same command again.")
    if error.errno in FORBIDDEN:
        return BadInput(f"{where}: {error.strerror}.", "Check its permissions, and as whom you are working.")
    if error.errno == errno.ENAMETOOLONG:
        return BadInput(f"{_shortened(where)}: the name is too long.", "Name a shorter one.")
    if error.errno == errno.EIO:
        return Damaged(f"{where}: {error.strerror}.", "Check the disk and its cable, then `muragat verify`.")
    return None


def _shortened(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def keep_traceback(error: BaseException, archive: str | None = None) -> Path | None:
    """Write the details of a fault into the logs of the archive, else among temporary files; the file's path,
    or None when there is no place for it."""
    name = f"muragat-{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.log"
    text = "".join(traceback.format_exception(error)).encode("utf-8", "backslashreplace")
    for folder in (_logs(archive), Path(tempfile.gettempdir())):
        with contextlib.suppress(OSError):
            if folder is not None:
                (folder / name).write_bytes(text)
                return folder / name
    return None


def _logs(archive: str | None) -> Path | None:
    try:
        return locate(archive, None).folder / "logs"
    except Exception:
        # Whatever ails the archive must not hide the fault that is to be told.
        return None
