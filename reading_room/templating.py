"""What every template can use."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from reading_room import navigation
from reading_room.here import room, visitor
from reading_room.told import told

STATIC = Path(__file__).parent / "static"


def furnish(app: Flask) -> None:
    """Give the templates of `app` their functions."""
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        csrf=csrf, script=script, style=style, static_address=static_address, navigation=navigation.entries
    )
    app.jinja_env.filters["told"] = told
    app.context_processor(_common)


def _common() -> dict[str, Any]:
    who = visitor()
    return {
        "visitor": who,
        "may": lambda role: who is not None and who.may(role),
        "archive_title": room().archive.settings.title or "Мұрағат",
        "has_endpoint": lambda name: name in current_app.view_functions,
    }


def csrf() -> Markup:
    """The hidden field that every form carries that writes."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def script(name: str) -> Markup:
    """The tag of a script of ours."""
    return Markup('<script type="module" src="{}"></script>').format(static_address(name))


def style(name: str) -> Markup:
    """The tag of a style sheet of ours."""
    return Markup('<link rel="stylesheet" href="{}">').format(static_address(name))


def static_address(name: str) -> str:
    """The address of a file of ours; it changes with the file, so that browsers may keep it for ever."""
    return url_for("static", filename=name, v=_version(name, (STATIC / name).stat().st_mtime_ns))


@lru_cache(maxsize=256)
def _version(name: str, changed: int) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]
