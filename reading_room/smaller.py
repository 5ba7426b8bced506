"""Answers of text, compressed for the way."""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request

KINDS = ("text/html", "text/css", "text/javascript", "application/json", "image/svg+xml")
# Below this the head of the answer is larger than what is saved.
LEAST_BYTES = 1000
LEVEL = 5


def compress(app: Flask) -> None:
    """Compress what `app` answers to browsers that understand it.

    A compressed page could tell another site, which makes a visitor's browser ask for it, something of
    its secrets (BREACH); the session's cookie does not come with such requests (SameSite).
    """
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    if response.mimetype not in KINDS:
        return response
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings.quality("gzip") or "Content-Encoding" in response.headers:
        return response
    if response.status_code == 304 or (response.is_streamed and request.endpoint != "static"):
        return response
    response.direct_passthrough = False
    plain = response.get_data()
    if len(plain) < LEAST_BYTES:
        return response
    packed = _kept(plain) if request.endpoint == "static" else gzip.compress(plain, LEVEL, mtime=0)
    response.set_data(packed)
    response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=64)
def _kept(plain: bytes) -> bytes:
    return gzip.compress(plain, 9, mtime=0)
