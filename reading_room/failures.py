"""What a visitor sees when something does not work: a page, or JSON for a program."""

from __future__ import annotations

import errno
import logging

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from archive.errors import BadInput, BadQuery, Busy, Exit, MuragatError, NoSpace, NotFound
from reading_room.languages import text
from reading_room.security import wants_json
from reading_room.told import told

STATUS: tuple[tuple[type[MuragatError], int], ...] = ((NotFound, 404), (BadInput, 400), (Busy, 503))
log = logging.getLogger("muragat.reading_room")


def answer_failures(app: Flask) -> None:
    """Turn errors of `app` into pages that say what, why and what to do."""
    app.register_error_handler(MuragatError, _muragat_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _fault)


def _muragat_error(error: MuragatError) -> Response:
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
    if status == 500:
        log.error("%s %s: %s", request.method, request.path, error)
    if wants_json():
        return _json(status, error.what, error.todo, int(error.exit_code), error)
    todo = told(error.todo) if status != 404 else text("Look for it on the search page.")
    return _page(status, told(error.what), todo)


def _csrf_error(error: CSRFError) -> Response:
    return _answer(
        400,
        text("This page was open for too long, or was not sent from here: nothing was changed."),
        text("Go back, load the page again and send it once more."),
    )


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    response = _answer(status, *_said(status, error))
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After", "Location"):
            response.headers[name] = value
    return response


def _said(status: int, error: HTTPException) -> tuple[str, str]:
    own = error.description if error.description != type(error).description else ""
    common = {
        401: (text("Please log in."), ""),
        403: (text("You may not do this."), text("Ask an admin of this archive for another role.")),
        404: (text("There is no such page."), text("Look for it on the search page.")),
        413: (text("That is more than this server takes at once."), text("Send less at a time.")),
        429: (text("Too many attempts."), text("Wait a while, then try again.")),
    }
    what, todo = common.get(status, (text("This request cannot be understood."), ""))
    return own or what, todo


def _fault(error: Exception) -> Response:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _muragat_error(
            NoSpace("The disk of the archive is nearly full.", "Make room, then upload again.")
        )
    log.exception("%s %s", request.method, request.path)
    return _answer(
        500,
        text("A fault in Muragat: this page could not be made."),
        text("Nothing was changed. The details are in the archive's logs; please tell an admin."),
    )


def _answer(status: int, what: str, todo: str) -> Response:
    return _json(status, what, todo, int(Exit.INTERNAL)) if wants_json() else _page(status, what, todo)


def _page(status: int, what: str, todo: str) -> Response:
    return make_response(render_template("failure.html", status=status, what=what, todo=todo), status)


def _json(status: int, what: str, todo: str, code: int, error: Exception | None = None) -> Response:
    said = {"status": status, "what": what, "todo": todo, "exit_code": code}
    if isinstance(error, BadQuery):
        said |= {"start": error.start, "end": error.end}
    response = jsonify({"error": said})
    response.status_code = status
    return response
