"""Reference codes of archives: қор/тізімдеме/іс, фонд/опись/дело, fonds/inventory/file, and a sheet.

A code is kept as it was written. What is parsed here is for showing it in another language, for checking it
and for sorting by it. The parts and their abbreviations are those of Kazakhstan's state archives («Қ. 12,
Т. 3, І. 45, П. 7», «Ф. 12. Оп. 3. Д. 45. Л. 7»).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

_LABELS = {
    "fonds": "қор қоры қ фонд фонда фонды ф fonds fond f",
    "inventory": "тізімдеме тізімдемесі тізб тіз т t опись описи оп о op opis inventory inv",
    "file": "іс ісі і i дело дела д d delo file едхр ед.хр сб с.б ic",
    "sheet": "парақ парағы п б бет беті лист листа листы лл л l list sheet fol p page",
}
_PART_OF = {label: part for part, labels in _LABELS.items() for label in labels.split()}
_LETTER = r"[^\W\d_]"
_NUMBER = rf"(?:{_LETTER}{{1,3}}-?)?\d+(?:-?{_LETTER}{{1,2}}(?!{_LETTER}))?"
_VALUE = rf"{_NUMBER}(?:\s?[-–—]\s?{_NUMBER})?(?:\s?(?:об|арты|verso)\b\.?)?"
_WORDS = "|".join(re.escape(label) for label in sorted(_PART_OF, key=len, reverse=True))
_LABEL = rf"(?:ед\.\s?хр|с\.\s?б|{_WORDS})"
_AFTER = rf"(?P<after_value>\d+(?:-?{_LETTER}{{1,2}})?)\s?-\s?(?P<after>{_WORDS})(?!{_LETTER})\.?"
_BEFORE = rf"(?P<before>{_LABEL})(?!{_LETTER})\s?\.?\s?(?:№\s?)?(?P<before_value>{_VALUE})(?!\w)"
_PART = re.compile(rf"(?<!\w)(?:{_AFTER}|{_BEFORE})", re.IGNORECASE)
_SLASHED = re.compile(rf"(?:(?P<repository>\D*?)[\s,.:]+)?(?P<parts>{_NUMBER}(?:\s?/\s?{_VALUE}){{2,3}})")
_BETWEEN = re.compile(r"[\s,;.:/]*")

_SHOWN = {
    "kk": (("fonds", "Қ. {}"), ("inventory", "Т. {}"), ("file", "І. {}"), ("sheet", "П. {}")),
    "ru": (("fonds", "Ф. {}"), ("inventory", "Оп. {}"), ("file", "Д. {}"), ("sheet", "Л. {}")),
    "en": (("fonds", "fonds {}"), ("inventory", "inventory {}"), ("file", "file {}"), ("sheet", "sheet {}")),
}
_JOINED = {"kk": ", ", "ru": ". ", "en": ", "}


@dataclass(frozen=True, slots=True)
class ReferenceCode:
    """The parts of a reference code as they were written; empty where the code does not say them."""

    fonds: str
    inventory: str = ""
    file: str = ""
    sheet: str = ""
    repository: str = ""

    def display(self, language: str) -> str:
        """The code in the abbreviations of `kk`, `ru` or `en`, without the repository."""
        code = language if language in _SHOWN else "en"
        shown = ((words, getattr(self, part)) for part, words in _SHOWN[code])
        return _JOINED[code].join(words.format(value) for words, value in shown if value)


def parse(written: str) -> ReferenceCode:
    """The parts of a reference code. Raises ValueError, with what is wrong, when it is none."""
    text = " ".join(written.split())
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        fonds, inventory, file, *sheet = (part.strip() for part in slashed["parts"].split("/"))
        repository = (slashed["repository"] or "").strip(" .,:")
        return ReferenceCode(fonds, inventory, file, "".join(sheet), repository)
    return _labelled(text)


def _labelled(text: str) -> ReferenceCode:
    found = list(_PART.finditer(text))
    if not found:
        raise ValueError(
            f"«{text}» names no fonds, inventory and file such as 12/3/45 or «Қ. 12, Т. 3, І. 45»"
        )
    parts: dict[str, str] = {}
    for one in found:
        part = _part(one["after"] or one["before"])
        if part in parts:
            raise ValueError(f"«{text}» names two of one part: {parts[part]} and {one[0]}")
        parts[part] = (one["after_value"] or one["before_value"]).strip(" .")
    if "fonds" not in parts:
        raise ValueError(f"«{text}» names no fonds")
    if any(_BETWEEN.fullmatch(rest) is None for rest in _rests(text, found)):
        raise ValueError(f"«{text}» holds more than a reference code")
    return ReferenceCode(**parts, repository=text[: found[0].start()].strip(" .,:;/"))


def _part(label: str) -> str:
    plain = re.sub(r"\s", "", label.casefold())
    return _PART_OF.get(plain) or _PART_OF[plain.replace(".", "")]


def _rests(text: str, found: list[re.Match[str]]) -> list[str]:
    """What stands between and behind the parts; before them the repository may stand."""
    ends = [one.start() for one in found[1:]] + [len(text)]
    return [text[one.end() : end] for one, end in zip(found, ends, strict=True)]


def parsed(written: str | None) -> ReferenceCode | None:
    """The parts of a reference code, or None for a text that is none."""
    try:
        return parse(written) if written else None
    except ValueError:
        return None


def sort_key(written: str) -> tuple[object, ...]:
    """A key that sorts codes as a person would: fonds 2 before fonds 12, what is no code behind."""
    code = parsed(written)
    if code is None:
        return (1, _natural(written))
    order = ("repository", *(one.name for one in fields(ReferenceCode) if one.name != "repository"))
    return (0, *(_natural(getattr(code, part)) for part in order))


def _natural(text: str) -> tuple[tuple[bool, int, str], ...]:
    pieces = (piece for piece in re.split(r"([0-9]+)", text.casefold()) if piece)
    return tuple((False, int(one), one) if "0" <= one[0] <= "9" else (True, 0, one) for one in pieces)
