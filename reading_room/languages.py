"""Which language a page speaks, and which colours it has: what a visitor chose, or their browser asks for.

Messages are written in English in the source; `translations/` holds Kazakh and Russian (script/translations).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, Response, g, request
from flask_babel import Babel, gettext, lazy_gettext, ngettext

NAMES: Mapping[str, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
COLOURS = ("auto", "light", "dark")
YEAR_SECONDS = 365 * 24 * 3600

later = lazy_gettext


def text(message: str, **values: object) -> str:
    """The message in the visitor's language, with its %(names)s filled in."""
    return str(gettext(message, **values))


def texts(one: str, many: str, number: int, **values: object) -> str:
    """The message for this number of things, which is %(num)s in it."""
    return str(ngettext(one, many, number, **values))


def mark(sentence: str) -> str:
    """The sentence itself, known to script/translations."""
    return sentence


def speak(app: Flask) -> None:
    """Let `app` answer in the visitor's language."""
    app.config["BABEL_DEFAULT_LOCALE"] = "kk"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(_folder())
    Babel(app, locale_selector=language)
    app.before_request(_remember)
    app.after_request(_keep)
    app.context_processor(_words)


def _folder() -> Any:
    from pathlib import Path

    return Path(__file__).parent / "translations"


def language() -> str:
    """kk, ru or en: what the address asks for, what was chosen before, what the browser prefers; else kk."""
    if "language" not in g:
        asked = (request.args.get("lang"), request.cookies.get("lang"))
        known = next((given for given in asked if given in NAMES), None)
        g.language = known or request.accept_languages.best_match(list(NAMES)) or "kk"
    return str(g.language)


def colours() -> str:
    """auto, light or dark."""
    for given in (request.args.get("colours"), request.cookies.get("colours")):
        if given in COLOURS:
            return str(given)
    return "auto"


def _remember() -> None:
    g.preferences = {
        name: request.args[name]
        for name, known in (("lang", tuple(NAMES)), ("colours", COLOURS))
        if request.args.get(name) in known
    }


def _keep(response: Response) -> Response:
    for name, value in g.get("preferences", {}).items():
        response.set_cookie(name, value, max_age=YEAR_SECONDS, samesite="Lax", secure=request.is_secure)
    return response


def _words() -> dict[str, Any]:
    return {"language": language(), "languages": NAMES, "colours": colours(), "choosing": choosing}


def choosing(**wanted: str) -> str:
    """The address of this page with other preferences."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name not in wanted]
    # Two slashes would be the beginning of another server's address.
    return f"/{quote(request.path.lstrip('/'))}?{urlencode([*kept, *wanted.items()])}"
