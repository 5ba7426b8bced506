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
_FROM_BEFORE = re.compile(r"(?<!\w)(?:из|от|from)\s+(?:г\.\s*|города\s+|городов\s+)?$", re.I)
_FROM_BEHIND = re.compile(r"[^.;!?\n]{0,60}?(?:қалалары?нан|облыстары?нан|келген|арнайы кел)", re.I)
_BEGINNING = 700
# A village of no gazetteer: «Көктерек ауылында», «в селе Достык».
_VILLAGE = re.compile(
    r"(?<!\w)([А-ЯЁӘҒҚҢӨҰҮҺІ][\w’-]{2,30})\s+(?P<kind>ауыл|кент|аудан|станция)(?:ы|сы)(?:нда|ндағы|ның|на)?(?!\w)"
)


def place(body: Body) -> Claim | None:
    """The place of the event; None when the text names none."""
    weights: dict[str, int] = defaultdict(int)
    best: dict[str, tuple[int, Town]] = {}
    stated = {town.start for town in towns.stated(body.plain)}
    for town in towns.named(body.plain):
        weight = _weight(body, town, town.start in stated)
        weights[town.name] += weight
        if town.name not in best or weight > best[town.name][0]:
            best[town.name] = (weight, town)
    if not weights or max(weights.values()) <= 0:
        return _village(body)
    name = max(weights, key=lambda one: weights[one])
    weight, town = best[name]
    return Claim("place", name, body.evidence(town.start, town.end), HELD_THERE if weight > 2 else SPOKEN_OF)


def _weight(body: Body, town: Town, is_stated: bool) -> int:
    """How much one mention says for a town."""
    text = body.plain
    word, before = text[town.start : town.end], text[max(0, town.start - 24) : town.start]
    if _FROM_KAZAKH.search(word) or _FROM_BEFORE.search(before):
        return 0
    if not is_stated and _FROM_BEHIND.match(text, town.end):
        return 0
    weight = 1 + (town.start - (len(text) - len(text.lstrip())) < _BEGINNING)
    if is_stated:
        weight += 2 + is_held(body.evidence(town.start, town.end).sentence)
    return weight


def _village(body: Body) -> Claim | None:
    for found in _VILLAGE.finditer(body.plain):
        kind = {"ауыл": "ауылы", "кент": "кенті", "аудан": "ауданы", "станция": "станциясы"}[found["kind"]]
        return Claim("place", f"{found[1]} {kind}", body.evidence(*found.span()), SPOKEN_OF)
    return None
