"""The exhibition as a IIIF Presentation 3 manifest, with labels in kk, ru and en."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from exhibit.images import Files
from exhibit.package import Plan
from exhibit.records import write_json
from exhibit.sets import LANGUAGES
from exhibit.words import WORDS
from exhibit.works import Work

# Where the package has no address of its own: a name that is reserved for what does not exist (RFC 2606).
NO_ADDRESS = "https://muragat.invalid"


def write_manifest(plan: Plan, files: Mapping[str, Files], folder: Path) -> None:
    """Write `iiif/manifest.json`; works without a picture are not in it."""
    write_json(folder / "iiif/manifest.json", manifest(plan, files))


def manifest(plan: Plan, files: Mapping[str, Files]) -> dict[str, Any]:
    """The manifest as plain values, checked by iiif-prezi3's model of the specification."""
    import iiif_prezi3

    exhibition = plan.exhibition
    base = address(plan)
    shown = [(work, files[work.stem]) for work in plan.works if work.stem in files]
    value: dict[str, Any] = {
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": f"{base}/iiif/manifest.json",
        "type": "Manifest",
        "label": _map(exhibition.titles) or {"none": [exhibition.slug]},
        "items": [_canvas(base, work, made) for work, made in shown],
    }
    if _map(exhibition.introduction):
        value["summary"] = _map(exhibition.introduction)
    if exhibition.credit:
        value["requiredStatement"] = _pair("credit", {"none": [exhibition.credit]})
    ranges = _ranges(plan, base)
    if ranges:
        value["structures"] = ranges
    iiif_prezi3.Manifest(**value)
    return value


def address(plan: Plan) -> str:
    """Where the package will be published, without a slash at the end."""
    return plan.exhibition.base_address.rstrip("/") or f"{NO_ADDRESS}/{plan.exhibition.slug}"


def _map(texts: Mapping[str, str]) -> dict[str, list[str]]:
    return {code: [texts[code]] for code in LANGUAGES if texts.get(code)}


def _pair(word: str, value: dict[str, list[str]]) -> dict[str, Any]:
    return {"label": {code: [WORDS[word][code]] for code in LANGUAGES}, "value": value}


def _canvas(base: str, work: Work, made: Files) -> dict[str, Any]:
    own = f"{base}/iiif/canvas/{work.name}"
    width, height = web_size(made)
    value: dict[str, Any] = {
        "id": own,
        "type": "Canvas",
        "label": _map(work.labels) or _map(work.titles) or {"none": [work.item.id]},
        "width": made.width,
        "height": made.height,
        "items": [
            {
                "id": f"{own}/page",
                "type": "AnnotationPage",
                "items": [_painting(base, own, made, width, height)],
            }
        ],
        "metadata": [_pair(word, texts) for word, texts in _metadata(work)],
        "thumbnail": [{"id": f"{base}/{made.thumbnail}", "type": "Image", "format": "image/jpeg"}],
    }
    statement = work.item.rights.statement
    if statement and statement.startswith(("http://creativecommons.org/", "http://rightsstatements.org/")):
        value["rights"] = statement
    if work.credit or statement:
        value["requiredStatement"] = _pair(
            "rights", {"none": [one for one in (work.credit, statement) if one]}
        )
    return value


def _painting(base: str, own: str, made: Files, width: int, height: int) -> dict[str, Any]:
    return {
        "id": f"{own}/page/picture",
        "type": "Annotation",
        "motivation": "painting",
        "target": own,
        "body": {
            "id": f"{base}/{made.web}",
            "type": "Image",
            "format": "image/jpeg",
            "width": width,
            "height": height,
        },
    }


def web_size(made: Files) -> tuple[int, int]:
    """Width and height of the picture for the screen."""
    longest = max(made.width, made.height)
    if not made.web_side or longest <= made.web_side:
        return made.width, made.height
    scale = made.web_side / longest
    return max(1, round(made.width * scale)), max(1, round(made.height * scale))


def _metadata(work: Work) -> list[tuple[str, dict[str, list[str]]]]:
    item = work.item
    pairs = (
        ("archive_no", [item.id]),
        ("persons", [one.name for one in work.persons]),
        ("place", [work.place]),
        ("author", [item.author or ""]),
        ("reference", [item.reference or ""]),
    )
    found = [(word, {"none": texts}) for word, texts in pairs if any(texts)]
    dates = {code: [work.date(code)] for code in LANGUAGES}
    return [*found, ("date", dates)] if work.when else found


def _ranges(plan: Plan, base: str) -> list[dict[str, Any]]:
    found = []
    for section in plan.exhibition.sections:
        own = [work for work in plan.works if work.entry.section == section.key]
        if own:
            canvases = [{"id": f"{base}/iiif/canvas/{work.name}", "type": "Canvas"} for work in own]
            found.append(
                {
                    "id": f"{base}/iiif/range/{section.key}",
                    "type": "Range",
                    "label": _map(section.titles),
                    "items": canvases,
                }
            )
    return found
