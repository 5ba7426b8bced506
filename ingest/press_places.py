"""Where the event of a press text was: the town that it says most of, guests' home towns aside. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from ingest import towns
from ingest.claims import Claim
from ingest.gatherings import is_held
from ingest.press_body import Body
from ingest.towns import Town

# How far a place is trusted: said to be where something was held, or only spoken of.
HELD_THERE, SPOKEN_OF = 0.75, 0.55
# Guests come from there: «Алматыдан», «из Алматы», «Астана, Шымкент қалаларынан».
_FROM_KAZAKH = re.compile(r"(?:нан|нен|дан|ден|тан|тен)$", re.I)
_FROM_BEFORE = re.compile(
    r"(?<!\w)(?:из|от|from)\s+(?:г\.\s*|города\s+|городов\s+)?(?:[^\W\d_][\w-]+(?:,\s+|\s+и\s+)){0,4}$", re.I
)
_FROM_BEHIND = re.compile(r"[^.;!?\n]{0,60}?(?:қалалары?нан|облыстары?нан|келген|арнайы кел)", re.I)
_BEGINNING = 700
# What a mention is worth: as the town of a region or institution, in the beginning, where something is, held.
REGION, TOWN, EARLY, THERE, HELD = 1, 2, 1, 3, 2
# A village of no gazetteer: «Көктерек ауылында», «в селе Каратал».
_PROPER = r"[А-ЯЁӘҒҚҢӨҰҮҺІ][\w’-]{2,30}"
_VILLAGE = re.compile(
    rf"(?<!\w)(?P<name>{_PROPER}(?:\s(?:би|батыр|ата|баба|ақын|хан|жырау|ана|{_PROPER}))?)"
    r"\s+(?P<kind>ауыл|кент|аудан|станция)(?:ы|сы)(?P<there>нда(?:ғы)?)?(?:ның|на)?(?!\w)"
    rf"|(?P<there2>(?<!\w)[Вв]о?)\s+(?P<kind2>сел|аул|пос[её]лк)е\s+(?P<name2>{_PROPER}(?:\s{_PROPER})?)"
)
_LABELLED = re.compile(
    r"(?:^|\n)[ \t*–—-]*(?:(?:өт(?:кен|кізілген|етін)\s+)?(?:орны|жері)|место(?:\s+проведения)?|где|place"
    r"|venue|where)[ \t*]*[:–—]"
    r"[ \t*]*(?P<words>[^\n]{2,100})",
    re.I,
)
_KINDS = {"ауыл": "ауылы", "кент": "кенті", "аудан": "ауданы", "станция": "станциясы"}
_RUSSIAN_KINDS = {"сел": "село", "аул": "аул", "поселк": "посёлок", "посёлк": "посёлок"}


def place(body: Body) -> Claim | None:
    """The place of the event; None when the text names none."""
    labelled = _labelled(body)
    if labelled is not None and labelled.confidence == HELD_THERE:
        return labelled
    return _weighed(body) or labelled


def _weighed(body: Body) -> Claim | None:
    """The town that most is said of, or a village where something is and no town is."""
    weights: dict[str, int] = defaultdict(int)
    best: dict[str, tuple[int, Town]] = {}
    for town in towns.named(body.plain):
        if _is_quoted(body.plain, town):
            continue
        weight = _weight(body, town)
        weights[town.name] += weight
        if town.name not in best or weight > best[town.name][0]:
            best[town.name] = (weight, town)
    if not weights or max(weights.values()) <= 0:
        return _village(body, (0, len(body.plain)))
    name = max(weights, key=lambda one: weights[one])
    weight, town = best[name]
    if weight <= TOWN + EARLY and (village := _village(body, (0, len(body.plain)), True)):
        return village
    sure = HELD_THERE if weight > TOWN + EARLY else SPOKEN_OF
    return Claim("place", name, body.evidence(town.start, town.end), sure)


def _labelled(body: Body) -> Claim | None:
    """The place behind «Орны:», «Место проведения:»: its town, else the words as they stand."""
    found = _LABELLED.search(body.plain)
    if found is None:
        return None
    for town in towns.named(body.plain):
        if found.start("words") <= town.start < found.end("words"):
            return Claim("place", town.name, body.evidence(town.start, town.end), HELD_THERE)
    village = _village(body, found.span("words"))
    if village:
        return replace(village, confidence=HELD_THERE)
    # A hall and a street say less than the town that the text names elsewhere.
    words = " ".join(found["words"].split()).strip(" .*")
    return Claim("place", words, body.evidence(*found.span("words")), SPOKEN_OF) if words else None


def _is_quoted(text: str, town: Town) -> bool:
    """Whether the word is what something is called: «Отырар» кітапханасы."""
    return text[town.start - 1 : town.start] in ("«", "“", '"') and text[town.end : town.end + 1] in (
        "»",
        "”",
        '"',
    )


def _weight(body: Body, town: Town) -> int:
    """How much one mention says for a town."""
    text = body.plain
    word, before = text[town.start : town.end], text[max(0, town.start - 60) : town.start]
    if (town.inflected and _FROM_KAZAKH.search(word)) or _FROM_BEFORE.search(before):
        return 0
    is_stated = not town.by_region and towns.is_stated(text, town)
    if not is_stated and _FROM_BEHIND.match(text, town.end):
        return 0
    weight = REGION if town.by_region else TOWN
    weight += EARLY * (town.start - (len(text) - len(text.lstrip())) < _BEGINNING)
    if is_stated:
        weight += THERE + HELD * is_held(body.evidence(town.start, town.end).sentence)
    return weight


def _village(body: Body, within: tuple[int, int], is_there: bool = False) -> Claim | None:
    """The first village that the text names; `is_there`: of which it says that something is there."""
    for found in _VILLAGE.finditer(body.plain, *within):
        if is_there and not (found["there"] or found["there2"]):
            continue
        kind, name = found["kind"], found["name"] or found["name2"]
        value = f"{name} {_KINDS[kind]}" if kind else f"{_RUSSIAN_KINDS[found['kind2'].lower()]} {name}"
        return Claim("place", value, body.evidence(*found.span()), SPOKEN_OF)
    return None
