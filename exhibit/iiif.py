"""The exhibition as a IIIF Presentation 3 manifest, with labels in kk, ru and en."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from exhibit.images import Files
from exhibit.package import Plan
from exhibit.records import write_json
from exhibit.sets import LANGUAGES
from exhibit.words import WORDS
from exhibit.works import Picture, Work

# What Presentation 3 allows as `rights`: an address of one of the two, as they write it themselves.
_LICENCE = re.compile(r"https?://((?:creativecommons|rightsstatements)\.org/[\w./-]*[\w/])")
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
    shown = [
        (work, one, files[one.stem]) for work in plan.works for one in work.pictures if one.stem in files
    ]
    value: dict[str, Any] = {
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": f"{base}/iiif/manifest.json",
        "type": "Manifest",
        "label": _map(exhibition.titles) or {"none": [exhibition.slug]},
        "items": [_canvas(base, work, picture, made) for work, picture, made in shown],
    }
    if _map(exhibition.introduction):
        value["summary"] = _map(exhibition.introduction)
    if exhibition.credit:
        value["requiredStatement"] = _pair("credit", {"none": [exhibition.credit]})
    ranges = _ranges(plan, base, files)
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


def _canvas_id(base: str, work: Work, picture: Picture) -> str:
    """`…/canvas/001` for a work with one picture; its pages and back have what their files have too."""
    ending = picture.stem.removeprefix(f"{work.name}_{work.item.id}")
    return f"{base}/iiif/canvas/{work.name}{ending}"


def _label(work: Work, picture: Picture) -> dict[str, list[str]]:
    """The label of the work; of its pages and its back, with their place."""
    texts = _map(work.labels) or _map(work.titles) or {"none": [work.item.id]}
    place = f"{picture.page}/{work.pages}" if work.pages > 1 else ""
    if picture.side != work.pictures[0].side:
        return {
            code: [f"{words[0]} ({WORDS['back_side'].get(code, 'back')})"] for code, words in texts.items()
        }
    return {code: [f"{words[0]} ({place})"] for code, words in texts.items()} if place else texts


def _canvas(base: str, work: Work, picture: Picture, made: Files) -> dict[str, Any]:
    own = _canvas_id(base, work, picture)
    width, height = web_size(made)
    value: dict[str, Any] = {
        "id": own,
        "type": "Canvas",
        "label": _label(work, picture),
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
    licence = _LICENCE.search(statement or "")
    if licence:
        value["rights"] = f"http://{licence[1]}"
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
        ("author", [item.author or ""]),
        ("reference", [item.reference or ""]),
    )
    found = [(word, {"none": texts}) for word, texts in pairs if any(texts)]
    if work.place:
        found.append(("place", {code: [work.place_in(code)] for code in LANGUAGES}))
    if work.when:
        found.append(("date", {code: [work.date(code)] for code in LANGUAGES}))
    return found


def _ranges(plan: Plan, base: str, files: Mapping[str, Files]) -> list[dict[str, Any]]:
    """The sections, each with the canvases of its works."""
    found = []
    for section in plan.exhibition.sections:
        own = [
            _canvas_id(base, work, picture)
            for work in plan.works
            if work.entry.section == section.key
            for picture in work.pictures
            if picture.stem in files
        ]
        if own:
            found.append(
                {
                    "id": f"{base}/iiif/range/{section.key}",
                    "type": "Range",
                    "label": _map(section.titles),
                    "items": [{"id": one, "type": "Canvas"} for one in own],
                }
            )
    return found
