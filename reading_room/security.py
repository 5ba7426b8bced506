"""What every request passes before a page sees it, and what every answer carries."""

from __future__ import annotations

import time
from typing import NoReturn

from flask import Flask, Response, abort, g, redirect, request, session, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response as AnyResponse

from archive import users
from archive.home import login as system_login
from archive.users import User
from reading_room.here import Visitor, room, visitor
from reading_room.languages import text
from reading_room.roles import LEAST_ROLE
from reading_room.secrets_file import SESSION_SECONDS

SAFE = ("GET", "HEAD", "OPTIONS")
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    # Another site must not show our pictures, not even to find out which there are.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")
csrf = CSRFProtect()


def protect(app: Flask) -> None:
    """Put the checks before every request and the headers on every answer of `app`."""
    app.config.update(
        SESSION_COOKIE_NAME="muragat",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=room_of(app).tls_proxy,
        PERMANENT_SESSION_LIFETIME=SESSION_SECONDS,
        SESSION_REFRESH_EACH_REQUEST=False,
        # The guard calls it, after it knows who is asking.
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=True,
    )
    csrf.init_app(app)
    app.before_request(guard)
    app.after_request(harden)


def room_of(app: Flask):  # type: ignore[no-untyped-def]
    """The options that `app` is served with."""
    return app.extensions["muragat"].options


def guard() -> AnyResponse | None:
    """Refuse a request that is addressed wrongly, comes from nobody we know, or asks for too much."""
    if _host() not in room().options.names():
        abort(400, text("This server is not called that. Its admin can allow the name: --trusted-host."))
    g.visitor = _who()
    if request.endpoint is None:
        return None if visitor() or request.method in SAFE else _stranger()
    least = LEAST_ROLE.get(request.endpoint)
    if least is None:
        abort(403)
    if least != "anyone":
        who = visitor()
        if who is None:
            return _stranger()
        if not who.may(least):
            abort(403, text("Your role does not allow this."))
    if request.method not in SAFE:
        csrf.protect()
    return None


def _host() -> str:
    """The host that the request is addressed to, without its port."""
    host = request.headers.get("Host", "").lower()
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _who() -> Visitor | None:
    known = users.users(room().archive.folder)
    if not known and room().options.is_private and not _is_passed_on():
        login = system_login()
        return Visitor(login, login, "admin")
    one = next((one for one in known if one.login == session.get("login")), None)
    return Visitor(one.login, one.name, one.role) if one and _is_current(one) else None


def _is_passed_on() -> bool:
    """Whether somebody's proxy brings the request: then whoever asks does not sit at this machine."""
    return any(name in request.headers for name in PASSED_ON)


def _is_current(one: User) -> bool:
    """Whether the session is of this password and role, not too old, and was not ended."""
    began = session.get("began", 0)
    fresh = isinstance(began, int) and 0 <= time.time() - began < SESSION_SECONDS
    return fresh and session.get("stamp") == one.stamp and str(session.get("id")) not in room().ended


def _stranger() -> AnyResponse:
    """Where somebody goes whom we do not know: to the login and back; a program gets a 401."""
    if request.method not in SAFE or wants_json():
        _refuse()
    return redirect(url_for("login.page", next=request.full_path.rstrip("?")))


def _refuse() -> NoReturn:
    abort(401, text("Please log in."))


def wants_json() -> bool:
    """Whether a program is asking, so that the answer, errors too, is JSON."""
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json"


def harden(response: Response) -> Response:
    """The headers of every answer. What is not said to be kept must not be kept."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "no-store" if visitor() is None else "private, no-cache"
    return response
