"""Imports run one way, and each outside package has a short list of modules that may import it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = (
    "archive",
    "commands",
    "exchange",
    "exhibit",
    "index",
    "ingest",
    "language",
    "media",
    "reading_room",
    "workflows",
)

# Room → the rooms that it may import besides itself.
MAY_IMPORT: dict[str, set[str]] = {
    "cli": {"commands", "archive"},
    # Only `muragat serve` opens the reading room, when it is called.
    "commands": {
        "cli",
        "workflows",
        "ingest",
        "index",
        "exhibit",
        "exchange",
        "archive",
        "language",
        "reading_room",
    },
    "workflows": {"ingest", "index", "exhibit", "exchange", "archive", "language"},
    "reading_room": {"workflows", "archive", "media", "language"},
    "ingest": {"archive", "language", "media"},
    "exhibit": {"archive", "language", "media"},
    "exchange": {"archive", "language", "media"},
    "index": {"archive", "language"},
    "archive": {"language"},
    "language": set(),
    "media": set(),
}

# Outside package → the modules (or whole rooms, or «room.beginning*») that may import it.
ONLY_IN: dict[str, tuple[str, ...]] = {
    "whoosh": ("index.whoosh_engine",),
    "exifread": ("media.metadata*",),
    "pyexiv2": ("media.metadata*", "media.embed*"),
    "pytesseract": ("ingest.ocr",),
    "click": ("cli", "commands"),
    "rich": ("commands.bars",),
    "sqlalchemy": ("archive",),
    "sqlite3": ("archive",),
    "flask": ("reading_room",),
    "flask_babel": ("reading_room.languages",),
    "flask_wtf": ("reading_room",),
    "werkzeug": ("reading_room",),
    "markupsafe": ("reading_room",),
    "waitress": ("reading_room.server",),
    "argon2": ("archive.users",),
    "bagit": ("exhibit.bag",),
    "pebble": ("ingest.jobs",),
    "filelock": ("archive.home", "archive.users", "index.maintain", "exhibit.package"),
    "edtf": ("language",),
    "snowballstemmer": ("language",),
    "PIL": ("media", "exhibit", "ingest", "commands.thumbnails"),
    "pillow_heif": ("media",),
    "pypdfium2": ("media",),
    "pikepdf": ("exhibit.typesetting",),
    "cv2": ("ingest",),
    "imagehash": ("media.pixels",),
    "onnxruntime": ("ingest.detect",),
    "docx": ("ingest.event_text",),
    "typst": ("exhibit",),
    "xlsxwriter": ("exhibit", "exchange.xlsx_writing"),
    "openpyxl": ("exchange.xlsx_reading",),
    "segno": ("exhibit",),
    "jinja2": ("exhibit", "reading_room"),
    "iiif_prezi3": ("exhibit",),
    "numpy": ("ingest", "media"),
}
# Only its types are named, for connections that workflows hand through.
TYPES_ALLOWED = {
    ("workflows.finding", "sqlalchemy"),
    ("workflows.people", "sqlalchemy"),
    ("workflows.reviewing", "sqlalchemy"),
    ("workflows.exchanging", "sqlalchemy"),
    ("workflows.choosing", "sqlalchemy"),
    ("workflows.showing", "sqlalchemy"),
    ("exchange.records", "sqlalchemy"),
}


def modules() -> Iterator[tuple[str, Path]]:
    yield "cli", ROOT / "cli.py"
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def imported(source: str) -> Iterator[str]:
    """Every module that a source imports, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def may_stand_in(module: str, places: tuple[str, ...]) -> bool:
    return any(
        module.startswith(place[:-1])
        if place.endswith("*")
        else module == place or module.startswith(f"{place}.")
        for place in places
    )


def violations(module: str, source: str) -> list[str]:
    room = module.split(".")[0]
    found = []
    for name in imported(source):
        top = name.split(".")[0]
        if top in (*ROOMS, "cli") and top != room and top not in MAY_IMPORT[room]:
            found.append(f"{module} must not import {name}")
        if top in ONLY_IN and not may_stand_in(module, ONLY_IN[top]) and (module, top) not in TYPES_ALLOWED:
            found.append(f"{module} must not import {top}: only {', '.join(ONLY_IN[top])} may")
        if top not in (*ROOMS, "cli", *ONLY_IN, *sys.stdlib_module_names):
            found.append(f"{module} imports {top}, which has no place in the table")
    return found


def test_imports_run_one_way() -> None:
    assert [one for module, path in modules() for one in violations(module, path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("language.tokens", "from archive.model import Item"),
        ("archive.home", "import ingest.run"),
        ("ingest.run", "def f():\n    from index import maintain"),
        ("index.schema", "import exhibit"),
        ("media.opening", "from archive import errors"),
        ("commands.search", "import whoosh.index"),
        ("workflows.finding", "import click"),
        ("archive.items", "import requests"),
        ("reading_room.app", "import index"),
        ("commands.show", "import flask"),
    ],
)
def test_a_planted_violation_is_found(module: str, source: str) -> None:
    assert len(violations(module, source)) == 1


def test_tests_shadow_no_room() -> None:
    assert not list((ROOT / "tests").rglob("__init__.py"))


def test_every_room_is_in_the_wheel() -> None:
    import tomllib

    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packed = set(settings["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"])
    assert packed >= {
        module.split(".")[0] if "." in module or module != "cli" else "cli.py" for module, _ in modules()
    }
