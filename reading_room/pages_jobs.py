"""Background jobs: how far they are, what came of them, and their packages to download."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, jsonify, redirect, render_template, send_file, url_for
from werkzeug.wrappers import Response as AnyResponse

from reading_room.here import known_visitor
from reading_room.jobs import Job
from reading_room.languages import later, text
from reading_room.served import jobs
from reading_room.words import word

blueprint = Blueprint("jobs", __name__)

KINDS: Mapping[str, Any] = {"export": later("Export"), "ingest": later("Taking in")}
STATES: Mapping[str, Any] = {
    "waiting": later("waits"),
    "running": later("is going on"),
    "done": later("done"),
    "failed": later("failed"),
    "interrupted": later("was interrupted"),
    "stopped": later("was stopped"),
}
STAGES: Mapping[str, Any] = {
    "exporting": later("making the pictures"),
    "packing": later("packing"),
    "scanning": later("looking through the files"),
    "receiving": later("copying and proving"),
    "copying": later("copying and proving"),
    "sealing": later("sealing"),
    "opening": later("opening"),
    "reading": later("reading captions"),
    "indexing": later("making it findable"),
}
OUTCOMES: Mapping[str, Any] = {
    "added": later("added"),
    "joined": later("joined to an item or event"),
    "duplicate": later("there already"),
    "unread": later("kept, to be read again"),
    "deferred": later("changed while it was read"),
    "refused": later("refused"),
    "skipped": later("left out"),
}


def visible_job(job_id: str) -> Job:
    """The job, when it is the visitor's own or they are an admin; 404 otherwise."""
    who, found = known_visitor(), jobs().job(job_id)
    if found.by != who.login and not who.may("admin"):
        abort(404)
    return found


@blueprint.get("/work")
def page() -> str:
    """The visitor's jobs, the newest first; an admin's page shows everybody's."""
    who = known_visitor()
    mine = [one for one in jobs().all() if one.by == who.login or who.may("admin")]
    return render_template("jobs.html", found=mine[:60], KINDS=KINDS, STATES=STATES)


@blueprint.get("/work/<job_id>")
def job(job_id: str) -> str:
    """One job."""
    found = visible_job(job_id)
    return render_template(
        "job.html",
        job=found,
        said=said(found),
        ahead=jobs().ahead(found) if found.state == "waiting" else 0,
        KINDS=KINDS,
        STATES=STATES,
        OUTCOMES=OUTCOMES,
    )


@blueprint.get("/work/<job_id>/state")
def state(job_id: str) -> Response:
    """How far it is, for the page's script."""
    found = visible_job(job_id)
    over = found.is_over
    return jsonify({"said": said(found), "done": found.done, "total": found.total, "over": over})


def said(job: Job) -> str:
    """How far a job is, in words."""
    if job.state != "running":
        return word(STATES, job.state)
    stage = word(STAGES, job.stage)
    return f"{stage}: {job.done} / {job.total}" if job.total else stage or text("begins")


@blueprint.post("/work/<job_id>/stop")
def stop(job_id: str) -> AnyResponse:
    """End it; it can be begun again and goes on where it stood."""
    visible_job(job_id)
    jobs().stop(job_id)
    return redirect(url_for("jobs.job", job_id=job_id))


@blueprint.post("/work/<job_id>/again")
def again(job_id: str) -> AnyResponse:
    """Go on with what failed, was stopped or interrupted."""
    visible_job(job_id)
    jobs().again(job_id)
    return redirect(url_for("jobs.job", job_id=job_id))


@blueprint.get("/work/<job_id>/package")
def package(job_id: str) -> Response:
    """The package of an export as a zip file."""
    found = visible_job(job_id)
    name = found.result.get("file")
    path = jobs().place(job_id) / str(name)
    if found.kind != "export" or found.state != "done" or not name or not path.is_file():
        abort(404)
    response = send_file(path, mimetype="application/zip", as_attachment=True, download_name=path.name)
    response.headers["Cache-Control"] = "private, no-store"
    return response
