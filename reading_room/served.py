"""What the pages of one server share besides the archive: pictures in the making, and background jobs."""

from __future__ import annotations

from threading import Lock
from weakref import finalize

from flask import current_app

from reading_room.apart import Work
from reading_room.here import room
from reading_room.jobs import Jobs
from reading_room.renderings import Renderings

_starting = Lock()


def renderings() -> Renderings:
    """The pictures of this server's archive."""
    with _starting:
        if "muragat_renderings" not in current_app.extensions:
            made = Renderings(room().archive)
            # Its processes end with the application, or with this process.
            finalize(current_app._get_current_object(), made.close)  # type: ignore[attr-defined]
            current_app.extensions["muragat_renderings"] = made
        kept: Renderings = current_app.extensions["muragat_renderings"]
        return kept


def jobs() -> Jobs:
    """The background jobs of this server's archive."""
    from workflows import background

    with _starting:
        if "muragat_jobs" not in current_app.extensions:
            works: dict[str, Work] = {"export": background.export, "ingest": background.ingest}
            current_app.extensions["muragat_jobs"] = Jobs(room().archive.folder / "jobs", works)
        kept: Jobs = current_app.extensions["muragat_jobs"]
        return kept
