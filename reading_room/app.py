"""The reading room as a Flask application.

How it is laid out, and how a page is added:

- `pages_NAME.py` holds the views of one matter and `blueprint = Blueprint("NAME", __name__)`; its name
  stands in PAGES below, its templates are `templates/NAME*.html`, its style and scripts
  `static/NAME*.css|js`. What is needed besides views (forms, background jobs …) is `NAME_*.py`.
- Every endpoint has a line in `roles.py` (the least role). A missing line is refused. Each write is an
  endpoint of its own with methods=["POST"]; the guard checks CSRF, the form carries `{{ csrf() }}`.
- `here.py` answers who is asking: `visitor()`, `working_archive()` (its actor is the login), `may_see()`
  (accesses, None for all: hand it to `workflows.finding.Question`), `visible_item(id)` (404 when it is not
  for them), `room().index` (the open index for `find`).
- Templates extend `base.html`: blocks `title`, `head`, `main`, `scripts`; `wide` makes the page wider.
  Text is `{{ _("English") }}`, in Python `languages.text("English")`, `texts(one, many, n)`,
  `later` at module level; then run `script/translations` and fill kk and ru.
- No inline script or style (the Content-Security-Policy forbids both): `static/*.js` are ES modules put in by
  `{{ script("NAME.js") }}`, styles by `{{ style("NAME.css") }}`. Pages work without scripts.
- Errors: raise MuragatError (NotFound → 404, BadInput → 400, Busy → 503) or `abort(...)`; `failures.py`
  makes a page of it, or JSON under /api/ and for `Accept: application/json`.
- `navigation.py` lists what stands in the head of every page; an entry shows when its endpoint is there and
  the visitor's role suffices.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from flask import Flask

from archive.home import open_archive
from reading_room import failures, languages, security, smaller, templating
from reading_room.here import Room
from reading_room.options import Options
from reading_room.secrets_file import EndedSessions, session_key
from workflows.open_index import OpenIndex

PAGES = ("login", "search", "pictures", "api", "item", "correct", "review", "curate", "upload", "jobs")
# The address of a style or a script changes with the file.
KEPT_SECONDS = 365 * 24 * 3600
# Forms are small; an upload raises this for its own endpoint (flask.Request.max_content_length).
LARGEST_FORM = 2 * 1024 * 1024


def create_app(folder: Path, options: Options | None = None) -> Flask:
    """The application that serves the archive in `folder`. Raises NotFound when there is none."""
    app = Flask("reading_room", root_path=str(Path(__file__).parent))
    archive = open_archive(folder)
    index, ended = OpenIndex(archive.index_folder), EndedSessions(archive.folder)
    app.extensions["muragat"] = Room(archive, index, options or Options(), ended)
    app.secret_key = session_key(archive.folder)
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_FORM
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.url_map.strict_slashes = False
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = KEPT_SECONDS
    smaller.compress(app)
    languages.speak(app)
    security.protect(app)
    templating.furnish(app)
    failures.answer_failures(app)
    for name in PAGES:
        if find_spec(f"reading_room.pages_{name}"):
            app.register_blueprint(import_module(f"reading_room.pages_{name}").blueprint)
    return app
