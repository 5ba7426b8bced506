"""README and the report of the checks, in Kazakh, Russian and English, as pages and as plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from exhibit.checks import LEVELS, Check, in_order
from exhibit.package import Plan
from exhibit.sets import LANGUAGES
from exhibit.templates import page
from exhibit.words import LANGUAGE_NAMES, WORDS, sentence, word
from exhibit.works import in_language
from language.date_display import display

# What stands in a package, and the word for it.
_CONTENTS = {
    "gallery/index.html": "gallery",
    "checklist.pdf": "checklist",
    "checklist.xlsx": "checklist",
    "checklist.csv": "checklist",
    "labels.pdf": "labels",
    "contact-sheet.pdf": "contact_sheet",
    "images/print": "images_print",
    "images/web": "images_web",
    "metadata": "records",
    "iiif/manifest.json": "iiif",
    "report.html": "report",
    "manifest-sha256.txt": "manifest",
}
_VERIFY = {
    "kk": "Файлдардың өзгермегенін тексеру:",
    "ru": "Проверить, что файлы не изменились:",
    "en": "To check that no file has changed:",
}
_COLOURS = {"kk": "sRGB, 8 бит", "ru": "sRGB, 8 бит", "en": "sRGB, 8 bits"}


@dataclass(frozen=True, slots=True)
class Remarks:
    """The remarks of one level: its heading, how many they are, and by work its number, its archive number
    and what is said of it."""

    level: str
    heading: str
    count: int
    works: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What a README or report says in one language."""

    code: str
    title: str
    introduction: str
    facts: tuple[tuple[str, str], ...]
    contents: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    levels: tuple[Remarks, ...]
    words: Mapping[str, str]
    verify: str


def write_readme(plan: Plan, folder: Path) -> None:
    """Write README.html and README.txt; what stands in `folder` by now is what they list."""
    pages = _pages(plan, folder)
    _write(folder / "README.html", page("readme.html.j2", pages=pages, names=LANGUAGE_NAMES))
    _write(folder / "README.txt", "\n\n".join(map(_plain, pages)) + "\n")


def write_report(plan: Plan, folder: Path) -> None:
    """Write report.html: what was left out, and what to look at before printing."""
    _write(folder / "report.html", page("report.html.j2", pages=_pages(plan, folder), names=LANGUAGE_NAMES))


def _pages(plan: Plan, folder: Path) -> list[Page]:
    return [_page(plan, folder, code) for code in LANGUAGES]


def _page(plan: Plan, folder: Path, code: str) -> Page:
    exhibition = plan.exhibition
    return Page(
        code=code,
        title=in_language(exhibition.titles, code)[0] or exhibition.slug,
        introduction=in_language(exhibition.introduction, code)[0],
        facts=_facts(plan, code),
        contents=tuple((name, word(key, code)) for name, key in _CONTENTS.items() if _is_there(folder, name)),
        left_out=tuple(_left_out(one.without_names(), code) for one in plan.left_out),
        levels=tuple(_levels(plan, code)),
        words={key: texts[code] for key, texts in WORDS.items()},
        verify=_VERIFY[code],
    )


def _is_there(folder: Path, name: str) -> bool:
    return name == "manifest-sha256.txt" or (folder / name).exists()


def _facts(plan: Plan, code: str) -> tuple[tuple[str, str], ...]:
    exhibition = plan.exhibition
    statements = sorted({work.item.rights.statement for work in plan.works if work.item.rights.statement})
    facts = (
        ("works", str(len(plan.works))),
        ("opens", display(exhibition.opens, code) if exhibition.opens else ""),
        ("closes", display(exhibition.closes, code) if exhibition.closes else ""),
        ("rights", "; ".join(statements) or word("rights_unknown", code)),
        ("credit", exhibition.credit),
        ("contact", exhibition.contact),
        ("colour_space", _COLOURS[code]),
        ("prepared", display(exhibition.changed_at[:10], code) if exhibition.changed_at else ""),
    )
    return tuple((word(key, code), value) for key, value in facts if value)


def _left_out(one: Check, code: str) -> str:
    return f"{one.item_id}: {sentence(one.kind, one.detail, code)}"


def _levels(plan: Plan, code: str) -> Iterator[Remarks]:
    """What is to be looked at, what is serious first, each level work by work."""
    width = max((work.width for work in plan.works), default=3)
    for level in LEVELS:
        found = sorted((one for one in plan.checks if one.level == level), key=in_order)
        works = groupby(found, key=lambda one: (f"{one.number or 0:0{width}d}", one.item_id))
        rows = tuple((*key, tuple(sentence(one.kind, one.detail, code) for one in own)) for key, own in works)
        if rows:
            yield Remarks(level, word(f"level_{level}", code), len(found), rows)


def _plain(one: Page) -> str:
    say = one.words
    lines = [one.title, "=" * len(one.title), ""]
    lines += [one.introduction, ""] if one.introduction else []
    lines += [f"{key}: {value}" for key, value in one.facts]
    lines += ["", say["contents"], *(f"  {name} — {what}" for name, what in one.contents)]
    lines += ["", say["left_out"], *(f"  {line}" for line in one.left_out or (say["none_left_out"],))]
    return "\n".join([*lines, "", one.verify, "  sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt"])


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
