"""A reading room for tests: its visitors, and a server with a browser in front of it."""

from __future__ import annotations

import html
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive import users
from archive.home import open_archive
from reading_room.app import create_app
from reading_room.options import Options

HERE = "http://127.0.0.1:8080"
PASSWORD = "дала самалы 58"
# What a browser may need on a machine that works hard, in milliseconds.
PATIENCE = 60_000
ARGUMENTS = [
    *("--no-sandbox", "--disable-background-networking", "--no-first-run", "--disable-component-update"),
    "--disable-sync",
]


def room(folder: Path, **options: Any) -> Flask:
    """The application that serves the archive in `folder`."""
    return create_app(folder, Options(**options))


class Visitor:
    """Somebody with a browser: asks for pages, fills forms in with their CSRF token."""

    def __init__(self, app: Flask, language: str = "en") -> None:
        self.client: FlaskClient = app.test_client()
        self.headers = {"Accept-Language": language}

    def get(self, address: str, **more: Any) -> TestResponse:
        headers = {**self.headers, **more.pop("headers", {})}
        return self.client.get(
            address, base_url=more.pop("base_url", HERE), headers=headers, buffered=True, **more
        )

    def post(self, address: str, page: str = "/login", **data: str) -> TestResponse:
        """Send a form as the `page` would that holds it."""
        token = self.token(page)
        values = {**data, "csrf_token": token}
        return self.client.post(address, base_url=HERE, headers=self.headers, data=values, buffered=True)

    def token(self, page: str = "/login") -> str:
        """The CSRF token of a page."""
        text = self.client.get(page, base_url=HERE, headers=self.headers, follow_redirects=True).text
        found = re.search(r'name="csrf_token" value="([^"]+)"', text)
        assert found, f"{page} has no form:\n{text}"
        return found[1]

    def told(self, address: str, without: str) -> str:
        """The page, without a text and without the tokens of its forms, which hold the second of asking."""
        text = self.get(address).text.replace(without, "")
        return re.sub(r'(name="csrf_token" value=)"[^"]+"', r"\1", text)

    def enter(self, login: str, password: str = PASSWORD) -> TestResponse:
        """Log in."""
        return self.post("/login", login=login, password=password)


def add_users(folder: Path, *roles: str) -> None:
    """A user of each role, called as the role, with PASSWORD."""
    archive = open_archive(folder, "tester")
    # Hashes that are as quick as the library allows: verifying takes the effort that the hash names.
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with mock.patch.object(users, "_hasher", lambda: quick):
        for role in roles:
            users.add(archive, role, PASSWORD, role)


def visitors(app: Flask, *roles: str) -> dict[str, Visitor]:
    """Somebody logged in for each role, and «nobody»."""
    found = {role: Visitor(app) for role in roles}
    for role, visitor in found.items():
        assert visitor.enter(role).status_code == 303
    return {**found, "nobody": Visitor(app)}


def links(page: str) -> Iterator[tuple[str, str]]:
    """The addresses and words of all links."""
    for address, inside in re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL):
        yield html.unescape(address), " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inside)).split())


def link(page: str, words: str) -> str:
    """The address of the first link that says so."""
    return next(address for address, said in links(page) if words in said)


@contextmanager
def served(folder: Path, **options: Any) -> Iterator[str]:
    """A real server of the archive in a thread; its address."""
    import waitress

    server = waitress.create_server(room(folder, **options), host="127.0.0.1", port=0, threads=4)
    with running(server):
        yield f"http://127.0.0.1:{server.effective_port}"


@contextmanager
def running(server: Any) -> Iterator[None]:
    """Let a waitress run in a thread, and end it there: another thread may not close what it waits for."""
    from waitress import wasyncore

    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
        thread.join(10)


@contextmanager
def browser() -> Iterator[Any]:
    """Debian's chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield chromium
        chromium.close()


def opened(chromium: Any, **more: Any) -> Any:
    """A page of a new browser that speaks English; its errors are kept in `complaints`."""
    context = chromium.new_context(locale="en", viewport={"width": 1280, "height": 800}, **more)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page
