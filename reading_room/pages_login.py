"""Coming in and leaving."""

from __future__ import annotations

import secrets
import time
from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from archive import users
from archive.users import User
from reading_room.here import room, visitor
from reading_room.languages import text
from reading_room.throttle import Throttle

blueprint = Blueprint("login", __name__)


@blueprint.get("/login")
def page() -> str | Response:
    """The form to log in."""
    if visitor() is not None:
        return redirect(_safe(request.args.get("next")))
    return render_template("login.html", next=_safe(request.args.get("next")), wrong=False)


@blueprint.post("/login")
def enter() -> str | Response | tuple[str, int]:
    """Log in: a new session, and back to where they wanted to go."""
    login, address = request.form.get("login", "").strip(), request.remote_addr or ""
    wait = _throttle().wait(login, address)
    if wait:
        response = current_app.make_response(
            (_form(text("Too many attempts. Try again in a quarter of an hour.")), 429)
        )
        response.headers["Retry-After"] = str(wait)
        return response
    one = users.proved(room().archive.folder, login, request.form.get("password", ""))
    if one is None:
        _throttle().failed(login, address)
        return _form(text("Login or password is wrong.")), 401
    _throttle().succeeded(login, address)
    _begin(one)
    return redirect(_safe(request.form.get("next")), 303)


@blueprint.post("/logout")
def leave() -> Response:
    """Log out: the session ends, also for copies of its cookie."""
    if "id" in session:
        room().ended.end(str(session["id"]))
    session.clear()
    answer = redirect(url_for("login.page"), 303)
    # A computer in a library is everybody's: nothing that was seen stays in its browser.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def _form(wrong: str) -> str:
    return render_template(
        "login.html",
        next=_safe(request.form.get("next")),
        wrong=wrong,
        login=request.form.get("login", ""),
    )


def _begin(one: User) -> None:
    """Nothing of the session before is kept: whoever planted it gains nothing."""
    session.clear()
    session.permanent = True
    session.update(login=one.login, stamp=one.stamp, id=secrets.token_hex(16), began=int(time.time()))


def _throttle() -> Throttle:
    kept: Throttle = current_app.extensions.setdefault("muragat_throttle", Throttle())
    return kept


def _safe(address: str | None) -> str:
    """An address of this server, whatever was asked for."""
    home = url_for("search.page")
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")) or "\\" in address:
        return home
    if any(ord(letter) < 32 for letter in address):
        return home
    parts = urlsplit(address)
    return home if parts.scheme or parts.netloc else address
