"""What each role may do in the reading room, from where it is asked, and what every answer carries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from flask import Flask, request
from room import HERE, PASSWORD, Visitor, add_users, room, running, visitors
from story import Muragat

from archive.errors import BadInput
from archive.users import ROLES
from reading_room.options import Options
from reading_room.roles import LEAST_ROLE
from reading_room.server import check

VALUES = {"item_id": "0001-0001", "side": "front", "filename": "base.css", "long_side": 240, "path": "x"}


@pytest.fixture
def staffed(own: Muragat) -> Flask:
    add_users(own.archive, *ROLES)
    return room(own.archive)


def address(app: Flask, rule: object) -> str:
    """An address of the rule with some value for each of its parts."""
    values = {name: VALUES.get(name, 1) for name in rule.arguments}  # type: ignore[attr-defined]
    with app.test_request_context(base_url=HERE):
        return app.url_for(rule.endpoint, **values)  # type: ignore[attr-defined]


def calls(app: Flask) -> Iterator[tuple[str, str, str]]:
    """Every endpoint with each of its methods and an address."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule.endpoint, method, address(app, rule)


def is_refused(status: int, location: str) -> bool:
    return status in (401, 403) or (status == 302 and location.startswith("/login"))


def test_each_endpoint_has_its_least_role(staffed: Flask) -> None:
    assert {endpoint for endpoint, _, _ in calls(staffed)} <= set(LEAST_ROLE)


@pytest.mark.parametrize("role", ["nobody", *ROLES])
def test_the_table_of_roles_is_kept(staffed: Flask, role: str) -> None:
    """Writes are tried without a CSRF token: who may not write is refused before that is seen (401, 403),
    who may is refused because of it (400)."""
    rank = {"anyone": -1, "nobody": -1} | {known: at for at, known in enumerate(ROLES)}
    visitor = visitors(staffed, *([role] if role != "nobody" else []))[role]
    for endpoint, method, where in calls(staffed):
        if endpoint == "login.leave":
            continue
        answer = visitor.client.open(where, method=method, base_url=HERE, buffered=True)
        refused = is_refused(answer.status_code, answer.headers.get("Location", ""))
        may = rank[role] >= rank[LEAST_ROLE[endpoint]]
        assert refused == (not may), f"{role} {method} {where}: {answer.status_code}"
        if may and method not in ("GET", "HEAD"):
            assert answer.status_code == 400, f"{role} {method} {where} was done without a token"


def test_writing_is_for_archivists(staffed: Flask) -> None:
    """Only what concerns nobody else may be written by readers."""
    own_business = {"login.enter", "login.leave", "search.save", "search.forget"}
    written = {endpoint for endpoint, method, _ in calls(staffed) if method not in ("GET", "HEAD")}
    assert {one for one in written if LEAST_ROLE[one] in ("anyone", "reader")} <= own_business


def test_a_route_that_nobody_listed_is_refused(own: Muragat) -> None:
    app = room(own.archive)
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    answer = Visitor(app).get("/forgotten")
    assert answer.status_code == 403 and "secret" not in answer.text


def test_alone_at_this_machine_one_is_admin(own: Muragat) -> None:
    page = Visitor(room(own.archive)).get("/")
    assert page.status_code == 200 and "admin" in page.text


def test_with_users_nobody_is_let_in_without_login(staffed: Flask) -> None:
    answer = Visitor(staffed).get("/?q=көрме")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login?next=/?q%3D")


@pytest.mark.parametrize("options", [{"host": "0.0.0.0"}, {"tls_proxy": True}, {"trusted_hosts": ("a.kz",)}])
def test_others_are_not_served_without_users(own: Muragat, options: dict[str, object]) -> None:
    with pytest.raises(BadInput, match="it has no users"):
        check(own.archive, Options(**options))  # type: ignore[arg-type]
    app = room(own.archive, **options)
    assert Visitor(app).get("/").status_code == 302
    add_users(own.archive, "admin")
    check(own.archive, Options(**options))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "host", "allowed"),
    [
        ({}, "127.0.0.1:8080", True),
        ({}, "localhost:8080", True),
        ({}, "LOCALHOST", True),
        ({}, "[::1]:8080", True),
        ({}, "evil.example", False),
        ({}, "127.0.0.1.evil.example", False),
        ({}, "evil.example:8080", False),
        ({"trusted_hosts": ("muragat.kz",)}, "muragat.kz", True),
        ({"trusted_hosts": ("muragat.kz",)}, "www.muragat.kz", False),
        ({"host": "192.0.2.7"}, "192.0.2.7:8080", True),
        ({"host": "192.0.2.7"}, "localhost", False),
        ({"host": "0.0.0.0"}, "localhost:8080", True),
        ({"host": "0.0.0.0"}, "evil.example", False),
    ],
)
def test_only_known_names_are_answered(
    own: Muragat, options: dict[str, str], host: str, allowed: bool
) -> None:
    answer = room(own.archive, **options).test_client().get("/login", base_url=HERE, headers={"Host": host})
    assert (answer.status_code != 400) == allowed


@pytest.mark.parametrize(
    "where",
    ["/", "/login", "/nowhere", "/static/base.css", "/items/0001-0001/front/thumbnail", "/api/v1/search"],
)
def test_every_answer_carries_the_policy(own: Muragat, where: str) -> None:
    headers = Visitor(room(own.archive)).get(where).headers
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'" and policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == "'self'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_no_page_has_inline_script_or_style() -> None:
    folder = Path(__file__).parent.parent / "reading_room" / "templates"
    for path in folder.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "style=" not in text and "<style" not in text and "<script" not in text, path.name
        assert not [word for word in text.split() if word.startswith("on") and "=" in word], path.name


def test_a_program_gets_errors_as_json(staffed: Flask) -> None:
    visitor = visitors(staffed, "reader")["reader"]
    cases = [
        (Visitor(staffed).get("/api/v1/search"), 401),
        (visitor.get("/api/v1/items/9999-0001"), 404),
        (visitor.get("/api/v1/search?q=date:2024-13"), 400),
        (visitor.get("/api/v1/search?limit=x"), 400),
        (visitor.get("/api/v1/nothing"), 404),
        (visitor.client.post("/api/v1/search", base_url=HERE), 405),
    ]
    for answer, status in cases:
        assert answer.status_code == status and answer.is_json
        assert answer.get_json()["error"]["what"]
    pointed = cases[2][0].get_json()["error"]
    assert "date:2024-13"[pointed["start"] : pointed["end"]] == "date:2024-13"


def test_a_fault_is_told_without_its_details(own: Muragat) -> None:
    app = room(own.archive)
    with mock.patch("workflows.finding.find", side_effect=RuntimeError("/secret/path")):
        answer = Visitor(app).get("/")
    assert answer.status_code == 500 and "/secret/path" not in answer.text
    assert "A fault in Muragat" in answer.text


@pytest.mark.parametrize(
    "where",
    [
        "/items/..%2F..%2Fusers.json/front/thumbnail",
        "/items/0001-0001/..%2F..%2Fusers/thumbnail",
        "/static/..%2Fapp.py",
        "/static/%2Fetc%2Fpasswd",
        "/static/../app.py",
        "/items/0001-0001/front/../../../users.json",
        "/items/%00/front/thumbnail",
    ],
)
def test_no_path_of_a_request_reaches_the_disk(own: Muragat, where: str) -> None:
    add_users(own.archive, "admin")
    visitor = visitors(room(own.archive), "admin")["admin"]
    answer = visitor.get(where, follow_redirects=True)
    assert answer.status_code in (400, 404) and "argon2" not in answer.text and "Flask" not in answer.text


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_behind_a_proxy_that_nobody_told_of_one_is_not_admin(own: Muragat, header: str) -> None:
    answer = Visitor(room(own.archive)).get("/", headers={header: "192.0.2.1"})
    assert answer.status_code == 302


def test_a_page_that_is_not_there_links_to_no_other_server(own: Muragat) -> None:
    page = (
        Visitor(room(own.archive)).get("/?lang=kk", environ_overrides={"PATH_INFO": "//evil.example/x"}).text
    )
    assert 'href="//' not in page and "/evil.example/x?lang=ru" in page


def ask(port: int, headers: dict[str, str]) -> tuple[int, str]:
    """The status of the first page and its cookies, from a real server."""
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/login", headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers.get("Set-Cookie", "")


def test_the_server_believes_a_proxy_only_when_it_was_told_of_one(own: Muragat) -> None:
    from reading_room.server import make_server

    add_users(own.archive, "reader")
    for told, seen in ((True, ("https", "192.0.2.9")), (False, ("http", "127.0.0.1"))):
        met: list[tuple[str, str]] = []
        app = room(own.archive, tls_proxy=told)
        app.before_request(lambda met=met: met.append((request.scheme, str(request.remote_addr))))
        with mock.patch("reading_room.app.create_app", return_value=app):
            server = make_server(own.archive, Options(port=0, tls_proxy=told))
        headers = {"X-Forwarded-For": "198.51.100.1, 192.0.2.9", "X-Forwarded-Proto": "https"}
        with running(server):
            status, cookies = ask(server.effective_port, headers)
        assert status == 200 and met == [seen]
        assert ("Secure" in cookies) == told


def test_behind_tls_a_form_of_another_site_is_refused(own: Muragat) -> None:
    add_users(own.archive, "reader")
    client = room(own.archive, tls_proxy=True).test_client()
    page = client.get("/login", base_url="https://127.0.0.1").text
    token = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    data = {"login": "reader", "password": PASSWORD, "csrf_token": token}
    for referer, status in (("https://evil.example/", 400), ("https://127.0.0.1/login", 303)):
        answer = client.post("/login", base_url="https://127.0.0.1", data=data, headers={"Referer": referer})
        assert answer.status_code == status
