"""muragat reread: read the text of items again."""

from __future__ import annotations

from dataclasses import asdict

import click

from archive.errors import Exit
from archive.home import Archive
from commands.bars import bars
from commands.shared import (
    QUERYING,
    counted,
    json_option,
    note,
    print_json,
    query_argument,
    shown,
    with_archive,
)


@click.command("reread", context_settings=QUERYING)
@query_argument
@click.option("--lang", "languages", help="Languages of the captions, such as kaz+rus+eng or Cyrillic+eng.")
@json_option
@with_archive
def command(archive: Archive, query: tuple[str, ...], languages: str | None, as_json: bool) -> int:
    """Read the text of what QUERY finds again; without QUERY, of items that could not be read.

    Corrections stay: the new reading is kept beside them and the difference is shown.

    \b
    Example:
      muragat reread "event:форум" --lang Cyrillic+eng
    """
    from workflows.rereading import reread

    with bars() as progress:
        done, later = reread(archive, " ".join(query), languages, progress)
    if as_json:
        print_json({"items": [asdict(one) for one in done], "notes": [later] if later else []})
    else:
        for one in done:
            if one.status != "read" or one.differences:
                click.echo(f"{one.id}  {one.status}{f': {one.reason}' if one.reason else ''}")
            for line in one.differences:
                click.echo(f"    {shown(line)}")
        note(later)
        click.echo(f"Read {counted(sum(one.status == 'read' for one in done), 'item')} again.")
    return int(Exit.DONE if all(one.status == "read" for one in done) else Exit.PARTIAL)
