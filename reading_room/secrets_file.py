"""The key that signs sessions, and the sessions that were ended before their time."""

from __future__ import annotations

import logging
import os
import secrets
import time
from pathlib import Path
from threading import Lock

from archive.users import write_secret

FILE_NAME = "session.key"
# One line for each session that was ended: when, as Unix time, and its id.
ENDED = "sessions.ended"
# A working day: then everybody logs in again.
SESSION_SECONDS = 12 * 3600
log = logging.getLogger("muragat.reading_room")


def session_key(folder: Path) -> str:
    """The key of this archive's sessions, made at the first start; the owner alone may read it."""
    path = folder / FILE_NAME
    try:
        kept = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        kept = ""
    if len(kept) < 64:
        kept = secrets.token_hex(32)
        write_secret(path, kept + "\n")
    return kept


class EndedSessions:
    """The sessions of an archive that nobody may use again, though their cookies were copied.

    They are kept beside the key: what was ended stays so for every server of the archive, until the session
    would have ended by itself.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / ENDED
        self._lock = Lock()
        self._seen: tuple[int, int] | None = None
        self._ids: set[str] = set()
        self._forget_old()

    def end(self, session_id: str) -> None:
        """Nobody may use this session again."""
        with self._lock:
            self._ids.add(session_id)
            try:
                self._append(f"{int(time.time())} {session_id}\n")
            except OSError:
                # Who leaves must be let out, be the disk as full as it may.
                log.exception("an ended session could not be written down")

    def __contains__(self, session_id: str) -> bool:
        with self._lock:
            stamp = self._stamp()
            if stamp != self._seen:
                self._ids |= {one for _, one in self._lines()}
                self._seen = stamp
            return session_id in self._ids

    def _append(self, line: str) -> None:
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(descriptor, "a", encoding="ascii") as file:
            file.write(line)

    def _stamp(self) -> tuple[int, int] | None:
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            return None
        return stat.st_mtime_ns, stat.st_size

    def _lines(self) -> list[tuple[int, str]]:
        try:
            written = self._path.read_text(encoding="ascii", errors="replace").splitlines()
        except FileNotFoundError:
            return []
        pairs = (line.split(" ") for line in written)
        return [(int(pair[0]), pair[1]) for pair in pairs if len(pair) == 2 and pair[0].isdecimal()]

    def _forget_old(self) -> None:
        lines = self._lines()
        kept = [(at, one) for at, one in lines if time.time() - at < SESSION_SECONDS]
        if len(kept) < len(lines):
            write_secret(self._path, "".join(f"{at} {one}\n" for at, one in kept))
