"""The whole record of each work as data, and the exhibition itself: the payload of the bag."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from archive.item_json import item_json
from exhibit.images import Files
from exhibit.package import Plan
from exhibit.works import Work


def write_exhibition(
    plan: Plan, files: Mapping[str, Files], digests: Mapping[str, str], folder: Path
) -> None:
    """Write `data/exhibition.json`: the set, its works, their originals and the digests of their pictures."""
    record = {
        "exhibition": asdict(plan.exhibition),
        "works": [_work(work, files, digests) for work in plan.works],
        "left_out": [asdict(check) for check in plan.left_out],
        "checks": [asdict(check) for check in plan.checks],
    }
    write_json(folder / "data/exhibition.json", record)


def write_json(path: Path, value: Any) -> None:
    """Write `value` as readable JSON with sorted keys: the same value gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, default=str)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _work(work: Work, files: Mapping[str, Files], digests: Mapping[str, str]) -> dict[str, Any]:
    made = [files[picture.stem] for picture in work.pictures if picture.stem in files]
    names = [name for one in made for name in (one.print, one.web) if name in digests]
    return {
        "number": work.name,
        "labels": dict(work.labels),
        "section": work.entry.section,
        "credit": work.credit,
        "item": item_json(work.item, whole=False),
        "images": {name: digests[name] for name in names},
    }
