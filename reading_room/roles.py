"""Who may call what: one table from endpoint to the least role. What is not in it is refused.

«anyone» needs no login. An endpoint that writes is its own endpoint, by POST, with its own line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from archive.users import Role

Least = Role | Literal["anyone"]

LEAST_ROLE: Mapping[str, Least] = {
    # pages_login.py
    "login.page": "anyone",
    "login.enter": "anyone",
    "login.leave": "anyone",
    # Style and scripts are the program's, not the archive's.
    "static": "anyone",
    # pages_search.py
    "search.page": "reader",
    "search.suggestions": "reader",
    "search.save": "reader",
    "search.forget": "reader",
    "search.help_page": "reader",
    # pages_pictures.py
    "pictures.thumbnail": "reader",
    "pictures.small": "reader",
    # pages_api.py
    "api.search": "reader",
    "api.item": "reader",
    # pages_item.py
    "item.page": "reader",
    "item.picture": "reader",
    # Originals hold what the page does not show: where a photograph was taken, with whose camera.
    "item.original": "archivist",
    "item.copy": "reader",
    # pages_correct.py
    "correct.page": "archivist",
    "correct.save": "archivist",
    "correct.date": "archivist",
    "correct.names": "archivist",
    # pages_review.py
    "review.page": "archivist",
    "review.decide": "archivist",
    "review.take_back": "archivist",
    "review.accept_all": "archivist",
    # pages_curate.py
    "curate.page": "reader",
    "curate.exhibition": "reader",
    "curate.choose": "archivist",
    "curate.add": "archivist",
    "curate.new": "archivist",
    "curate.arrange": "archivist",
    "curate.label": "archivist",
    "curate.describe": "archivist",
    "curate.section": "archivist",
    "curate.export": "archivist",
    # pages_upload.py
    "upload.page": "archivist",
    "upload.send": "archivist",
    "upload.begin": "archivist",
    "upload.take": "archivist",
    "upload.start": "archivist",
    "upload.abandon": "archivist",
    # pages_jobs.py
    "jobs.page": "archivist",
    "jobs.job": "archivist",
    "jobs.state": "archivist",
    "jobs.stop": "archivist",
    "jobs.again": "archivist",
    "jobs.package": "archivist",
}
