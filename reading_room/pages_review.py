"""What waits for a person: one decision a key press, or many at once above a confidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive import review
from archive.errors import BadInput, MuragatError, NotFound
from archive.review import Asked, Choice, Pending
from reading_room.here import room, working_archive
from reading_room.languages import text, texts
from reading_room.security import wants_json
from reading_room.told import told
from workflows import reviewing
from workflows.indexing import update_if_free
from workflows.reviewing import Decision

blueprint = Blueprint("review", __name__)

PAGE = 40
FILTERS = ("person", "event", "date", "field", "item")
MOST_LETTERS = 200


@blueprint.get("/review")
def page() -> str:
    """What waits, with its evidence; `?person=&event=&date=&field=&item=&above=` narrow it down."""
    asked, problem = _asked(request.args), ""
    with room().archive.catalogue.reading() as connection:
        fields = review.by_field(connection)
        try:
            found, total = _found(connection, asked)
        except (BadInput, NotFound) as error:
            found, total, problem = [], 0, f"{told(error.what)} {told(error.todo)}"
        rows = list(reviewing.with_choices(connection, found[:PAGE]))
    return render_template(
        "review.html",
        rows=_groups(rows),
        total=total,
        fields=fields,
        asked=request.args,
        filters=_kept(request.args),
        problem=problem,
        after=found[PAGE - 1].key if len(found) > PAGE else "",
        above=request.args.get("above", 80, type=int),
    )


def _found(connection: Any, asked: Asked) -> tuple[list[Pending], int]:
    after = request.args.get("after") or None
    return review.pending(connection, limit=PAGE + 1, after=after, **asked), review.count(connection, **asked)


def _asked(given: Mapping[str, str]) -> Asked:
    wanted = {name: given[name].strip()[:MOST_LETTERS] for name in FILTERS if given.get(name, "").strip()}
    asked: Asked = Asked(**wanted)  # type: ignore[typeddict-item]
    return asked


def _kept(given: Mapping[str, str]) -> dict[str, str]:
    return {name: given[name] for name in FILTERS if given.get(name)}


def _groups(
    rows: list[tuple[Pending, tuple[Choice, ...]]],
) -> list[tuple[Pending, list[tuple[Pending, tuple[Choice, ...]]]]]:
    """The rows by their subject: its first row stands for it."""
    groups: list[tuple[Pending, list[tuple[Pending, tuple[Choice, ...]]]]] = []
    for row in rows:
        if not groups or groups[-1][0].subject != row[0].subject:
            groups.append((row[0], []))
        groups[-1][1].append(row)
    return groups


@blueprint.post("/review/decide")
def decide() -> Response:
    """One decision: accept, reject, or accept another value."""
    key, said = request.form.get("key", ""), request.form.get("said", "")
    value = request.form.get("value", "").strip()
    if said not in ("accept", "reject"):
        raise BadInput("A decision is accept or reject.", "Use the buttons.")
    decision = Decision(key, "value", value) if said == "accept" and value else Decision(key, said)  # type: ignore[arg-type]
    archive = working_archive()
    try:
        step = reviewing.decide(archive, [decision])
    except MuragatError as error:
        if wants_json():
            raise
        flash(f"{told(error.what)} {told(error.todo)}", "bad")
        return redirect(_back())
    update_if_free(archive)
    if wants_json():
        return jsonify({"step": step})
    flash(text("Accepted.") if said == "accept" else text("Rejected."), "good")
    return redirect(_back())


@blueprint.post("/review/take-back")
def take_back() -> Response:
    """Undo one decision by its step of history."""
    archive = working_archive()
    reviewing.take_back(archive, request.form.get("step", 0, type=int))
    update_if_free(archive)
    if wants_json():
        return jsonify({"done": True})
    flash(text("Taken back."), "good")
    return redirect(_back())


@blueprint.post("/review/accept-all")
def accept_all() -> Response:
    """Accept what is as sure as asked, within the same filters; contradictions are left to a person."""
    above = request.form.get("above", 100, type=int)
    asked = _asked(request.form)
    asked["above"] = min(max(above, 1), 100) / 100
    archive = working_archive()
    decisions, left = reviewing.choose(archive, "accept", asked)
    done, _note = reviewing.decide_many(archive, decisions, only_waiting=True)
    said = texts("%(num)s suggestion accepted.", "%(num)s suggestions accepted.", done.accepted)
    flash(said, "good")
    open_ones = len(left) + len(done.failed)
    if open_ones:
        flash(texts("%(num)s is left to you.", "%(num)s are left to you.", open_ones), "")
    return redirect(_back())


def _back() -> str:
    kept: dict[str, Any] = dict(_kept(request.form))
    return url_for("review.page", **kept)
