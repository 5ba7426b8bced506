"""The printed sheets of a package, by typst with the fonts that it carries."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archive.errors import MuragatError
from exhibit.checks import possible_cm
from exhibit.sets import LANGUAGES
from exhibit.tables import person_line, plain
from exhibit.words import WORDS, word
from exhibit.works import Work, days, in_language

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
    scratch = folder / ".scratch"
    for source in _HERE.glob("*.typ"):
        (scratch / source.name).write_bytes(source.read_bytes())
    (scratch / "data.json").write_text(json.dumps(_data(plan, pictures, folder), ensure_ascii=False), "utf-8")
    for name in names:
        _compile(scratch / f"{name}.typ", folder, folder / f"{name}.pdf")


# In a process of its own: the typesetter keeps what it has laid out until its process ends.
_TYPESET = """
import sys, typst
source, target, root = sys.argv[1:]
inputs = {"data": "/.scratch/data.json"}
typst.compile(source, output=target, root=root, ignore_system_fonts=True, sys_inputs=inputs, timestamp=0)
"""


def _compile(source: Path, root: Path, target: Path) -> None:
    command = [sys.executable, "-I", "-c", _TYPESET, str(source), str(target), str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise MuragatError(f"{target.name} could not be typeset: {last}", "Please report this.")


def _data(plan: Plan, pictures: Pictures, folder: Path) -> dict[str, Any]:
    from exhibit.gallery import main_language

    exhibition, code = plan.exhibition, main_language(plan)
    return {
        "title": plain(in_language(exhibition.titles, code)[0]),
        "credit": plain(exhibition.credit),
        "dates": days(exhibition, code),
        "unconfirmed": any(one.status == "suggested" for work in plan.works for one in work.persons),
        "language": code,
        "words": {key: texts[code] for key, texts in WORDS.items()},
        "label": LABELS[plan.options.label],
        "parts": _parts(plan, pictures, folder),
    }


def _parts(plan: Plan, pictures: Pictures, folder: Path) -> list[dict[str, Any]]:
    from exhibit.gallery import main_language

    code = main_language(plan)
    known = {section.key: section for section in plan.exhibition.sections}
    parts: list[dict[str, Any]] = []
    for key, own in groupby(plan.works, key=lambda work: work.entry.section):
        described = [_work(plan, work, pictures, folder, code) for work in own]
        section = known.get(key)
        head = _section(section.titles, section.texts, code) if section else None
        parts.append({"section": head, "works": described})
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
        "persons": plain("; ".join(person_line(work, "?"))),
        "date": plain(work.date(code)) or word("date_unknown", code),
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
    facts = (work.item.author or "", work.date(code) or word("date_unknown", code), work.place)
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
