"""Where the event of a press text was: the town that it says most of, guests' home towns aside. Pure."""

from __future__ import annotations

import re
from collections import defaultdict

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
# A village of no gazetteer: «Көктерек ауылында».
_VILLAGE = re.compile(
    r"(?<!\w)([А-ЯЁӘҒҚҢӨҰҮҺІ][\w’-]{2,30})\s+(?P<kind>ауыл|кент|аудан|станция)(?:ы|сы)(?:нда|ндағы|ның"
    r"|на)?(?!\w)"
)
_LABELLED = re.compile(
    r"(?:^|\n)[\s*–—-]*(?:(?:өт(?:кен|кізілген|етін)\s+)?(?:орны|жері)|место(?:\s+проведения)?|где|place"
    r"|venue|where)[ \t*]*[:–—]"
    r"[ \t*]*(?P<words>[^\n]{2,100})",
    re.I,
)
_KINDS = {"ауыл": "ауылы", "кент": "кенті", "аудан": "ауданы", "станция": "станциясы"}


def place(body: Body) -> Claim | None:
    """The place of the event; None when the text names none."""
    labelled = _labelled(body)
    if labelled is not None:
        return labelled
    weights: dict[str, int] = defaultdict(int)
    best: dict[str, tuple[int, Town]] = {}
    for town in towns.named(body.plain):
        weight = _weight(body, town)
        weights[town.name] += weight
        if town.name not in best or weight > best[town.name][0]:
            best[town.name] = (weight, town)
    if not weights or max(weights.values()) <= 0:
        return _village(body)
    name = max(weights, key=lambda one: weights[one])
    weight, town = best[name]
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
    words = " ".join(found["words"].split()).strip(" .*")
    return Claim("place", words, body.evidence(*found.span("words")), HELD_THERE) if words else None


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


def _village(body: Body) -> Claim | None:
    for found in _VILLAGE.finditer(body.plain):
        value = f"{found[1]} {_KINDS[found['kind']]}"
        return Claim("place", value, body.evidence(*found.span()), SPOKEN_OF)
    return None
