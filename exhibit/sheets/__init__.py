"""The printed sheets of a package, by typst with the fonts that it carries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exhibit.checks import possible_cm
from exhibit.sets import LANGUAGES
from exhibit.tables import plain
from exhibit.typesetting import Sheet, typeset
from exhibit.words import WORDS, in_figures, word
from exhibit.works import Work, days, in_language

if TYPE_CHECKING:
    from exhibit.package import Plan
    from exhibit.pictures import Pictures

_HERE = Path(__file__).parent
# Width and height in millimetres, labels side by side, and whether languages stand one under the other.
LABELS: dict[str, dict[str, Any]] = {
    "wide": {"width": 180, "height": 82, "columns": 1, "stacked": False},
    "small": {"width": 86, "height": 82, "columns": 2, "stacked": True},
    "large": {"width": 180, "height": 128, "columns": 1, "stacked": False},
}
PAGE_OF_PICTURES = 20
_INITIAL = re.compile(r" (?=[^\W\d_]\.)")


def write_sheets(plan: Plan, pictures: Pictures, folder: Path, names: Iterable[str]) -> None:
    """Write the PDFs `names` (`checklist`, `labels`, `contact-sheet`) into `folder`."""
    desk = folder / ".scratch"
    lay_out(desk)
    shared = _shared(plan)
    described = [_work(plan, work, pictures, folder, shared["language"]) for work in plan.works]
    for name in names:
        units, at_once = _units(name, plan, described)
        typeset(Sheet(name, shared, units, at_once), folder, desk, folder / f"{name}.pdf")


def lay_out(desk: Path) -> None:
    """Put the typst sources of all sheets into the folder `desk`."""
    for source in _HERE.glob("*.typ"):
        (desk / source.name).write_bytes(source.read_bytes())


def _shared(plan: Plan) -> dict[str, Any]:
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
    }


def _units(name: str, plan: Plan, described: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """What is never divided between two pages of a sheet, and how much of it is laid out at a time."""
    if name == "checklist":
        heads = _heads(plan)
        return [{"section": head, "work": work} for head, work in zip(heads, described, strict=True)], 100
    at_once = PAGE_OF_PICTURES if name == "contact-sheet" else LABELS[plan.options.label]["columns"]
    return [{"works": part} for part in _batched(described, at_once)], max(1, 100 // at_once)


def _batched(works: Sequence[dict[str, Any]], size: int) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(works), size):
        yield list(works[start : start + size])


def _heads(plan: Plan) -> Iterator[dict[str, str] | None]:
    """The heading that stands over each work: that of its section over the first, else none."""
    from exhibit.gallery import main_language

    code = main_language(plan)
    known = {section.key: section for section in plan.exhibition.sections}
    for key, own in groupby(plan.works, key=lambda work: work.entry.section):
        section = known.get(key)
        for place, _ in enumerate(own):
            yield _section(section.titles, section.texts, code) if section and place == 0 else None


def _section(titles: Any, texts: Any, code: str) -> dict[str, str]:
    return {"title": plain(in_language(titles, code)[0]), "text": plain(in_language(texts, code)[0])}


def _work(plan: Plan, work: Work, pictures: Pictures, folder: Path, code: str) -> dict[str, Any]:
    files = pictures.files.get(work.stem)
    thumbnail = pictures.thumbnail(work.stem)
    width, height = (files.width, files.height) if files else (work.item.width or 0, work.item.height or 0)
    printed = in_figures(f"{possible_cm(width)} × {possible_cm(height)} {word('cm', code)}", code)
    size = f"{width} × {height} ({printed}, 300 dpi)" if width else ""
    return {
        "number": work.name,
        "archive_no": work.item.id,
        "thumbnail": f"/{thumbnail.relative_to(folder).as_posix()}" if thumbnail else "",
        "labels": _labels(work),
        "label": [_label(work, one["language"], one["text"]) for one in _labels(work)],
        "persons": _together(plain("\n".join(work.persons_in(code)))),
        "date": plain(work.date(code)) or word("date_unknown", code),
        "place": plain(work.place_in(code)),
        "author": plain(work.item.author or ""),
        "reference": plain(work.item.reference or ""),
        "pages": str(work.pages) if work.pages > 1 else "",
        "size": size,
        "rights": plain(work.item.rights.statement or ""),
        "credit": plain(work.credit),
        "qr": _qr(plan, work),
    }


def _together(names: str) -> str:
    """Initials stay on the line of their name: a no-break space stands before each."""
    return _INITIAL.sub("\u00a0", names)


def _labels(work: Work) -> list[dict[str, str]]:
    texts = dict(work.labels) or work.titles
    found = [{"language": code, "text": plain(texts[code])} for code in LANGUAGES if texts.get(code)]
    return found or [{"language": "kk", "text": ""}]


def _label(work: Work, code: str, text: str) -> dict[str, str]:
    facts = (work.item.author or "", work.date(code) or word("date_unknown", code), work.place_in(code))
    told = [one for one in facts if one]
    sentences = [one if one.endswith(".") else f"{one}." for one in told[:-1]]
    return {"language": code, "text": text, "facts": plain(" ".join([*sentences, *told[-1:]]))}


def _qr(plan: Plan, work: Work) -> str:
    """The QR code of the work's page, or of its archive number when the exhibition has no address."""
    import segno

    address = plan.exhibition.base_address.rstrip("/")
    text = f"{address}/gallery/index.html#no-{work.name}" if address else work.item.id
    return str(segno.make(text, error="m", micro=False).svg_inline(border=0, scale=4))
