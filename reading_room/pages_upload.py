"""Take photographs in through the browser: the same ingest as at the command line, in the background."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from archive.editing import staff_date
from archive.errors import BadInput, NoSpace
from reading_room import uploads
from reading_room.here import known_visitor, room
from reading_room.jobs import Job, new_id
from reading_room.served import jobs
from reading_room.told import told
from reading_room.uploads import Upload, Uploads

blueprint = Blueprint("upload", __name__)

# Without scripts everything comes in one request, which a server keeps on its disk before it is looked at.
MOST_BYTES_AT_ONCE = 10**9
FIELDS = ("event", "date", "place", "donor", "act", "languages")
LONGEST = 500
# Files come by the thousand in one form.
MOST_PARTS = uploads.MOST_FILES + 50


@blueprint.url_value_preprocessor
def _raise_limits(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Before anything reads the form: this is where large requests are expected."""
    if endpoint == "upload.send":
        request.max_content_length, request.max_form_parts = MOST_BYTES_AT_ONCE, MOST_PARTS
    elif endpoint == "upload.take":
        request.max_content_length = uploads.MOST_BYTES_A_FILE


def _uploads() -> Uploads:
    return Uploads(room().archive.upload_folder)


@blueprint.get("/upload")
def page() -> str:
    """The form."""
    who = known_visitor()
    mine = [one for one in jobs().all() if one.kind == "ingest" and one.by == who.login]
    kinds = ",".join(sorted(uploads.KINDS))
    return render_template("upload.html", kinds=kinds, recent=mine[:5], limits=uploads, full=_full())


def _full() -> NoSpace | None:
    """Why nothing can be taken in now: a large request would fill the disk before a page sees it."""
    try:
        _uploads().check_space()
    except NoSpace as error:
        return error
    return None


@blueprint.post("/upload")
def send() -> AnyResponse:
    """Everything at once, as a browser without scripts sends it."""
    one = _begun()
    for file in (*request.files.getlist("folder"), *request.files.getlist("files")):
        if file.filename:
            _uploads().take(one, file.filename, file.stream)
    return redirect(url_for("jobs.job", job_id=_start(one).id))


@blueprint.post("/upload/begin")
def begin() -> Response:
    """Begin an upload whose files come one by one; with `upload`, go on with one that was broken off."""
    given = request.form.get("upload")
    if given:
        _uploads().check_space()
        return jsonify({"id": _uploads().upload(given, known_visitor().login).id})
    return jsonify({"id": _begun().id})


@blueprint.post("/upload/<upload_id>/file")
def take(upload_id: str) -> Response:
    """One file: its bytes are the body, `?name=` its relative path."""
    one = _uploads().upload(upload_id, known_visitor().login)
    _check_open(one)
    taken = _uploads().take(one, request.args.get("name", ""), request.stream)
    return jsonify({"taken": taken, "reason": "" if taken else told(one.refused[-1][1])})


@blueprint.post("/upload/<upload_id>/start")
def start(upload_id: str) -> Response:
    """Everything is there: ingest it."""
    one = _uploads().upload(upload_id, known_visitor().login)
    _check_open(one)
    one.said = _said()
    return jsonify({"address": url_for("jobs.job", job_id=_start(one).id)})


@blueprint.post("/upload/<upload_id>/abandon")
def abandon(upload_id: str) -> Response:
    """Forget an upload that has not been started."""
    one = _uploads().upload(upload_id, known_visitor().login)
    _check_open(one)
    _uploads().remove(one)
    return jsonify({"removed": True})


def _begun() -> Upload:
    return _uploads().begin(known_visitor().login, _said())


def _said() -> dict[str, str]:
    """What the form says of the upload. Raises BadInput for a date that is none."""
    said = {name: request.form.get(name, "").strip()[:LONGEST] for name in FIELDS}
    if said["date"]:
        said["date"] = staff_date(said["date"]).edtf
    return said


def _check_open(one: Upload) -> None:
    if one.job:
        raise BadInput("This upload is being taken in already.", "Begin another one.")


def _start(one: Upload) -> Job:
    store, who = _uploads(), known_visitor()
    sources = store.sources(one, one.said.get("event", ""))
    one.job = new_id()
    store.keep(one)
    options = {name: value for name, value in one.said.items() if value}
    arguments = {
        "archive": str(room().archive.folder),
        "actor": who.login,
        "sources": [str(path) for path in sources],
        "options": options,
        "upload": str(store.folder / one.id),
        "refused": one.refused,
    }
    title = one.said.get("event") or ", ".join(path.name for path in sources)
    return jobs().begin("ingest", title[:200], who.login, arguments, one.job)
