"""The settings of an archive: one TOML file in its folder, written with comments by `init`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from archive.errors import BadInput

FILE_NAME = "muragat.toml"

TEMPLATE = """\
# Muragat: the settings of this archive. Lines that begin with # are explanations.

[archive]
title = {title}

[reading]
# Languages of the captions, in Tesseract's notation. `muragat doctor` shows what is installed.
languages = "kaz+rus+eng"
# The largest picture that is decoded, in pixels.
pixels = 150000000
# How many processes read at once; 0 means one for each processor core.
jobs = 0

[names]
# Endings of file names that mark the back of a photograph: "1.jpg" and "1_арты.jpg" are one item.
back_suffixes = ["_back", "_verso", "_b", "_оборот", "_арты"]
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the settings file says, with the defaults for what it leaves out."""

    title: str = ""
    languages: str = "kaz+rus+eng"
    pixels: int = 150_000_000
    jobs: int = 0
    back_suffixes: tuple[str, ...] = field(default=("_back", "_verso", "_b", "_оборот", "_арты"))


def write(folder: Path, title: str) -> None:
    """Write the commented settings file of a new archive."""
    import json

    # A JSON string is a TOML string.
    text = TEMPLATE.format(title=json.dumps(title, ensure_ascii=False))
    # The title may come from a folder's name, which may be no text.
    (folder / FILE_NAME).write_bytes(text.encode("utf-8", "replace"))


def read(folder: Path) -> Settings:
    """The settings of the archive in `folder`.

    Raises BadInput naming the file and the entry when it cannot be understood.
    """
    path = folder / FILE_NAME
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"The settings {path} cannot be read: {error}.", "Correct that line.") from error
    values = {
        key: value for table in tables.values() if isinstance(table, dict) for key, value in table.items()
    }
    return Settings(**{name: _checked(path, name, values[name]) for name in _names() if name in values})


def _names() -> list[str]:
    return [one.name for one in fields(Settings)]


def _checked(path: Path, name: str, value: Any) -> Any:
    expected = type(getattr(Settings(), name))
    if expected is tuple and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    if expected is not type(value):
        raise BadInput(f"In {path}, {name} = {value!r} is not a {expected.__name__}.", "Correct that entry.")
    return value
