"""Where an item's picture was taken: metadata, captions and the back, the camera's position. Pure.

A written place comes before a measured one. What an event's place contradicts is shown beside it: an item has
its event's place until a person or its own metadata say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archive.model import Event, Evidence, Text
from ingest import towns
from ingest.claims import TRUST, Claim, in_text, trust_in, value_of
from ingest.facts import Facts
from language.alphabet import fold

# A town is trusted as the camera's place within so many kilometres of its middle, ever less up to the second.
SURE_KM, FAR_KM = 10.0, 60.0


def of_item(facts: Facts, texts: Sequence[Text], event: Event | None) -> tuple[str | None, list[Claim]]:
    """The item's own place, or None; and what is to be said of places, first of the one in effect."""
    recorded = list(_recorded(facts))
    written = [*recorded, *_of_texts(texts)]
    measured = list(_measured(facts))
    inherited = event.place if event else None
    own = recorded if inherited else written or measured
    claims = [one for one in _once([*written, *measured]) if not _same(one.value, inherited)]
    if measured and written and not inherited:
        claims = [one for one in claims if one not in measured or _contradicts(one, written)]
    return value_of(own), claims


def _same(value: str, inherited: str | None) -> bool:
    return inherited is not None and towns.same(value, inherited)


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those that name the place of an earlier one otherwise."""
    kept: list[Claim] = []
    for one in claims:
        if not any(towns.same(one.value, other.value) for other in kept):
            kept.append(one)
    return kept


def _contradicts(measured: Claim, written: Sequence[Claim]) -> bool:
    """Whether the camera stood in another town than the one that is written."""
    town = fold(measured.value).lower()
    return all(town not in fold(one.value).lower() for one in written)


def _recorded(facts: Facts) -> Iterator[Claim]:
    for fact in ("city", "place"):
        if value := getattr(facts, fact):
            yield Claim(
                "place", value, Evidence(facts.sources.get(fact, "metadata"), value), TRUST["metadata"]
            )
            return


def _of_texts(texts: Sequence[Text]) -> Iterator[Claim]:
    for text in texts:
        if text.role == "transcript":
            continue
        for town in towns.stated(text.text):
            yield Claim("place", town.name, in_text(text, town.start, town.end), trust_in(text))
            break


def _measured(facts: Facts) -> Iterator[Claim]:
    if facts.gps is None:
        return
    found = towns.nearest(*facts.gps)
    if found is not None:
        name, kilometres = found
        share = max(0.0, min(1.0, (FAR_KM - kilometres) / (FAR_KM - SURE_KM)))
        latitude, longitude = facts.gps
        evidence = Evidence(
            "gps", f"{latitude:.5f}, {longitude:.5f}", sentence=f"{kilometres:.0f} km: {name}"
        )
        if share > 0:
            yield Claim("place", name, evidence, round(TRUST["gps"] * (0.5 + share / 2), 2))
