"""A folder for the temporary files of one run, in memory where there is room for it."""

from __future__ import annotations

import atexit
import contextlib
import os
import re
import shutil
import tempfile
from pathlib import Path

FOLDER_VARIABLE = "MURAGAT_TEMPORARY"
"""Names the run's folder to the workers of an ingest: the parent removes what a killed one left."""

MEMORY = Path("/dev/shm")
ROOM = 256 * 1024 * 1024
"""Free bytes that the memory file system must have: a batch's crops are a few megabytes, a page 9 to 35."""

_NAME = re.compile(r"muragat-(\d+)-")
_made: dict[int, Path] = {}


def temporary_folder() -> Path:
    """The folder for this run's temporary files. Raises OSError when none can be made.

    It is the one named in MURAGAT_TEMPORARY if that exists; else one is made, and removed at the end.
    """
    named = os.environ.get(FOLDER_VARIABLE)
    if named and Path(named).is_dir():
        return Path(named)
    made = _made.get(os.getpid())
    if made is None or not made.is_dir():
        made = _made[os.getpid()] = make_run_folder()
        atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def make_run_folder() -> Path:
    """A new folder of this process; folders of processes that ended are removed. Raises OSError."""
    base = _base()
    remove_stale(base)
    return Path(tempfile.mkdtemp(prefix=f"muragat-{os.getpid()}-", dir=base))


def remove_stale(base: Path) -> None:
    """Remove the folders in `base` whose process does not run any more. What cannot be removed stays."""
    for folder in base.glob("muragat-*"):
        match = _NAME.match(folder.name)
        if match and not _runs(int(match[1])):
            shutil.rmtree(folder, ignore_errors=True)


def _base() -> Path:
    with contextlib.suppress(OSError):
        if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM:
            return MEMORY
    return Path(tempfile.gettempdir())


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
