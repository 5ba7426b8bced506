"""The parts of a package, one function each; which of them are made is the curator's choice."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from exhibit.gallery import main_language, write_gallery
from exhibit.iiif import write_manifest
from exhibit.images import files_of
from exhibit.package import Plan
from exhibit.pictures import Pictures
from exhibit.readme import write_readme, write_report
from exhibit.records import write_exhibition, write_records
from exhibit.sheets import write_sheets
from exhibit.tables import row, write_csv, write_xlsx


def write_parts(plan: Plan, pictures: Pictures, folder: Path) -> None:
    """Write everything but the pictures and the manifests."""
    parts = plan.options.parts
    if "checklist" in parts:
        _checklist(plan, pictures, folder)
    sheets = [name for name in ("checklist", "labels", "contact-sheet") if name in parts]
    if sheets:
        write_sheets(plan, pictures, folder, sheets)
    if "gallery" in parts:
        write_gallery(plan, pictures.files, folder)
    if "metadata" in parts:
        write_records(plan, folder)
    if "iiif" in parts:
        write_manifest(plan, pictures.files, folder)
    if "report" in parts:
        write_report(plan, folder)
    write_exhibition(plan, pictures.files, pictures.digests, folder)
    write_readme(plan, folder)


def _checklist(plan: Plan, pictures: Pictures, folder: Path) -> None:
    code = main_language(plan)
    rows = [
        row(
            work,
            pictures.files.get(work.stem) or files_of(work.pictures[0]),
            pictures.thumbnail(work.stem),
            code,
        )
        for work in plan.works
    ]
    write_csv(rows, folder / "checklist.csv", code)
    write_xlsx(rows, folder / "checklist.xlsx", code, plan.exhibition.title, changed_at(plan))


def changed_at(plan: Plan) -> datetime:
    """When the set was last changed: the time of everything in the package."""
    text = plan.exhibition.changed_at
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime(1970, 1, 1)
