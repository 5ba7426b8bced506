"""Correct an item: record, text line by line, persons, suggestions; two people at once lose nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as AnyResponse

from archive import editing, events, persons_search, review
from archive.errors import BadInput, Conflict, MuragatError
from archive.model import Item
from language import dates
from reading_room import correction
from reading_room.correction import Both, Typed
from reading_room.here import may_see, room, visible_item, working_archive
from reading_room.languages import NAMES, text
from reading_room.lines import blocks
from reading_room.pages_item import shown_page
from reading_room.told import told
from workflows.correcting import save as save_correction
from workflows.looking import Looked, look

blueprint = Blueprint("correct", __name__)

MOST_NAMES = 12


@blueprint.get("/items/<item_id>/correct")
def page(item_id: str) -> str:
    """The form, as the record is now."""
    visible_item(item_id)
    looked = look(room().archive, item_id, may_see())
    shown = shown_page(looked.item)
    now = correction.values(looked.item, shown["side"], shown["page"])
    return _form(looked, shown, Typed(looked.version, now, now))


@blueprint.post("/items/<item_id>/correct")
def save(item_id: str) -> AnyResponse:
    """Carry the correction out; or show both values where somebody else was quicker."""
    visible_item(item_id)
    looked = look(room().archive, item_id, may_see())
    shown = shown_page(looked.item)
    typed = correction.read(request.form)
    both = compare(typed, looked, shown)
    if both or _unanswered():
        return _conflict(looked, shown, typed, both or _asked_again(typed))
    try:
        wanted = correction.correction(typed, _decisions())
        if not wanted.is_empty:
            _item, note = save_correction(working_archive(), item_id, wanted, looked.version)
            flash(text("Saved. It stands in the history under your name."), "good")
            if note:
                flash(told(note), "")
    except Conflict:
        # Somebody saved between our look and our save: look again.
        return save(item_id)
    except MuragatError as error:
        said = f"{told(error.what)} {told(error.todo)}".strip()
        return make_response(_form(looked, shown, typed, said), 400)
    return redirect(_next(looked, shown))


def compare(typed: Typed, looked: Looked, shown: Mapping[str, Any]) -> list[Both]:
    """What somebody else changed in the fields of the form since it was made."""
    if typed.version == looked.version:
        return []
    return correction.compare(typed, correction.values(looked.item, shown["side"], shown["page"]))


def _unanswered() -> list[str]:
    """Values of a conflict that nobody has chosen from yet."""
    asked = request.form.getlist("asked")
    return [
        name for name in asked if request.form.get(f"{correction.CHOOSE}{name}") not in ("mine", "theirs")
    ]


def _asked_again(typed: Typed) -> list[Both]:
    return [Both(name, "", typed.was.get(name, ""), typed.mine.get(name, "")) for name in _unanswered()]


def _decisions() -> tuple[tuple[str, bool], ...]:
    """What the button says of a suggestion: `accept depiction:0001-0001:P00001`."""
    said, _blank, key = request.form.get("decide", "").partition(" ")
    return ((key, said == "accept"),) if said in ("accept", "reject") and key else ()


def _next(looked: Looked, shown: Mapping[str, Any]) -> str:
    item_id = looked.item.id
    where = {"side": shown["side"], "page": shown["page"]}
    if request.form.get("decide"):
        return url_for("correct.page", item_id=item_id, **where, _anchor="suggestions")
    if request.form.get("then") == "next" and looked.neighbours and looked.neighbours.next:
        return url_for("correct.page", item_id=looked.neighbours.next)
    return url_for("item.page", item_id=item_id, **where)


def _form(looked: Looked, shown: Mapping[str, Any], typed: Typed, problem: str = "") -> str:
    item = looked.item
    with room().archive.catalogue.reading() as connection:
        waiting = review.pending(connection, item=item.id)
    return render_template(
        "correct.html",
        item=item,
        looked=looked,
        typed=typed,
        problem=problem,
        waiting=waiting,
        roles=correction.roles(item, shown["side"], shown["page"]),
        lines_of=_lines_of(item, shown, typed),
        today_date=_inherited(item),
        **shown,
    )


def _lines_of(item: Item, shown: Mapping[str, Any], typed: Typed) -> dict[str, list[tuple[str, Any]]]:
    """For each text its lines as typed, each with the read line that it is, if it is one."""
    side, number = shown["side"], shown["page"]
    found = {}
    for role in correction.roles(item, side, number):
        name = f"text:{role}:{side}:{number}"
        mine = typed.mine.get(name, "").splitlines()
        stood = [line for block in blocks(item, side, number) if block.role == role for line in block.lines]
        places = correction_places(mine, [line.text for line in stood])
        found[name] = [
            (words, stood[place] if place is not None else None)
            for words, place in zip(mine, places, strict=True)
        ]
    return found


def correction_places(mine: list[str], stood: list[str]) -> list[int | None]:
    """Which line of the record each typed line is."""
    from reading_room.lines import align

    return align(mine, stood)


def _inherited(item: Item) -> str:
    """The date that the item has of its event, for a hint in the empty field."""
    return item.when.edtf if item.when and item.when.basis == "event" else ""


def _conflict(looked: Looked, shown: Mapping[str, Any], typed: Typed, both: list[Both]) -> AnyResponse:
    """Both values side by side. What the other did is the new ground; what I typed is kept."""
    theirs = {one.name: one.theirs for one in both}
    # A field that only the other changed keeps their value; one that I changed too waits for my choice.
    mine = {one.name: one.mine if one.is_mine_too else one.theirs for one in both}
    grounded = replace(
        typed, version=looked.version, was={**typed.was, **theirs}, mine={**typed.mine, **mine}
    )
    named = {one.name for one in both}
    rest = {name: value for name, value in grounded.changed.items() if name not in named}
    changes = [one for one in looked.changes if one.number > typed.version]
    page_ = render_template(
        "conflict.html",
        item=looked.item,
        typed=grounded,
        both=both,
        rest=rest,
        who=", ".join(dict.fromkeys(one.actor for one in changes)),
        decide=request.form.get("decide", ""),
        names=_person_names(looked.item),
        **shown,
    )
    return make_response(page_, 409)


def _person_names(item: Item) -> dict[str, str]:
    return {one.person_id: one.name for one in item.persons}


@blueprint.get("/words-of-a-date")
def date() -> Response:
    """What a written date means, for the preview: EDTF, words in three languages, first and last day."""
    written = request.args.get("written", "")[:200].strip()
    try:
        when = editing.staff_date(written)
    except BadInput as error:
        return jsonify({"error": told(error.what), "todo": told(error.todo)})
    said = {code: dates.display(when.edtf, code) for code in NAMES}
    return jsonify({"edtf": when.edtf, "words": said, "earliest": when.earliest, "latest": when.latest})


@blueprint.get("/names")
def names() -> Response:
    """Names of persons or events that begin so, for whoever is typing one."""
    begun = request.args.get("q", "")[:200].strip()
    if len(begun) < 2:
        return jsonify([])
    with room().archive.catalogue.reading() as connection:
        if request.args.get("kind") == "event":
            wanted = begun.casefold()
            known = [one.name for one in events.events(connection)]
            return jsonify([name for name in known if wanted in name.casefold()][:MOST_NAMES])
        found = persons_search.search(connection, begun, MOST_NAMES)
        return jsonify([f"{one.name} · {one.id}" for one in found])
