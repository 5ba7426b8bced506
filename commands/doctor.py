"""muragat doctor: tools, languages, versions, disk, index."""

from __future__ import annotations

import click

from archive.errors import Exit, MuragatError
from commands.shared import json_option, locate, print_json


@click.command("doctor")
@click.option("--archive", "archive_folder", metavar="DIR", help="The archive, when not around here.")
@json_option
@click.pass_context
def command(ctx: click.Context, archive_folder: str | None, as_json: bool) -> int:
    """Check what Muragat needs on this machine, and the archive when there is one around here.

    \b
    Example:
      muragat doctor
    """
    from workflows.checking import examine

    try:
        archive = locate(archive_folder or (ctx.obj or {}).get("archive"), None)
    except MuragatError:
        if archive_folder or (ctx.obj or {}).get("archive"):
            raise
        archive = None
    checks = examine(archive)
    if as_json:
        print_json(
            {"checks": [{"name": c.name, "ok": c.ok, "found": c.found, "todo": c.todo} for c in checks]}
        )
    else:
        for check in checks:
            click.echo(f"{'ok' if check.ok else 'PROBLEM':>8}  {check.name}: {check.found}")
            if check.todo:
                click.echo(f"{'':>10}{check.todo}")
    missing_tool = any(not check.ok and check.is_tool for check in checks)
    return int(Exit.MISSING_TOOL if missing_tool else Exit.DONE)
