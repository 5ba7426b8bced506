"""The key that signs sessions, and the sessions that were ended before their time."""

from __future__ import annotations

import secrets
from pathlib import Path

from archive.users import write_secret

FILE_NAME = "session.key"
# Those who log out often are few; a server runs for months.
_ended: dict[str, None] = {}
MOST_ENDED = 10_000


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


def end(session_id: str) -> None:
    """A session that nobody may use again, though its cookie was copied."""
    _ended[session_id] = None
    while len(_ended) > MOST_ENDED:
        del _ended[next(iter(_ended))]


def is_ended(session_id: str) -> bool:
    """Whether the session was ended."""
    return session_id in _ended
