"""Which picture files a press text names, and what it says of each: «қарағанды 1 – Ашылу салтанаты». Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.picture_lists import entries, plain_name
from language import dates

# A name that cameras give, or a bare number, says nothing by itself: it counts with its ending only.
_OF_A_CAMERA = re.compile(
    r"(?:img|dsc\w?|dscf|dscn|p|pict|image|photo|фото|сурет|scan|скан|изображение"
    r"|whatsapp image)?[\s_-]*\d[\d\s_().-]*",
    re.I,
)
_ENDING = r"(?:\.(?:jpe?g|png|tiff?|webp|heic|bmp))"
_CAPTION = re.compile(r"\s*(?:[–—:-]|\||\))\s*(?P<words>[^\n]{3,400})")
# «Суреттерде: ұстаз 1, ұстаз 2».
_BEFORE_NAMES = re.compile(r"\W*(?:на\s+)?(?:фото\w*|сурет\w*|снимк\w+|photos?|pictures?)\s*:", re.I)
_DAY = re.compile(r"-\d\d-\d\d")
_HEADING = 120
_MARKDOWN = re.compile(r"!\[(?P<words>[^\]\n]*)\]\((?P<file>[^)\n]+)\)")


@dataclass(frozen=True, slots=True)
class NamedPicture:
    """A picture that a text names: where, and the words that stand behind the name, if any."""

    name: str
    start: int
    end: int
    caption: str | None = None


def pictures(text: str, names: Collection[str]) -> Iterator[NamedPicture]:
    """The pictures (of these file names) that the text names, each once, as `plain_name` has them.

    A name stands in a line of its own, alone or with others, or with its ending, or before a dash and words.
    """
    found: dict[str, NamedPicture] = {}
    by_plain = {plain_name(name): name for name in names}
    listed = (NamedPicture(one.name, one.start, one.end, one.words) for one in entries(text, names))
    for one in (*listed, *_in_markdown(text, by_plain), *_in_lines(text, by_plain)):
        known = found.get(one.name)
        if known is None or (one.caption and not known.caption):
            found[one.name] = one
    yield from _of_sections(text, list(found.values()))


def _of_sections(text: str, named: Sequence[NamedPicture]) -> Iterator[NamedPicture]:
    """The pictures; where a text tells of several days and names pictures behind each, those of one day have
    the heading of its part for a caption."""
    heads: dict[int, str] = {}
    begin = 0
    for line in sorted({text.rfind("\n", 0, one.start) + 1 for one in named if not one.caption}):
        if head := _dated_heading(text[begin:line]):
            heads[line] = head
        begin = line
    days = {span.edtf for head in heads.values() for span in dates.find(head)}
    for one in named:
        head = heads.get(text.rfind("\n", 0, one.start) + 1, "")
        yield replace(one, caption=head) if head and not one.caption and len(days) > 1 else one


def _dated_heading(part: str) -> str | None:
    """The first line of a part that is as short as a heading and names a day."""
    for line in part.split("\n"):
        plain = line.strip(" \t#*_•–—-")
        if 3 < len(plain) <= _HEADING and any(_DAY.search(span.edtf) for span in dates.find(plain)):
            return plain
    return None


def _in_markdown(text: str, names: Collection[str]) -> Iterator[NamedPicture]:
    for image in _MARKDOWN.finditer(text):
        name = plain_name(image["file"].rpartition("/")[2])
        if name in names:
            words = " ".join(image["words"].split())
            caption = words if words and plain_name(words) != name else None
            yield NamedPicture(name, image.start("file"), image.end("file"), caption)


def _in_lines(text: str, names: Collection[str]) -> Iterator[NamedPicture]:
    longest_first = sorted(names, key=len, reverse=True)
    for line in re.finditer(r"[^\n]+", text):
        flat = " ".join(re.split(r"[\s_]+", line[0].casefold()))
        taken: list[tuple[int, int]] = []
        for name in (one for one in longest_first if one in flat):
            pattern = re.compile(
                r"(?<![^\W_])"
                + r"[\s_]+".join(map(re.escape, name.split()))
                + rf"(?P<ending>{_ENDING})?(?![^\W_])",
                re.I,
            )
            for at in pattern.finditer(line[0]):
                if any(begin < at.end() and at.start() < end for begin, end in taken):
                    continue
                named = _named(line, at, name, names)
                if named is not None:
                    taken.append(at.span())
                    yield named
                    break


def _named(line: re.Match[str], at: re.Match[str], name: str, names: Collection[str]) -> NamedPicture | None:
    """The picture when its name stands here as a name: alone between gaps, with its ending, before its "
    "caption."""
    start, end = line.start() + at.start(), line.start() + at.end()
    before, behind = line[0][: at.start()], line[0][at.end() :]
    is_telling = bool(at["ending"]) or not _OF_A_CAMERA.fullmatch(name)
    begins = not before.strip(" \t•·*–—-([|") or bool(
        re.fullmatch(r"\W*(?:фото|сурет|photo)\W*", before, re.I)
    )
    caption = _CAPTION.match(behind) if begins else None
    if caption and is_telling:
        return NamedPicture(name, start, end, " ".join(caption["words"].split()))
    listed = _BEFORE_NAMES.sub("", line[0], count=1).strip(" *_.")
    parts = [plain_name(part) for part in re.split(r"\s{2,}|\t|[,;]", listed) if part.strip()]
    if is_telling and (at["ending"] or all(part in names for part in parts)):
        return NamedPicture(name, start, end)
    return None
