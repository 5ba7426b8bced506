"""The `muragat` command: finds commands by name, turns errors into messages and exit codes.

Nothing of the archive is imported before a command needs it: `muragat --help` answers at once.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import TYPE_CHECKING, Any

try:
    import click
except KeyboardInterrupt:
    # Before anything began there is nothing to say.
    sys.exit(130)

if TYPE_CHECKING:
    from archive.errors import MuragatError

# Name → what it does. The module of a command is `commands.NAME` (a hyphen is an
# underscore there); importing it is left until it is called.
COMMANDS = {
    "init": "Make a new archive.",
    "ingest": "Take folders of photographs and scans into the archive.",
    "search": "Find items by words, person, event, date, place.",
    "show": "Show everything about one item.",
    "open": "Open an item's picture in the viewer.",
    "edit": "Correct an item: caption, date, persons, rights.",
    "review": "Decide about what machines suggest, one key each.",
    "duplicates": "List items that show the same picture.",
    "join": "Make a back part of its front, or two doubles one item.",
    "table": "Describe many items in a spreadsheet and take it back.",
    "person": "List, show, edit, merge, split and rename persons.",
    "event": "List, show, edit, merge and rename events.",
    "exhibit": "Choose a set of items and export it for an exhibition.",
    "inventory": "Write the inventory of photographs; check annotations.",
    "reread": "Read the text of items again; corrections stay.",
    "export-metadata": "Write XMP sidecars and Dublin Core for other programs.",
    "verify": "Check every original against its digest.",
    "history": "Show who changed what, and when.",
    "undo": "Take back what was decided.",
    "stats": "Count what is in the archive.",
    "index": "Look after the full-text index.",
    "backup": "Write a backup that can be read without Muragat.",
    "restore": "Make an archive from a backup.",
    "serve": "Open the reading room in a browser.",
    "user": "Say who may enter the reading room.",
    "doctor": "Check tools, languages, disk and index.",
    "completion": "Print the lines that make your shell complete commands.",
}


class Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of an archivist's day."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"commands.{cmd_name.replace('-', '_')}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """What the command gives. That the reader of our output (`| head`) has seen enough is no fault."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _close_quietly()
            return 0

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`, written without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--archive", "archive_folder", metavar="DIR", help="The archive; else $MURAGAT_ARCHIVE, else around here."
)
@click.option("--actor", metavar="NAME", help="Who is working, for the history; else your login.")
@click.version_option(package_name="muragat", message="muragat %(version)s")
@click.pass_context
def group(ctx: click.Context, archive_folder: str | None, actor: str | None) -> None:
    """Muragat: a photo archive that reads captions in Kazakh, Russian and English.

    \b
    Example:
      muragat init archive --title "Облыстық кітапхана мұрағаты"
      muragat --archive archive ingest "~/Суреттер/2024-09-18 форум"
      muragat --archive archive search оспанова date:2024-09
    """
    ctx.ensure_object(dict).update(archive=archive_folder, actor=actor)


def main(arguments: list[str] | None = None) -> None:
    """Run one command and end the process with its exit code."""
    # A short command spends a fifth of its time in looking for garbage among modules that it has just
    # imported, and in taking them apart at its end (script/bench startup).
    gc.set_threshold(50_000)
    _prepare_streams()
    code = run(arguments)
    gc.freeze()
    sys.exit(code)


def _prepare_streams() -> None:
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            # Closed by who started us (`<&-`, some schedulers).
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
        elif mode == "w" and isinstance(stream, io.TextIOWrapper):
            # A terminal that knows no Kazakh letters gets escapes instead of no answer.
            stream.reconfigure(errors="backslashreplace")


def run(arguments: list[str] | None = None) -> int:
    """Run one command: its exit code (see archive.errors.Exit). Messages go to standard error."""
    given: dict[str, str | None] = {}
    try:
        result = group.main(args=arguments, prog_name="muragat", standalone_mode=False, obj=given)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing that was finished is lost: run the same command again.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except Exception as error:
        return _tell(error, given.get("archive"))
    return result if isinstance(result, int) else 0


def _close_quietly() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell(error: Exception, archive: str | None) -> int:
    """Say an error that the user can act on; keep any other for its developers."""
    from archive.errors import MuragatError
    from commands.faults import understood

    known = error if isinstance(error, MuragatError) else understood(error)
    return _tell_fault(error, archive) if known is None else _tell_known(known)


def _tell_known(error: MuragatError) -> int:
    from archive.errors import BadQuery
    from commands.shared import shown

    click.echo(shown(f"Error: {error.what}"), err=True)
    for line in error.pointer() if isinstance(error, BadQuery) else ():
        click.echo(f"       {line}", err=True)
    if error.todo:
        click.echo(shown(f"       {error.todo}"), err=True)
    return int(error.exit_code)


def _tell_fault(error: Exception, archive: str | None) -> int:
    from archive.errors import Exit
    from commands.faults import keep_traceback
    from commands.shared import shown

    where = keep_traceback(error, archive)
    details = f"The details are in {where}" if where else "There was no room for its details"
    click.echo(shown(f"Error: {type(error).__name__}: {error}"), err=True)
    click.echo(shown(f"       This is a fault in Muragat. {details}; please report it."), err=True)
    return int(Exit.INTERNAL)


if __name__ == "__main__":
    main()
