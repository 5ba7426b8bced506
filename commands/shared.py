"""What commands share: the archive they work on, JSON on standard output, words for a terminal."""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from archive import home
from archive.errors import BadInput
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
        given: dict[str, str | None] = click.get_current_context().ensure_object(dict)
        named = given.get("archive") if archive_folder is None else archive_folder
        archive = locate(named, actor or given.get("actor"))
        # Where the details of a fault go, if there is one.
        given["archive"] = str(archive.folder)
        return function(archive, *args, **more)

    return wrapped  # type: ignore[return-value]


def _words(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    unknown = next((part for part in given if part.startswith("--") and len(part) > 2), None)
    if unknown:
        raise click.NoSuchOption(unknown, ctx=ctx)
    return given


# No short options, not even -h: `-has:person` is a part of the query.
QUERYING = {"ignore_unknown_options": True, "help_option_names": ["--help"]}
query_argument = click.argument("query", nargs=-1, type=click.UNPROCESSED, callback=_words)


class Place(click.Path):
    """A path as it was typed, with «~» understood. An empty one is refused: a shell makes it of a variable
    that is not set, and it would mean the folder where one happens to be."""

    def __init__(self, **limits: bool) -> None:
        super().__init__(path_type=Path, **limits)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path. Raises click.BadParameter."""
        if not os.fspath(value):
            self.fail("the path is empty.", param, ctx)
        return at_home(Path(os.fsdecode(super().convert(value, param, ctx))))


def at_home(path: Path) -> Path:
    """The path with «~» as the home folder, where there is one."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def locate(folder: str | None, actor: str | None) -> Archive:
    """The archive that is meant: the one named, else $MURAGAT_ARCHIVE, else the nearest above this folder."""
    if folder is not None and not folder.strip():
        raise BadInput("--archive names no folder.", "Name the archive's folder, or leave the option out.")
    named = folder or os.environ.get("MURAGAT_ARCHIVE")
    if named:
        return home.open_archive(at_home(Path(named)), actor)
    return home.open_archive(home.find(Path.cwd()), actor)


def print_json(value: Any) -> None:
    """One JSON document. A file name that is not UTF-8 keeps its bytes as `\\udcXX` escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(text.encode("utf-8", "backslashreplace"))


def shown(text: str) -> str:
    """Text that any terminal can print: what is not text is written as escapes, controls are left out."""
    plain = text.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in plain)


def counted(number: int, noun: str) -> str:
    """«1 file», «3 files»."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def note(text: str | None) -> None:
    """Something the user should know beside the answer, on standard error."""
    if text:
        click.echo(f"Note: {text}", err=True)
