"""The reading room on waitress."""

from __future__ import annotations

import logging
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from flask import Flask, g

from archive import users
from archive.errors import BadInput
from archive.home import open_archive
from reading_room.options import Options

LOG_BYTES, LOG_FILES = 2_000_000, 5


def serve(folder: Path, options: Options, opened: Callable[[str], None]) -> None:
    """Serve until interrupted. `opened` is told the address. Raises BadInput when it must not or cannot."""
    check(folder, options)
    server = make_server(folder, options)
    opened(f"http://{server.effective_host}:{server.effective_port}/")
    with large_requests_at(open_archive(folder).upload_folder), suppress(KeyboardInterrupt):
        try:
            server.run()
        finally:
            server.close()


def check(folder: Path, options: Options) -> None:
    """Refuse to open the archive to a network without knowing who comes. Raises BadInput."""
    if not options.is_private and not users.users(folder):
        raise BadInput(
            "Others could reach this reading room, and it has no users: everybody would be let in.",
            "Add a user first: `muragat user add LOGIN --role admin`; or serve at 127.0.0.1 only.",
        )


def make_server(folder: Path, options: Options) -> Any:
    """The server, listening."""
    import waitress

    from reading_room.app import create_app

    app = create_app(folder, options)
    _make_ready(app)
    # An index of older rules is made anew while the one before answers.
    threading.Thread(target=_catch_up, args=(folder,), daemon=True).start()
    _log_into(folder / "logs" / "reading-room.log")
    try:
        return waitress.create_server(
            app,
            host=options.host,
            port=options.port,
            threads=options.threads,
            ident="muragat",
            **_proxy(options),
        )
    except OSError as error:
        raise BadInput(
            f"The reading room cannot listen at {options.host}:{options.port} ({error.strerror}).",
            "Choose another port: --port 8081.",
        ) from error


def _proxy(options: Options) -> dict[str, Any]:
    """What waitress believes of a proxy's headers. Without a proxy they are left for the guard to see."""
    if not options.tls_proxy:
        return {"clear_untrusted_proxy_headers": False}
    return {
        "trusted_proxy": "*",
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


@contextmanager
def large_requests_at(uploads: Path) -> Iterator[None]:
    """Large requests wait on the disk of the archive until they have come: its room is looked after, while
    many systems keep their folder for temporary files in memory."""
    uploads.mkdir(parents=True, exist_ok=True)
    before, tempfile.tempdir = tempfile.tempdir, str(uploads)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _make_ready(app: Flask) -> None:
    """Make the search page once for nobody: the first visitor need not wait for modules and the index."""
    from reading_room import pages_search
    from reading_room.here import Visitor

    with app.test_request_context("/"):
        g.visitor = Visitor("", "", "admin")
        try:
            pages_search.page()
        except Exception:
            # What is wrong, visitors are told.
            logging.getLogger("muragat.reading_room").exception("the search page could not be made")


def _catch_up(folder: Path) -> None:
    """An index that is behind, of older rules or not there yet would show less than there is."""
    from workflows.indexing import update_if_free

    note = update_if_free(open_archive(folder))
    if note:
        logging.getLogger("muragat.reading_room").warning(note)


def _log_into(path: Path) -> None:
    # A browser asks for two dozen pictures at once: that they wait for each other is no news.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logging.getLogger("muragat.reading_room").addHandler(handler)
