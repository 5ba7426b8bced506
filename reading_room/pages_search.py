"""Looking for items."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from reading_room.here import may_see, room, working_archive

blueprint = Blueprint("search", __name__)


@blueprint.get("/")
def page() -> str:
    """The search and what it finds."""
    from workflows.finding import Question, find

    question = Question(request.args.get("q", ""), may_see=may_see())
    return render_template("search.html", answer=find(working_archive(), question, room().index))
