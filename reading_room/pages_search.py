"""Looking for items."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from archive import saved
from archive.errors import BadInput, BadQuery
from archive.saved import SavedSearch
from reading_room import facets
from reading_room.cards import card
from reading_room.here import known_visitor, may_see, room, working_archive
from reading_room.histogram import UNKNOWN
from reading_room.languages import text
from reading_room.search_request import PAGE_SIZE, Wanted, kept, wanted

blueprint = Blueprint("search", __name__)


@blueprint.get("/")
def page() -> str | tuple[str, int]:
    """The search and what it finds. An impossible value of a field is shown where it stands."""
    asked = wanted()
    try:
        answer = _answer(asked)
    except BadQuery as error:
        return _shown(asked, None, error=_pointed(asked, error)), 400
    except BadInput as error:
        return _shown(asked, None, error={"error": error}), 400
    return _shown(asked, answer)


def _answer(asked: Wanted) -> dict[str, Any]:
    from workflows.finding import counts, find

    archive, question = working_archive(), asked.question(may_see())
    answer = find(archive, question, room().index)
    queries = facets.switch_queries(known_visitor().may("archivist"))
    return {**answer, "switches": counts(archive, queries, question, room().index)}


def _pointed(asked: Wanted, error: BadQuery) -> dict[str, Any]:
    """The error and the query in three parts; the fault may be in a filter, which is not in the query."""
    part = asked.q[error.start : error.end]
    if ":" not in part:
        return {"error": error}
    return {"error": error, "parts": (asked.q[: error.start], part, asked.q[error.end :])}


def _shown(asked: Wanted, answer: dict[str, Any] | None, error: dict[str, Any] | None = None) -> str:
    counted = answer["facets"] if answer else {}
    total = answer["total"] if answer else 0
    return render_template(
        "search.html",
        wanted=asked,
        answer=answer,
        error=error,
        cards=[card(hit) for hit in answer["hits"]] if answer else [],
        total=total,
        lists=facets.lists(asked, counted),
        switches=facets.switches(asked, answer["switches"]) if answer else None,
        years=facets.years(asked, counted),
        chips=facets.chips(asked, counted),
        pages=_pages(asked, total),
        examples=_examples(counted) if asked.is_everything else () if total else _examples(_everything()),
        searches=_saved(),
    )


def _pages(asked: Wanted, total: int) -> dict[str, Any]:
    """Which page this is of how many, and the addresses of the others."""
    last = max(1, -(-total // PAGE_SIZE))
    near = sorted({1, last, *range(max(1, asked.page - 2), min(last, asked.page + 2) + 1)})
    return {
        "last": last,
        "near": [(number, asked.address(page=number)) for number in near],
        "previous": asked.address(page=min(asked.page - 1, last)) if asked.page > 1 else None,
        "next": asked.address(page=asked.page + 1) if asked.page < last else None,
    }


def _everything() -> dict[str, Any]:
    """What the archive holds of persons, events and years, as far as the visitor may see it."""
    from workflows.finding import Question, find

    question = Question(limit=0, facets=True, most_values=1, may_see=may_see())
    found: dict[str, Any] = find(working_archive(), question, room().index)["facets"]
    return found


def _examples(counted: dict[str, Any]) -> list[dict[str, str]]:
    """Searches that find something: a person, an event, a year, a place of this archive."""
    found = []
    for field in ("person", "event", "year", "place"):
        value = next((one["value"] for one in counted.get(field, ()) if one["value"]), None)
        if value and value != UNKNOWN:
            name = "date" if field == "year" else field
            plain = value.replace('"', "")
            query = f"date:{value}" if name == "date" else f'{name}:"{plain}"'
            found.append({"name": value, "address": Wanted(q=query).address()})
    return found


@blueprint.get("/suggestions")
def suggestions() -> Response:
    """What may be meant, for the scripts of the search field."""
    typed = request.args.get("q", "")[:500]
    found = _suggester().suggest(typed, may_see())
    rows = [{"kind": s.kind, "label": s.label, "count": s.count, "query": s.query} for s in found]
    return jsonify({"suggestions": rows})


def _suggester() -> Any:
    from workflows.suggesting import Suggestions

    shared = current_app.extensions
    if "muragat_suggestions" not in shared:
        shared["muragat_suggestions"] = Suggestions(room().archive, room().index)
    return shared["muragat_suggestions"]


def _saved() -> list[SavedSearch]:
    with room().archive.catalogue.reading() as connection:
        return saved.saved(connection, known_visitor().login)


@blueprint.post("/searches")
def save() -> Response:
    """Keep this search under a name."""
    asked, archive = kept(request.form.get("query", "")), working_archive()
    search = SavedSearch(archive.actor, request.form.get("name", ""), asked.query_string)
    with archive.catalogue.writing(archive.actor) as transaction:
        saved.save(transaction, search)
    flash(text("Saved: %(name)s", name=search.name), "good")
    return redirect(asked.address(), 303)


@blueprint.post("/searches/forget")
def forget() -> Response:
    """Keep a search no longer."""
    archive = working_archive()
    with archive.catalogue.writing(archive.actor) as transaction:
        saved.forget(transaction, archive.actor, request.form.get("name", ""))
    return redirect(kept(request.form.get("query", "")).address(), 303)


@blueprint.get("/help")
def help_page() -> str:
    """The query language on one page."""
    return render_template("search_help.html")
