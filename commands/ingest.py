"""muragat ingest: take folders into the archive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from archive.errors import Exit
from archive.home import Archive
from commands.bars import bars
from commands.shared import Place, counted, json_option, print_json, shown, with_archive


@click.command("ingest")
@click.argument("folders", metavar="FOLDER...", nargs=-1, required=True, type=Place())
@click.option(
    "--event", help="The event at which everything was taken; else the press text's or the folder's."
)
@click.option("--date", help="The event's date in EDTF: 2024-09-18, 1936, 1941/1945.")
@click.option("--place", help="Where the event took place.")
@click.option("--lang", "languages", help="Languages of the captions, such as kaz+rus+eng or Cyrillic+eng.")
@click.option("--donor", help="Who gave the files.")
@click.option("--act", help="Number of the act of transfer.")
@click.option("--dry-run", is_flag=True, help="Say what would be done and change nothing.")
@click.option(
    "--jobs", type=click.IntRange(0), default=0, help="How many files are read at once; 0: one a core."
)
@click.option("--no-ocr", is_flag=True, help="Do not read captions now; `muragat reread` can do it later.")
@click.option(
    "--keep-undecodable", is_flag=True, help="Also keep files that cannot be read (RAW, video, broken)."
)
@json_option
@with_archive
def command(
    archive: Archive, folders: tuple[Path, ...], dry_run: bool, no_ocr: bool, as_json: bool, **options: Any
) -> int:
    """Take FOLDERs of photographs, scans and press texts into the archive.

    Originals are copied, proven and sealed in a BagIt bag; the folders are never written. Interrupted at any
    moment, the same command goes on where it stopped.

    \b
    Example:
      muragat ingest "2024-09-18 форум" --donor "Баспасөз қызметі"
    """
    from ingest.run import IngestOptions
    from workflows.ingesting import ingest_and_index, look_ahead

    wanted = IngestOptions(ocr=not no_ocr, **options)
    if dry_run:
        report = look_ahead(archive, folders, wanted)
    else:
        with bars() as progress:
            report = ingest_and_index(archive, folders, wanted, progress)
    if as_json:
        from workflows.ingesting import report_json

        print_json(report_json(report))
    else:
        _print(report)
    return int(Exit.PARTIAL if report.not_kept else Exit.DONE)


def _print(report: Any) -> None:
    for one in report.outcomes:
        if one.status in ("refused", "deferred", "unread", "skipped"):
            click.echo(f"{one.status:>9}  {shown(one.path)}: {shown(one.reason or '')}", err=True)
    counts = ", ".join(
        f"{report.count(status)} {status}"
        for status in ("added", "joined", "duplicate", "unread", "skipped", "deferred", "refused")
        if report.count(status)
    )
    head = (
        "Would be"
        if report.dry_run
        else f"Accession {report.accession}"
        if report.accession
        else "Nothing new"
    )
    click.echo(f"{head}: {counts or 'no files'}.")
    for note in report.notes:
        click.echo(f"Note: {note}", err=True)
    if not report.dry_run:
        click.echo(erasable(report))


def erasable(report: Any) -> str:
    """The sentence that says whether the source may be erased."""
    if not report.outcomes:
        return "There is no file in the source. Is the card or the disk there, and is it the right folder?"
    left = len(report.not_kept)
    if left:
        is_are = "is" if left == 1 else "are"
        return (
            f"Do NOT erase the source: {counted(left, 'file')} in it {is_are} not in the archive (see above)."
        )
    return "The source may be erased: every file that counts is in the archive, copied and proven."
