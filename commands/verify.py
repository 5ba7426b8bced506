"""muragat verify: check every original against its digest."""

from __future__ import annotations

from dataclasses import asdict

import click

from archive.errors import Exit
from archive.home import Archive
from commands.bars import bars
from commands.shared import counted, json_option, print_json, shown, with_archive


@click.command("verify")
@click.option("--accession", metavar="N", help="Only this accession.")
@json_option
@with_archive
def command(archive: Archive, accession: str | None, as_json: bool) -> int:
    """Read every original again and compare it with its digest; check the bags and the chain of history.

    \b
    Example:
      muragat verify --json > report.json    # exit code 5 when something is found
    """
    from archive import fixity

    numbers = fixity.accessions(archive, accession)
    with bars() as progress:
        progress.stage("verifying", fixity.count(archive, numbers))
        checked, findings = fixity.verify(archive, numbers, progress.advance)
    if as_json:
        print_json({"checked": checked, "findings": [asdict(one) for one in findings]})
    else:
        for one in findings:
            detail = f" (expected {one.expected}, found {one.found})" if one.expected else ""
            click.echo(f"{one.kind:>10}  {shown(one.path)}{detail}")
        found = counted(len(findings), "finding") if findings else "everything as it was received"
        click.echo(f"Checked {counted(checked, 'original')}: {found}.")
    return int(Exit.FIXITY if findings else Exit.DONE)
