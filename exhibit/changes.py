"""What differs between a set and its last package, for a curator who has printed already. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from exhibit.package import Plan
from exhibit.records import work_record
from exhibit.words import sentence
from exhibit.works import Work

Kind = Literal["added", "removed", "renumbered", "changed", "exhibition"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was printed. `field` is what has changed (`label ru`, `date`, `titles`);
    `after` says why a work is `removed` that stands in the set still."""

    kind: Kind
    item_id: str
    field: str = ""
    before: str = ""
    after: str = ""


# What stands on a label, in the checklist or in the picture; where the file lies in the archive does not.
_FIELDS = ("title", "persons", "date", "place", "author", "reference", "rights", "event")
_EXHIBITION = ("titles", "introduction", "sections", "opens", "closes", "credit", "contact", "base_address")


def changes(exported: Mapping[str, Any], plan: Plan) -> tuple[Difference, ...]:
    """The differences from the last package; `exported` is its `data/exhibition.json`, read as JSON."""
    return (*_of_exhibition(exported["exhibition"], plan), *_of_works(exported["works"], plan))


def _reasons(plan: Plan) -> dict[str, str]:
    """Why works of the set would be left out now, by the id of their item."""
    found: dict[str, str] = {}
    for one in plan.left_out:
        said = sentence(one.kind, one.detail, "en")
        found[one.item_id] = f"{found[one.item_id]} {said}" if one.item_id in found else said
    return found


def _of_exhibition(before: Mapping[str, Any], plan: Plan) -> Iterator[Difference]:
    after = asdict(plan.exhibition)
    for field in _EXHIBITION:
        old, new = _text(before.get(field)), _text(after[field])
        if old != new:
            yield Difference("exhibition", plan.exhibition.slug, field, old, new)


def _of_works(exported: list[Mapping[str, Any]], plan: Plan) -> Iterator[Difference]:
    before = {work["item"]["id"]: work for work in exported}
    after = {work.item.id: work for work in plan.works}
    reasons = _reasons(plan)
    for item_id in sorted(before.keys() - after.keys()):
        yield Difference("removed", item_id, "", before[item_id]["number"], reasons.get(item_id, ""))
    for item_id, work in after.items():
        if item_id not in before:
            yield Difference("added", item_id, after=work.name)
        else:
            yield from _of_work(before[item_id], work)


def _of_work(before: Mapping[str, Any], work: Work) -> Iterator[Difference]:
    item_id = work.item.id
    if before["number"] != work.name:
        yield Difference("renumbered", item_id, "number", before["number"], work.name)
    after = work_record(work)
    for code in sorted({*before["labels"], *after["labels"]}):
        old, new = before["labels"].get(code, ""), after["labels"].get(code, "")
        if old != new:
            yield Difference("changed", item_id, f"label {code}", old, new)
    for field in ("section", "credit"):
        if before[field] != after[field]:
            yield Difference("changed", item_id, field, before[field], after[field])
    for field in _FIELDS:
        old, new = _text(before["item"].get(field)), _text(after["item"].get(field))
        if old != new:
            yield Difference("changed", item_id, field, old, new)
    if before["item"]["original"]["sha256"] != work.item.original.sha256:
        yield Difference(
            "changed", item_id, "picture", before["item"]["original"]["name"], work.item.original.name
        )


def _text(value: Any) -> str:
    """A value as a person reads it: persons with their places, the words of a date, texts by language."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        chosen = next((value[key] for key in ("display", "name") if value.get(key)), None)
        place = f" ({value['position']})" if value.get("position") else ""
        return (
            f"{chosen}{place}"
            if chosen
            else "; ".join(f"{key}: {_text(part)}" for key, part in sorted(value.items()) if part)
        )
    if isinstance(value, list | tuple):
        return "; ".join(map(_text, value))
    return str(value)
