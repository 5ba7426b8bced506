"""The whole record of each work as data, and the exhibition itself: the payload of the bag."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from archive.item_json import depiction_json, item_json
from archive.model import Item, Suggestion
from exhibit.dublin_core import dublin_core
from exhibit.images import Files, caption_of
from exhibit.origins import field_origins
from exhibit.package import Plan
from exhibit.place_names import place_origin
from exhibit.works import Work
from media.embed import sidecar

_PRIVATE = re.compile(r"gps|serial|owner|uniqueid|contactinfo|creatorcontact", re.IGNORECASE)


def write_exhibition(
    plan: Plan, files: Mapping[str, Files], digests: Mapping[str, str], folder: Path
) -> None:
    """Write `data/exhibition.json`: the set, its works, their originals and the digests of their pictures."""
    record = {
        "exhibition": asdict(plan.exhibition),
        "options": {"include": sorted(plan.options.include), "backs": plan.options.backs},
        "works": [_with_images(work, files, digests) for work in plan.works],
        "left_out": [asdict(check.without_names()) for check in plan.left_out],
        "checks": [asdict(check) for check in plan.checks],
    }
    write_json(folder / "data/exhibition.json", record)


def write_records(plan: Plan, folder: Path) -> None:
    """Write `metadata/001.json` and `.xmp` of every work, and `metadata/dublin-core.xml` of all."""
    for work in plan.works:
        record = whole_record(work, plan.suggestions.get(work.item.id, ()))
        write_json(folder / f"metadata/{work.name}.json", record)
        path = folder / f"metadata/{work.name}.xmp"
        path.write_text(sidecar(caption_of(work)), encoding="utf-8", newline="\n")
    text = dublin_core(plan.works)
    (folder / "metadata/dublin-core.xml").write_text(text, encoding="utf-8", newline="\n")


def whole_record(work: Work, said: Sequence[Suggestion] = ()) -> dict[str, Any]:
    """The item with everything that is known of it, and where each field comes from; `said` are the
    suggestions about it."""
    item = work.item
    curated = {code: "curator" if work.entry.labels.get(code) else "record" for code in work.labels}
    origins: dict[str, Any] = {
        "labels": curated,
        "fields": field_origins(item, said),
        "date": work.when.basis if work.when else None,
        "place": place_origin(item),
        "persons": {
            one.name: asdict(one.evidence) if one.evidence else {"field": one.status} for one in work.persons
        },
        "texts": [{"role": one.role, "by": one.by, "current": one.current} for one in item.texts],
        "reviewed": item.reviewed,
    }
    return {
        **item_json(item, whole=True),
        "metadata": _public(item.metadata),
        "participants": _willing(item),
        "event_text": _press_text(item),
        "number": work.name,
        "labels": dict(work.labels),
        "credit": work.credit,
        "origins": origins,
    }


def _willing(item: Item) -> list[dict[str, Any]]:
    """Who took part in the event, without those who do not want to be published."""
    told = item.event.participants if item.event else ()
    return [depiction_json(one) for one in told if one.status != "rejected" and one.publish]


def _press_text(item: Item) -> str | None:
    """The text of the event, unless it may name somebody who does not want to be published."""
    event = item.event
    told = (*item.persons, *event.participants) if event else ()
    unwilling = any(one.status != "rejected" and not one.publish for one in told)
    return None if event is None or unwilling else event.text


def _public(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Raw metadata without where somebody lives and which camera is theirs: a package leaves the house."""
    return {
        group: {tag: value for tag, value in tags.items() if not _PRIVATE.search(tag)}
        if isinstance(tags, Mapping)
        else tags
        for group, tags in metadata.items()
    }


def write_json(path: Path, value: Any) -> None:
    """Write `value` as readable JSON with sorted keys: the same value gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, default=str)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def work_record(work: Work) -> dict[str, Any]:
    """What is said of a work: its number, labels, section, credit and record."""
    return {
        "number": work.name,
        "labels": dict(work.labels),
        "section": work.entry.section,
        "credit": work.credit,
        "item": item_json(work.item, whole=False),
    }


def _with_images(work: Work, files: Mapping[str, Files], digests: Mapping[str, str]) -> dict[str, Any]:
    made = [files[picture.stem] for picture in work.pictures if picture.stem in files]
    names = [name for one in made for name in (one.print, one.web) if name in digests]
    return {**work_record(work), "images": {name: digests[name] for name in names}}
