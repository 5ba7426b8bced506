"""Ingest folders and make what came in findable."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from archive.home import Archive
from archive.model import Outcome
from ingest import run
from ingest.progress import Progress
from ingest.run import IngestOptions, Report
from workflows.indexing import update_if_free


def ingest_and_index(
    archive: Archive, sources: Sequence[Path], options: IngestOptions, progress: Progress
) -> Report:
    """Ingest, then index. That the index fails never fails an ingest: it becomes a note."""
    report = run.ingest(archive, sources, options, progress)
    progress.stage("indexing", 0)
    note = update_if_free(archive)
    report = replace(report, notes=(*report.notes, note)) if note else report
    _keep_log(archive, report)
    return report


def _keep_log(archive: Archive, report: Report) -> None:
    """What became of every file, in the archive's own logs: a terminal forgets."""
    if report.accession is not None:
        text = json.dumps(report_json(report), ensure_ascii=False, indent=1)
        path = archive.folder / "logs" / f"ingest-{report.accession}.json"
        path.write_bytes(text.encode("utf-8", "backslashreplace"))


def look_ahead(archive: Archive, sources: Sequence[Path], options: IngestOptions) -> Report:
    """What an ingest would do; nothing is written."""
    return run.dry_run(archive, sources, options)


def report_json(report: Report) -> dict[str, Any]:
    """The report as other programs read it."""
    return {
        "accession": report.accession,
        "added": report.count("added"),
        "duplicates": report.count("duplicate"),
        "joined": report.count("joined"),
        "skipped": report.count("skipped"),
        "unread": report.count("unread"),
        "deferred": report.count("deferred"),
        "refused": [
            {"path": one.path, "reason": one.reason} for one in report.outcomes if one.status == "refused"
        ],
        "outcomes": [_outcome_json(one) for one in report.outcomes],
        "dry_run": report.dry_run,
        "source_may_be_erased": bool(report.outcomes) and not report.dry_run and not report.not_kept,
        "notes": list(report.notes),
    }


def _outcome_json(outcome: Outcome) -> dict[str, Any]:
    return {"path": outcome.path, "status": outcome.status, "id": outcome.id, "reason": outcome.reason}
