"""Exhibitions: choose items, order them, write their labels, look at the remarks, begin an export."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from archive import exhibitions
from archive.errors import BadInput, Conflict
from archive.exhibition import Exhibition
from archive.model import ITEM_ID
from reading_room.curation import OPTIONS, package_options, texts_of
from reading_room.here import known_visitor, may_see, room, visible_item, working_archive
from reading_room.jobs import Job, new_id
from reading_room.languages import language, text, texts
from reading_room.security import wants_json
from reading_room.served import jobs
from reading_room.told import told
from workflows import curating, exhibiting

blueprint = Blueprint("curate", __name__)

MOST_CHOSEN = 2000
# Packages are as large as their pictures: so many of an exhibition are kept for each of its curators.
MOST_PACKAGES = 2


@blueprint.app_context_processor
def _chooser() -> dict[str, Any]:
    """For the bar under a grid: the exhibitions that there are."""
    return {"exhibitions_there": _there}


def _there() -> list[Exhibition]:
    with room().archive.catalogue.reading() as connection:
        return exhibitions.exhibitions(connection)


@blueprint.get("/exhibitions")
def page() -> str:
    """Every exhibition."""
    return render_template("curate.html", found=curating.summaries(room().archive, may_see()), items=[])


@blueprint.route("/exhibitions/choose", methods=["GET", "POST"])
def choose() -> str:
    """Where shall the chosen items go? Nothing is changed yet."""
    chosen = _chosen()
    shown = [visible_item(one) for one in chosen[:60]]
    return render_template(
        "curate_choose.html",
        ids=chosen,
        shown=shown,
        there=_there(),
        back=_own_address(request.values.get("back")),
    )


@blueprint.post("/exhibitions/add")
def add() -> Response:
    """Put the chosen items into an exhibition."""
    slug, chosen = request.form.get("slug", ""), _chosen()
    if not chosen:
        flash(text("No item was chosen."), "bad")
        return redirect(_own_address(request.form.get("back")))
    for one in chosen:
        visible_item(one)
    before = _count(slug)
    added = len(exhibiting.add(working_archive(), slug, chosen).entries) - before
    flash(texts("%(num)s item was added.", "%(num)s items were added.", added), "good")
    if len(chosen) > added:
        again = len(chosen) - added
        flash(texts("%(num)s stood there already.", "%(num)s stood there already.", again), "")
    return redirect(url_for("curate.exhibition", slug=slug))


def _count(slug: str) -> int:
    with room().archive.catalogue.reading() as connection:
        return len(exhibitions.exhibition(connection, slug).entries)


@blueprint.post("/exhibitions/new")
def new() -> Response:
    """A new exhibition, with the chosen items if some were chosen."""
    titles = {code: title for code, title in texts_of(request.form, "title").items() if title.strip()}
    if not titles:
        raise BadInput("An exhibition needs a title.", "Give one in kk, ru or en.")
    archive = working_archive()
    slug = request.form.get("slug", "").strip() or curating.slug_of(archive, next(iter(titles.values())))
    chosen = _chosen()
    for one in chosen:
        visible_item(one)
    exhibiting.new(archive, slug, titles)
    if chosen:
        exhibiting.add(archive, slug, chosen)
    flash(text("The exhibition is made."), "good")
    return redirect(url_for("curate.exhibition", slug=slug))


@blueprint.get("/exhibitions/<slug>")
def exhibition(slug: str) -> str:
    """One exhibition in gallery order."""
    walked = curating.walk(room().archive, slug, language(), may_see())
    who = known_visitor()
    mine = [one for one in _exports(slug) if one.by == who.login or who.may("admin")]
    return render_template(
        "curate_exhibition.html", walk=walked, one=walked.exhibition, exports=mine[:3], OPTIONS=OPTIONS
    )


def _exports(slug: str) -> list[Job]:
    """The exports of an exhibition, the newest first."""
    return [one for one in jobs().all() if one.kind == "export" and one.arguments.get("slug") == slug]


@blueprint.post("/exhibitions/<slug>/arrange")
def arrange(slug: str) -> Response:
    """One step: `do` is `up ID`, `down ID`, `remove ID`; or `item` goes before another, or into a section."""
    said, _blank, item_id = request.form.get("do", "").partition(" ")
    archive = working_archive()
    if said in ("up", "down"):
        curating.step(archive, slug, item_id, -1 if said == "up" else 1)
    elif said == "remove":
        curating.remove(archive, slug, [item_id])
    elif request.form.get("item"):
        before, section = request.form.get("before") or None, request.form.get("section")
        curating.place(archive, slug, request.form["item"], before, section)
    else:
        abort(400)
    if wants_json():
        return Response(status=204)
    return redirect(
        url_for("curate.exhibition", slug=slug, _anchor=_anchor(item_id or request.form.get("item", "")))
    )


def _anchor(item_id: str) -> str:
    return f"work-{item_id}" if ITEM_ID.fullmatch(item_id) else ""


@blueprint.post("/exhibitions/<slug>/label")
def label(slug: str) -> Response:
    """The labels of one work in three languages."""
    item_id = request.form.get("item", "")
    was, wanted = texts_of(request.form, "was"), texts_of(request.form, "label")
    try:
        curating.label(working_archive(), slug, item_id, was, wanted)
    except Conflict as error:
        # What was typed is shown again by the browser's own memory only with scripts: say both.
        mine = " / ".join(one for one in wanted.values() if one)
        flash(f"{told(error.what)} {text('You had typed:')} «{mine}»", "bad")
    else:
        flash(text("The label is saved."), "good")
    return redirect(url_for("curate.exhibition", slug=slug, _anchor=_anchor(item_id)))


@blueprint.post("/exhibitions/<slug>/describe")
def describe(slug: str) -> Response:
    """Titles, introduction, days, credit."""
    form = request.form
    plain = {name: form.get(name, "") for name in ("opens", "closes", "credit", "contact", "base_address")}
    curating.describe(working_archive(), slug, texts_of(form, "title"), texts_of(form, "introduction"), plain)
    flash(text("Saved."), "good")
    return redirect(url_for("curate.exhibition", slug=slug))


@blueprint.post("/exhibitions/<slug>/section")
def section(slug: str) -> Response:
    """Make, change, move or drop a section."""
    form, archive = request.form, working_archive()
    key, said = form.get("key", ""), form.get("do", "save")
    if said in ("up", "down"):
        curating.move_section(archive, slug, key, -1 if said == "up" else 1)
    elif said == "drop":
        curating.drop_section(archive, slug, key)
    else:
        curating.section(archive, slug, key, texts_of(form, "title"), texts_of(form, "text"))
    return redirect(url_for("curate.exhibition", slug=slug, _anchor="sections"))


@blueprint.post("/exhibitions/<slug>/export")
def export(slug: str) -> Response:
    """Begin an export in the background; what may not be published is left out."""
    with room().archive.catalogue.reading() as connection:
        one = exhibitions.exhibition(connection, slug)
    who, job_id = known_visitor(), new_id()
    arguments: Mapping[str, Any] = {
        "archive": str(room().archive.folder),
        "actor": who.login,
        "slug": slug,
        "folder": str(jobs().place(job_id)),
        "options": package_options(request.form),
    }
    for old in [one for one in _exports(slug) if one.by == who.login and one.is_over][MOST_PACKAGES - 1 :]:
        jobs().forget(old.id)
    job = jobs().begin("export", one.title, who.login, arguments, job_id)
    return redirect(url_for("jobs.job", job_id=job.id))


def _chosen() -> list[str]:
    """The ids of the items that were chosen, each once."""
    sent = dict.fromkeys(request.values.getlist("item") + request.values.getlist("items"))
    return [one for one in sent if ITEM_ID.fullmatch(one)][:MOST_CHOSEN]


def _own_address(given: str | None) -> str:
    """Where to go back to: an address of this server."""
    home = url_for("search.page")
    unsafe = not given or not given.startswith("/") or given.startswith(("//", "/\\")) or "\\" in given
    return home if unsafe or any(ord(letter) < 32 for letter in given or "") else str(given)
