"""muragat undo: take back what somebody decided."""

from __future__ import annotations

from dataclasses import asdict

import click

from archive.home import Archive
from commands.shared import json_option, print_json, shown, with_archive


@click.command("undo")
@click.argument("number", type=click.IntRange(min=1), required=False)
@click.option("--dry-run", is_flag=True, help="Say what would be undone; change nothing.")
@json_option
@with_archive
def command(archive: Archive, number: int | None, dry_run: bool, as_json: bool) -> None:
    """Take back the change NUMBER of `muragat history`; without NUMBER, your own last one.

    What one command changed (a merge, a table import) is taken back as one. Nothing leaves the history: what
    was undone can be brought back with the number that the undo has there. What somebody has changed since is
    not taken back: the message says what stands now and who set it.

    \b
    Example:
      muragat undo 412
    """
    from workflows.undoing import undo

    done, note = undo(archive, number, dry_run=dry_run)
    if note:
        click.echo(f"Note: {note}", err=True)
    if as_json:
        changes = [asdict(line) for line in done.changes]
        print_json({"undone": done.step, "dry_run": dry_run, "changes": changes, "items": done.item_ids})
        return
    for line in done.changes:
        verb = "Would undo" if dry_run else "Undone"
        click.echo(shown(f"{verb}: {line.number}  {line.at}  {line.actor}  {line.action}  {line.subject}"))
