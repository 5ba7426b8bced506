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
}
