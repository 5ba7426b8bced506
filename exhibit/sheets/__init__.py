"""The printed sheets of a package, by typst with the fonts that it carries."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exhibit.checks import possible_cm
from exhibit.sets import LANGUAGES
from exhibit.tables import person_line, plain
from exhibit.words import WORDS, word
from exhibit.works import Work, in_language

if TYPE_CHECKING:
    from exhibit.package import Plan
    from exhibit.pictures import Pictures

_HERE = Path(__file__).parent
# Width and height in millimetres, labels side by side, and whether languages stand one under the other.
LABELS = {
    "wide": {"width": 180, "height": 82, "columns": 1, "stacked": False},
    "small": {"width": 86, "height": 82, "columns": 2, "stacked": True},
    "large": {"width": 180, "height": 128, "columns": 1, "stacked": False},
}


def write_sheets(plan: Plan, pictures: Pictures, folder: Path, names: Iterable[str]) -> None:
    """Write the PDFs `names` (`checklist`, `labels`, `contact-sheet`) into `folder`."""
    from exhibit.gallery import main_language

    scratch = folder / ".scratch"
    code = main_language(plan)
    data = _data(plan, pictures, folder, code)
    for source in _HERE.glob("*.typ"):
        (scratch / source.name).write_bytes(source.read_bytes())
    (scratch / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    for name in names:
        _compile(scratch / f"{name}.typ", folder, folder / f"{name}.pdf")


def _compile(source: Path, root: Path, target: Path) -> None:
    import typst

    typst.compile(
        str(source),
        output=str(target),
        root=str(root),
        ignore_system_fonts=True,
        sys_inputs={"data": "/.scratch/data.json"},
        timestamp=0,
    )


def _data(plan: Plan, pictures: Pictures, folder: Path, code: str) -> dict[str, Any]:
    exhibition = plan.exhibition
    days = " – ".join(day for day in (exhibition.opens, exhibition.closes) if day)
    return {
        "title": plain(in_language(exhibition.titles, code)[0]),
        "credit": plain(exhibition.credit),
        "dates": days,
        "language": code,
        "words": {key: texts[code] for key, texts in WORDS.items()},
        "label": LABELS[plan.options.label],
        "parts": _parts(plan, pictures, folder, code),
    }


def _parts(plan: Plan, pictures: Pictures, folder: Path, code: str) -> list[dict[str, Any]]:
    known = {section.key: section for section in plan.exhibition.sections}
    parts: list[dict[str, Any]] = []
    current: object = None
    for work in plan.works:
        section = known.get(work.entry.section)
        if not parts or section is not current:
            current = section
            parts.append({"section": section and _section(section.titles, section.texts, code), "works": []})
        parts[-1]["works"].append(_work(plan, work, pictures, folder, code))
    return parts


def _section(titles: Any, texts: Any, code: str) -> dict[str, str]:
    return {"title": plain(in_language(titles, code)[0]), "text": plain(in_language(texts, code)[0])}


def _work(plan: Plan, work: Work, pictures: Pictures, folder: Path, code: str) -> dict[str, Any]:
    files = pictures.files.get(work.stem)
    thumbnail = pictures.thumbnail(work.stem)
    width, height = (files.width, files.height) if files else (work.item.width or 0, work.item.height or 0)
    size = f"{width} × {height} ({possible_cm(width)} × {possible_cm(height)} cm, 300 dpi)" if width else ""
    return {
        "number": work.name,
        "archive_no": work.item.id,
        "thumbnail": f"/{thumbnail.relative_to(folder).as_posix()}" if thumbnail else "",
        "labels": _labels(work),
        "label": [_label(work, one["language"], one["text"]) for one in _labels(work)],
        "persons": plain("; ".join(person_line(work, code))),
        "date": plain(work.date) or word("date_unknown", code),
        "place": plain(work.place),
        "author": plain(work.item.author or ""),
        "reference": plain(work.item.reference or ""),
        "size": size,
        "rights": plain(work.item.rights.statement or ""),
        "credit": plain(work.credit),
        "qr": _qr(plan, work),
    }


def _labels(work: Work) -> list[dict[str, str]]:
    texts = dict(work.labels) or work.titles
    found = [{"language": code, "text": plain(texts[code])} for code in LANGUAGES if texts.get(code)]
    return found or [{"language": "kk", "text": ""}]


def _label(work: Work, code: str, text: str) -> dict[str, str]:
    facts = (work.item.author or "", work.date or word("date_unknown", code), work.place)
    return {
        "language": code,
        "text": text,
        "facts": plain(". ".join(one.rstrip(".") for one in facts if one)),
    }


def _qr(plan: Plan, work: Work) -> str:
    """The QR code of the work's page, or of its archive number when the exhibition has no address."""
    import segno

    address = plan.exhibition.base_address.rstrip("/")
    text = f"{address}/gallery/index.html#no-{work.name}" if address else work.item.id
    return str(segno.make(text, error="m", micro=False).svg_inline(border=0, scale=4))
