"""What is right in a description: how often, of what was found and of what was to be found."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from describe_material import photos

from archive import places
from archive.model import Depiction, Event, Evidence, Item, Suggestion
from language import dates, names
from language.alphabet import fold

# From here on two names are one person's; words of a title or an institution are shared.
SAME, SHARED = 0.5, 0.8


@dataclass(slots=True)
class Score:
    """How much was right, was found, and was to be found."""

    right: int = 0
    found: int = 0
    expected: int = 0

    @property
    def precision(self) -> str:
        """The share of what was found that is right."""
        return f"{self.right / self.found:.3f}" if self.found else "-"

    @property
    def recall(self) -> str:
        """The share of what was to be found that was."""
        return f"{self.right / self.expected:.3f}" if self.expected else "-"

    def add(self, right: int, found: int, expected: int) -> None:
        """Count some more."""
        self.right, self.found, self.expected = (
            self.right + right,
            self.found + found,
            self.expected + expected,
        )


def words(text: str) -> set[str]:
    """The words of a text, folded."""
    return set(re.findall(r"\w+", fold(text).lower()))


def alike(one: str, other: str) -> bool:
    """Whether two titles or names of institutions share most of their words."""
    a, b = words(one), words(other)
    return bool(a and b) and 2 * len(a & b) / (len(a) + len(b)) >= SHARED


def same_place(one: str, other: str) -> bool:
    """Whether two names are one place's, whatever time and language they are of."""
    known = places.place(one)
    return one == other or alike(one, other) or (known is not None and known == places.place(other))


def same_person(one: str, other: str) -> bool:
    """Whether two full names are one person's."""
    return names.match(one, other) >= SAME


def answers(expected: str | Sequence[str] | None) -> list[str]:
    """The right answers: none, one, or several that are equally right."""
    return [expected] if isinstance(expected, str) else list(expected or ())


def _one(value: str | None, wanted: Sequence[str], same: Callable[[str, str], bool], score: Score) -> bool:
    right = bool(value and any(same(value, one) for one in wanted))
    score.add(int(right), int(bool(value)), int(bool(wanted)))
    return right or not (value or wanted)


def _many(
    found: Sequence[str],
    expected: Sequence[str],
    same: Callable[[str, str], bool],
    score: Score,
    maybe: Sequence[str] = (),
) -> tuple[list[str], list[str]]:
    """What was missed and what was too much; what `maybe` names is neither."""
    left = list(found)
    missed = []
    for one in expected:
        hit = next((other for other in left if same(one, other)), None)
        if hit is None:
            missed.append(one)
        else:
            left.remove(hit)
    extra = [one for one in left if not any(same(one, other) for other in maybe)]
    right = len(expected) - len(missed)
    score.add(right, right + len(extra), len(expected))
    return missed, extra


def score_event(
    expected: dict[str, Any], known: Sequence[Event], scores: dict[str, Score], notes: list[str]
) -> None:
    """Title, date, place, organisers and participants of the event."""
    titles = answers(expected.get("title"))

    def is_title(name: str) -> bool:
        return any(alike(name, one) for one in titles)

    best = max(known, key=lambda one: (is_title(one.name), len(one.text or "")), default=None)
    title = next((n for n in best.names.values() if is_title(n)), best.name) if best else None
    day = best.when.edtf if best and best.when else None
    checks = (
        ("events", title, titles, alike),
        ("dates", day, answers(expected.get("date")), lambda one, other: one == other),
        ("places", best.place if best else None, answers(expected.get("place")), same_place),
    )
    for kind, value, wanted, same in checks:
        if not _one(value, wanted, same, scores[kind]):
            notes.append(f"{kind}: {value!r} instead of {wanted!r}")
    found = [one.name for one in best.participants if one.status != "rejected"] if best else []
    lists: tuple[tuple[str, list[str], list[str], Callable[[str, str], bool], list[str]], ...] = (
        ("persons", found, expected.get("persons", []), same_person, expected.get("maybe_persons", [])),
        ("organisers", list(best.organisers) if best else [], expected.get("organisers", []), alike, []),
    )
    for kind, values, wanted_list, same, maybe in lists:
        missed, extra = _many(values, wanted_list, same, scores[kind], maybe)
        if missed or extra:
            notes.append(f"{kind}: missed {missed}, too much {extra}")


def score_photo(expected: dict[str, Any], item: Item, scores: dict[str, Score], notes: list[str]) -> None:
    """What is said of one picture, where the answers say anything of it; persons are counted always."""
    asked = photos(expected).get(item.original.name, {})
    wanted = asked.get("expect", {})
    label = f"{item.original.name}: "
    named = [one.name for one in item.persons if one.status != "rejected"]
    missed, extra = _many(
        named, wanted.get("persons", []), same_person, scores["persons"], wanted.get("maybe_persons", [])
    )
    if missed or extra:
        notes.append(f"{label}persons: missed {missed}, too much {extra}")
    checks: tuple[tuple[str, str, str | None, Callable[[str, str], bool]], ...] = (
        ("dates", "date", item.when.edtf if item.when else None, lambda one, other: one == other),
        ("places", "place", item.place or (item.event.place if item.event else None), same_place),
        ("authors", "author", item.author, same_person),
        ("forms", "form", item.form, lambda one, other: one == other),
        ("events", "title", item.title, alike),
        ("events", "event", item.event.name if item.event else None, alike),
    )
    for kind, field, value, same in checks:
        if field in wanted and not _one(value, answers(wanted[field]), same, scores[kind]):
            notes.append(f"{label}{field}: {value!r} instead of {wanted[field]!r}")
    for name, position in wanted.get("positions", {}).items():
        said = next((one.position for one in item.persons if same_person(one.name, name)), None)
        if not _one(said, [position], lambda one, other: one == other, scores["positions"]):
            notes.append(f"{label}position of {name}: {said!r} instead of {position!r}")


def score_evidence(
    known: Sequence[Event],
    found: Sequence[Item],
    about: dict[str, list[Suggestion]],
    scores: dict[str, Score],
    notes: list[str],
) -> None:
    """Whether each value stands where its evidence says, and each value in effect has evidence."""
    score = scores["evidence"]
    by_subject: dict[str, Event | Item] = {f"event:{one.id}": one for one in known}
    by_subject |= {f"item:{one.id}": one for one in found}
    for subject, owner in by_subject.items():
        people: Sequence[Depiction] = owner.participants if isinstance(owner, Event) else owner.persons
        claims = [(one.field, one.value, one.evidence) for one in about[subject]]
        claims += [("person", one.name, one.evidence or Evidence("nothing")) for one in people]
        event = owner if isinstance(owner, Event) else owner.event
        sources = _sources(owner, event)
        for field, value, evidence in claims:
            is_right = _stands(evidence, sources) and _holds(field, value, evidence)
            score.add(int(is_right), 1, 1)
            if not is_right:
                notes.append(f"evidence of {subject} {field} {value!r}: {evidence.field} «{evidence.quote}»")
        for field, value in _in_effect(owner):
            if not any(one == field and other == value for one, other, _ in claims):
                score.add(0, 0, 1)
                notes.append(f"no evidence of {subject} {field} {value!r}")


def _in_effect(owner: Event | Item) -> list[tuple[str, str]]:
    if isinstance(owner, Event):
        fields = [("name", one) for one in owner.names.values()] + [
            ("organiser", one) for one in owner.organisers
        ]
        fields += [("date", owner.when.edtf)] if owner.when else []
        return fields + ([("place", owner.place)] if owner.place else [])
    own = owner.when.edtf if owner.when and owner.when.basis != "event" else None
    event = owner.event.id if owner.event else None
    given = (
        ("date", own),
        ("place", owner.place),
        ("author", owner.author),
        ("form", owner.form),
        ("title", owner.title),
        ("rights", owner.rights.statement),
    )
    return [(field, value) for field, value in (*given, ("event", event)) if value]


def _sources(owner: Event | Item, event: Event | None) -> dict[str, list[str]]:
    """The words that stand in each source."""
    found = {"event_text": [event.text or ""] if event else []}
    if isinstance(owner, Item):
        for text in owner.texts:
            side = "back" if text.side == "back" else text.role
            found.setdefault(side, []).append(text.text)
            found.setdefault(text.by.removeprefix("metadata "), []).append(text.text)
        found["folder"] = list(Path(owner.original.path).parts)
        found["file"] = [owner.original.name]
        found["metadata"] = [str(owner.metadata)]
    else:
        found["folder"] = list(owner.names.values())
    return found


def _stands(evidence: Evidence, sources: dict[str, list[str]]) -> bool:
    """Whether the quote is in the source, at its place where one is given."""
    texts = sources.get(evidence.field)
    if texts is None:
        is_metadata = evidence.field.partition(":")[0] in ("exif", "iptc", "xmp", "pdf", "gps", "metadata")
        return is_metadata and bool(evidence.quote)
    if evidence.start is not None and evidence.field != "folder":
        return any(text[evidence.start : evidence.end] == evidence.quote for text in texts)
    return any(evidence.quote in text for text in texts)


def _holds(field: str, value: str, evidence: Evidence) -> bool:
    """Whether the words hold the value."""
    quote = evidence.quote
    if field in ("person", "author"):
        named = [names.full(span.name) for span in names.find(quote)]
        # What stands before a name tells its case: «Фото А. Ильина».
        around = evidence.sentence
        spans = names.find(around)
        named += [names.full(span.name) for span in spans if around[span.start : span.end] in quote]
        # A bare given name is no proof of a person, but it may be the value.
        return any(same_person(one, value) or one == value for one in (quote, *named))
    if field == "date":
        said = [span.edtf for span in dates.find(quote)]
        return any(one[4:] == value[4:] for one in said) or value[:4] in quote
    if field == "place":
        # An adjective is a place's beside its noun only: «Павлодарской (областной)».
        found = places.find(quote) or places.find(evidence.sentence)
        # A village is in no gazetteer: «Төле би ауылындағы» holds «Төле би ауылы».
        named_there = len(words(quote) & words(value)) >= len(words(value)) - 1 > 0
        return same_place(quote, value) or bool(found) or evidence.field == "gps" or named_there
    if field in ("name", "title"):
        return len(words(quote) & words(value)) >= min(2, len(words(value)))
    if field == "organiser":
        return bool(words(quote) & words(value))
    return bool(quote)
