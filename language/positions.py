"""Who stands where, as captions say it: «солдан оңға қарай», «второй слева», «екінші қатарда», «ортада»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from language import name_find
from language.name_match import parse
from language.name_stops import is_no_name, is_place
from language.name_words import is_common
from language.persons import NameSpan, PersonName

Side = Literal["left", "right", "centre", ""]


@dataclass(frozen=True, slots=True)
class Placed:
    """A person of a caption: offsets of the name, the name in the nominative, the row counted from the front
    and the place in it counted from `side`, both from 1 (None: not said)."""

    start: int
    end: int
    name: PersonName
    row: int | None = None
    position: int | None = None
    side: Side = ""

    def label(self, lang: str) -> str:
        """The place in words of `lang` (kk, ru, en); empty when nothing is said."""
        words = _LABELS.get(lang, _LABELS["en"])
        parts = []
        if self.side == "centre":
            parts.append(words["centre"])
        elif self.position:
            parts.append(words[self.side or "left"].format(self.position))
        if self.row:
            parts.append(words["row"].format(self.row))
        return ", ".join(parts)


_LABELS = {
    "kk": {"left": "солдан {}-орында", "right": "оңнан {}-орында", "centre": "ортада", "row": "{}-қатар"},
    "ru": {"left": "{}-й слева", "right": "{}-й справа", "centre": "в центре", "row": "{}-й ряд"},
    "en": {
        "left": "no. {} from left",
        "right": "no. {} from right",
        "centre": "in the centre",
        "row": "row {}",
    },
}

_ORDINALS = {
    1: "бірінші первый первая первой первом first", 2: "екінші второй вторая втором second",
    3: "үшінші третий третья третьей третьем third", 4: "төртінші четвёртый четвертый четвёртая "
    "четвертая четвёртом четвертом fourth",
    5: "бесінші пятый пятая пятом fifth", 6: "алтыншы шестой шестая шестом sixth",
    7: "жетінші седьмой седьмая седьмом seventh", 8: "сегізінші восьмой восьмая восьмом eighth",
    9: "тоғызыншы девятый девятая девятом ninth", 10: "оныншы десятый десятая десятом tenth",
}  # fmt: skip
_NUMBERS = {word: number for number, words in _ORDINALS.items() for word in words.split()}
_ROWS = {"алдыңғы": 1, "переднем": 1, "передний": 1, "front": 1, "ортаңғы": 2, "орта": 2, "среднем": 2,
"middle": 2,
         "артқы": 2, "соңғы": 2, "заднем": 2, "задний": 2, "back": 2, "top": 2, "bottom": 1,
         "верхнем": 2, "верхний": 2, "нижнем": 1, "нижний": 1, "средний": 2,
         "жоғарғы": 2, "төменгі": 1}  # fmt: skip
_NUMBER = (
    r"(?:\d{1,2}(?:-?(?:ші|шы|й|я|м|ом|st|nd|rd|th))?|"
    + "|".join(sorted(_NUMBERS, key=len, reverse=True))
    + ")"
)
_FROM_LEFT = r"(?:солдан|сол\s+жақтан|слева|from\s+(?:the\s+)?left)"
# «Слева – Омаров»: the first from the left; «слева от Омарова» says nothing of the picture's order.
_NOT_OF = r"(?!\s+(?:от|направо|налево)(?!\w))"
_AT_LEFT = (
    rf"(?:(?:крайн\w{{2}}\s+)?слева{_NOT_OF}(?!\s*:)|(?:ең\s+)?(?:сол\s+жақта|солда|сол\s+шетте)|"
    r"(?:on|at)\s+the\s+(?:far\s+)?left|far\s+left|left(?=\s*[):–—]))"
)
_AT_RIGHT = (
    rf"(?:(?:крайн\w{{2}}\s+)?справа{_NOT_OF}|(?:ең\s+)?(?:оң\s+жақта|оңда|оң\s+шетте)|"
    r"(?:on|at)\s+the\s+(?:far\s+)?right|far\s+right|right(?=\s*[):–—]))"
)
# What may stand between «слева» and the name: a dash and an office, or a word or two; and what stands behind
# it where the name stands before.
_LEADS_TO = re.compile(r"\s*(?:[–—:-][^.;)\n]*|(?:[^\W\d_]+\s+){0,2})")
_ENDS = re.compile(r"\s*(?:[,.;)\n]|$|(?:и|және|and)(?!\w))")
_FROM_RIGHT = r"(?:оңнан|оң\s+жақтан|справа|from\s+(?:the\s+)?right)"

# The next number of a list that is counted: «1. Ахметов А. А. 2. Оспанов Б. Б.»
_COUNTED = r"(?=\d{1,2}[.)]\s{0,3}[^\W\d_])"
_BREAK = re.compile(rf"\s*(?:[,;]|(?<!\w)(?:және|мен|пен|бен|и|and)(?!\w))\s*|(?<=\S)\s{{1,9}}{_COUNTED}")
_SENTENCE_END = re.compile(rf"(?<=[^\W\d_]{{3}})\.(?=\s|$)(?!\s{{1,9}}{_COUNTED})|\n\s*\n|[!?](?=\s|$)")
_UNKNOWN = re.compile(r"белгісіз|неизвест|unknown|unidentified|^\W*\?+\W*$", re.I)
_CAPITALISED = re.compile(r"[^\W\d_]\w*\.?(?:[\s-]+[^\W\d_]\w*\.?){0,3}")
_BEGINS_LINE = re.compile(r"\n[ \t]*$")
# How far a marker that stands in brackets or behind a dash may be from its name.
_NEAR = 12


@cache
def _marker() -> re.Pattern[str]:
    """The words that place people; compiled on first use."""
    return re.compile(
        rf"""(?<!\w)(?:
          (?P<sequence>(?:солдан\s+оңға|сол\s+жақтан(?:\s+оңға)?|слева\s+направо|(?:from\s+)?left\s+to\s+right)(?:\s+қарай)?
            |(?P<backward>оңнан\s+солға(?:\s+қарай)?|справа\s+налево|(?:from\s+)?right\s+to\s+left)|солдан\s*(?=:)|слева\s*(?=:)
              |from\s+(?:the\s+)?left\s*(?=:))
            (?!\s+{_NUMBER}(?!\w))
        | (?P<row>(?P<which>{_NUMBER}|{"|".join(_ROWS)})[-\s]+(?:қатар\w*|ряд\w*|row)
          |қатар\s+(?P<kk_which>\d)|row\s+(?P<en_which>\d))
        | (?P<sitting>отырғандар\w*|сидят|сидящие|seated|sitting) | (?P<standing>тұрғандар\w*
          |түрегеп\s+тұр\w*|стоят|стоящие|standing)
        | (?P<left>{_FROM_LEFT}\s+(?P<n1>{_NUMBER})|(?P<n2>{_NUMBER})\s+{_FROM_LEFT})
        | (?P<right>{_FROM_RIGHT}\s+(?P<n3>{_NUMBER})|(?P<n4>{_NUMBER})\s+{_FROM_RIGHT})
        | (?P<far_left>{_AT_LEFT}) | (?P<far_right>{_AT_RIGHT})
        | (?P<centre>ортада(?:ғы)?|ортасында|в\s+центре|посередине|in\s+the\s+(?:centre|center|middle))
        )(?!\w)""",
        re.X | re.I,
    )


def find(text: str) -> tuple[Placed, ...]:
    """The persons of a caption that says who stands where, in the order of the text.

    «Солдан оңға қарай: А, Б, В» counts A, B, C from 1, anew in each row; one whose name is not known
    («белгісіз»)
    takes a place. Without any such words nothing is returned.
    """
    markers = list(_marker().finditer(text))
    if not markers:
        return ()
    names = [span for span in name_find.find(text) if not span.institution]
    found = list(_sequences(text, markers)) + list(_singles(text, markers, names))
    taken: dict[int, Placed] = {}
    for placed in found:
        taken.setdefault(placed.start, placed)
    return tuple(sorted(taken.values(), key=lambda placed: placed.start))


def _sequences(text: str, markers: list[re.Match[str]]) -> Iterator[Placed]:
    """The persons listed behind «солдан оңға» and behind the rows that follow it."""
    side: Side = ""
    row: int | None = None
    for at, marker in enumerate(markers):
        if marker["sequence"]:
            side = "right" if marker["backward"] else "left"
        elif _row(marker):
            row = _row(marker)
        else:
            continue
        end = markers[at + 1].start() if at + 1 < len(markers) else len(text)
        stop = _SENTENCE_END.search(text, marker.end(), end)
        listed = side or text[marker.end() : marker.end() + 1] == ":"
        if listed and not (stop and not text[marker.end() : stop.start()].strip()):
            yield from _listed(text, marker.end(), stop.start() if stop else end, row, side)
        if stop:
            side, row = ("", None) if not _row(marker) and marker["sequence"] is None else (side, row)


def _listed(text: str, start: int, end: int, row: int | None, side: Side) -> Iterator[Placed]:
    position = 0
    at = start
    for stop in [*_BREAK.finditer(text, start, end), None]:
        until = stop.start() if stop else end
        element = text[at:until]
        spans = _named(element)
        for span in spans:
            position += 1
            yield Placed(at + span.start, at + span.end, span.name, row, position if side else None, side)
        if not spans and _UNKNOWN.search(element):
            position += 1
        at = stop.end() if stop else end


def _named(element: str) -> list[NameSpan]:
    """The person of one element of a list, more where each stands on a line of its own; in a list a
    capitalised word that nothing is known of is a name too."""
    spans = [span for span in name_find.find(element) if not span.institution]
    if spans:
        return [
            _nominative(element, spans[0]),
            *(span for span in spans[1:] if _BEGINS_LINE.search(element[: span.start])),
        ]
    plain = element.strip(" \t\n:–—-().")
    if not plain[:1].isupper() or not _CAPITALISED.fullmatch(plain) or _UNKNOWN.search(plain):
        return []
    if any(
        is_place(word.lower()) or is_common(word.lower()) or is_no_name(word.lower())
        for word in plain.split()
    ):
        return []
    start = element.index(plain)
    return [NameSpan(start, start + len(plain), parse(plain))]


def _nominative(element: str, span: NameSpan) -> NameSpan:
    """The name by itself: in a list it depends on no word before it («учителя Мусаева Ж.» is a woman)."""
    alone = name_find.find(element[span.start : span.end])
    return replace(span, name=alone[0].name) if len(alone) == 1 else span


def _row(marker: re.Match[str]) -> int | None:
    if marker["sitting"]:
        return 1
    if marker["standing"]:
        return 2
    if not marker["row"]:
        return None
    which = marker["which"] or marker["kk_which"] or marker["en_which"]
    return _ROWS.get(which.lower()) or _number(which)


def _number(word: str) -> int | None:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _NUMBERS.get(word.lower())


def _singles(text: str, markers: list[re.Match[str]], names: list[NameSpan]) -> Iterator[Placed]:
    """«Ортада – Оспанова», «Оспанова (солдан екінші)», «второй слева Иванов», «слева Иванов»."""
    for marker, previous in zip(markers, [None, *markers], strict=False):
        side = _side(marker)
        alone = marker["far_left"] or marker["far_right"]
        find_beside = _beside if alone else _nearest
        span = find_beside(text, marker, names) if side else None
        if not span:
            continue
        number = next((marker[name] for name in ("n1", "n2", "n3", "n4") if marker[name]), None)
        position = _number(number) if number else None if side == "centre" else 1
        yield Placed(span.start, span.end, span.name, _row_before(text, marker, previous), position, side)
        if number and span.start >= marker.end():
            yield from _counted_on(text, span.end, side, names)


def _beside(text: str, marker: re.Match[str], names: list[NameSpan]) -> NameSpan | None:
    """The name that a bare «слева» speaks of: the one behind it, or the one before at the end of a clause."""
    behind = next((span for span in names if 0 <= span.start - marker.end() <= _NEAR * 3), None)
    if behind and _LEADS_TO.fullmatch(text[marker.end() : behind.start]):
        return behind
    before = next((span for span in reversed(names) if 0 <= marker.start() - span.end <= _NEAR), None)
    if before and _ENDS.match(text, marker.end()) and not text[before.end : marker.start()].strip(" ,(–—-"):
        return before
    return None


def _side(marker: re.Match[str]) -> Side:
    if marker["left"] or marker["far_left"]:
        return "left"
    if marker["right"] or marker["far_right"]:
        return "right"
    return "centre" if marker["centre"] else ""


def _row_before(text: str, marker: re.Match[str], previous: re.Match[str] | None) -> int | None:
    """The row that is said directly before: «үшінші қатарда солдан төртінші»."""
    if previous is None or text[previous.end() : marker.start()].strip(" ,\t\n"):
        return None
    return _row(previous)


def _counted_on(text: str, at: int, side: Side, names: list[NameSpan]) -> Iterator[Placed]:
    """«солдан 1-ші А, 2-ші Б, 3-ші В»: who is counted on from the same side."""
    while following := _next_number().match(text, at):
        span = next((one for one in names if one.start == following.end()), None)
        if span is None:
            return
        yield Placed(span.start, span.end, span.name, None, _number(following["n"]), side)
        at = span.end


@cache
def _next_number() -> re.Pattern[str]:
    return re.compile(
        rf"\s*(?:[,;]|және|мен|и|and)\s*(?P<n>{_NUMBER})(?![^\W_])(?:\s+(?:орында|болып))?\s*[–—:-]?\s*", re.I
    )


def _nearest(text: str, marker: re.Match[str], names: list[NameSpan]) -> NameSpan | None:
    """The name that a marker speaks of: the one before it when it stands in brackets, else the one behind."""
    behind = next((span for span in names if 0 <= span.start - marker.end() <= _NEAR * 3), None)
    before = next((span for span in reversed(names) if 0 <= marker.start() - span.end <= _NEAR), None)
    if before and "(" in text[before.end : marker.start()]:
        return before
    if behind and not re.search(r"[.;)\n]", text[marker.end() : behind.start]):
        return behind
    return before
