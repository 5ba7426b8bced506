"""Lists of captions: «1.jpg – Ашылу», «Фото 2: …», a numbered list beside numbered pictures. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

PICTURE = re.compile(r"\.(?:jpe?g|png|tiff?|webp|heic|bmp|gif)$", re.IGNORECASE)
# «№ 1. …», «Фото 12 – …», «IMG_0012.jpg   …».
_ENTRY = re.compile(
    r"[ \t]*(?:[-•*+–—][ \t]+)?[*_`]{0,3}"
    r"(?P<label>(?:фото(?:графия|сурет)?|сурет|снимок|кадр|photo|picture|рис\.|№)\s*(?:№\s*)?)?"
    r"(?P<name>[^\n\t|]{1,60}?)(?:\s*[:–—|\t]\s*|\s+-\s+|[.)]\s+|\s{3,}|\s*\((?=\D))(?P<words>[^\s|][^\n]*)",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"(?:подписи|аннотаци\w+|описани\w+|список|перечень|captions?|list of)\b[^\n]{0,40}"
    r"(?:фото|снимк|photo|picture)"
    r"|(?:фото\w*|сурет\w*)\s+(?:\w+\s+)?(?:тізім|түсініктеме|сипаттама|аннотация)",
    re.IGNORECASE,
)
# The share of lines that entries have in a text that is a list of them.
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """A picture (by its `plain_name`) and where the list says something of it; `words` as they stand."""

    name: str
    start: int
    end: int
    words: str


def plain_name(name: str) -> str:
    """The name of a picture for comparing: NFC, small letters, no ending, one blank where some are."""
    stem = PICTURE.sub("", unicodedata.normalize("NFC", name).strip())
    return " ".join(re.split(r"[\s_]+", stem.casefold())).strip()


def entries(text: str, names: Collection[str]) -> tuple[Entry, ...]:
    """What a list of captions says of each picture (of these names); nothing when the text is no such list.

    A list names pictures in most of its lines, or says that it is one. A bare number means the picture of
    that number where each picture has one of its own and the list counts no others.
    """
    known = {plain_name(name): plain_name(name) for name in names}
    found = list(_entries(text, known, _by_number(known)))
    if len(found) < 2 and not (found and _HEADED.search(text)):
        return ()
    lines = [line for line in text.split("\n") if line.strip()]
    covered = sum(
        len([part for part in text[one.start : one.end].split("\n") if part.strip()]) for one in found
    )
    return tuple(found) if _HEADED.search(text) or covered >= _MOSTLY * len(lines) else ()


def _by_number(names: Collection[str]) -> dict[int, str]:
    """The picture of each number, where pictures differ by their number only."""
    ends = {name: match for name in names if (match := re.search(r"\d{1,4}$", name))}
    begins = Counter(name[: match.start()] for name, match in ends.items())
    series = {begin for begin, count in begins.items() if count == max(begins.values())}
    if len(series) != 1:
        return {}
    (begin,) = series
    return {int(match[0]): name for name, match in ends.items() if name[: match.start()] == begin}


def _entries(text: str, names: Mapping[str, str], numbers: Mapping[int, str]) -> Iterator[Entry]:
    """The entries in their order, each as far as its paragraph goes; none when the list counts on."""
    heads = [(line, found) for line in re.finditer(r"[^\n]+", text) if (found := _ENTRY.match(line[0]))]
    named = [(line, found, _picture(found, names, numbers)) for line, found in heads]
    counted = [found for _, found, name in named if name is None and found["name"].strip().isdigit()]
    literal = all(
        plain_name(found["name"]) in names or PICTURE.search(found["name"].strip())
        for _, found, n in named
        if n
    )
    if counted and not literal:
        return
    starts = [line.start() for line, _, name in named if name]
    for number, (line, found, name) in enumerate(one for one in named if one[2]):
        begin = line.start() + found.start("words")
        stop = starts[number + 1] if number + 1 < len(starts) else len(text)
        blank = re.compile(r"\n[ \t]*\n").search(text, begin, stop)
        end = blank.start() if blank else stop
        words = text[begin:end].strip()
        yield Entry(name or "", line.start(), begin + len(words), words)


def _picture(found: re.Match[str], names: Mapping[str, str], numbers: Mapping[int, str]) -> str | None:
    name = found["name"].strip(" \"'«»*`_[](")
    known = names.get(plain_name(name))
    if known is not None:
        return known
    if name.isdigit():
        return numbers.get(int(name))
    labelled = plain_name((found["label"] or "") + found["name"])
    return names.get(labelled)
