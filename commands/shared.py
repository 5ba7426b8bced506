"""What commands share: the archive they work on, JSON on standard output, keeping a traceback."""

from __future__ import annotations

import functools
import json
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from archive import home
from archive.home import Archive

Function = TypeVar("Function", bound=Callable[..., Any])

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON, nothing else, on standard output."
)


def with_archive(function: Function) -> Function:
    """Give a command its archive as first argument, with --archive and --actor also behind its name."""

    @click.option("--archive", "archive_folder", metavar="DIR", help="The archive, when not around here.")
    @click.option("--actor", metavar="NAME", help="Who is working, for the history.")
    @functools.wraps(function)
    def wrapped(*args: Any, archive_folder: str | None, actor: str | None, **more: Any) -> Any:
        given: Mapping[str, str | None] = click.get_current_context().obj or {}
        archive = locate(archive_folder or given.get("archive"), actor or given.get("actor"))
        return function(archive, *args, **more)

    return wrapped  # type: ignore[return-value]


def locate(folder: str | None, actor: str | None) -> Archive:
    """The archive that is meant: the one named, else $MURAGAT_ARCHIVE, else the nearest above this folder."""
    named = folder or os.environ.get("MURAGAT_ARCHIVE")
    if named:
        return home.open_archive(Path(named).expanduser(), actor)
    return home.open_archive(home.find(Path.cwd()), actor)


def print_json(value: Any) -> None:
    """One JSON document. A file name that is not UTF-8 keeps its bytes as `\\udcXX` escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.flush()


def shown(text: str) -> str:
    """Text that any terminal can print: what is not text is written as escapes, controls are left out."""
    plain = text.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in plain)


def keep_traceback(error: BaseException) -> Path:
    """Write the details of a fault where they can be found; the file's path."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    try:
        folder = locate(None, None).folder / "logs"
    except Exception:
        folder = Path(tempfile.gettempdir())
    path = folder / f"muragat-{stamp}-{os.getpid()}.log"
    path.write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace")
    return path


def counted(number: int, noun: str) -> str:
    """«1 file», «3 files»."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def note(text: str | None) -> None:
    """Something the user should know beside the answer, on standard error."""
    if text:
        click.echo(f"Note: {text}", err=True)
