"""Who is let into the reading room, what they may do there, and what every answer carries."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from flask import Flask, request
from room import HERE, PASSWORD, Visitor, add_users, room, running, visitors
from story import Muragat

from archive import users
from archive.errors import BadInput
from archive.home import open_archive
from archive.users import ROLES
from reading_room.options import Options
from reading_room.roles import LEAST_ROLE
from reading_room.server import check
from reading_room.throttle import LIMITS, WINDOW_SECONDS, Throttle

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


def cookie(answer: object) -> str:
    return next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("muragat="))  # type: ignore[attr-defined]


def test_the_session_is_kept_from_scripts_and_other_sites(staffed: Flask) -> None:
    set_cookie = cookie(Visitor(staffed).enter("reader"))
    assert "HttpOnly" in set_cookie and "SameSite=Lax" in set_cookie and "Secure" not in set_cookie


def test_behind_tls_the_session_goes_over_tls_only(own: Muragat) -> None:
    add_users(own.archive, "reader")
    app = room(own.archive, tls_proxy=True)
    answer = app.test_client().get("/login", base_url="https://127.0.0.1")
    assert "Secure" in cookie(answer)


def test_the_key_of_sessions_and_the_users_are_for_their_owner_alone(staffed: Flask, own: Muragat) -> None:
    for name in ("session.key", "users.json"):
        assert stat.S_IMODE((own.archive / name).stat().st_mode) == 0o600
    again = room(own.archive)
    assert again.secret_key == staffed.secret_key


def test_a_login_begins_a_new_session(staffed: Flask) -> None:
    visitor = Visitor(staffed)
    token = visitor.token()
    with visitor.client.session_transaction(base_url=HERE) as before:
        before["planted"] = "by somebody else"
    visitor.client.post(
        "/login", base_url=HERE, data={"login": "reader", "password": PASSWORD, "csrf_token": token}
    )
    with visitor.client.session_transaction(base_url=HERE) as after:
        assert "planted" not in after and after["login"] == "reader"


def test_a_copied_session_ends_with_the_logout(staffed: Flask) -> None:
    visitor, thief = Visitor(staffed), Visitor(staffed)
    visitor.enter("archivist")
    with visitor.client.session_transaction(base_url=HERE) as session:
        stolen = dict(session)
    with thief.client.session_transaction(base_url=HERE) as session:
        session.update(stolen)
    assert thief.get("/").status_code == 200
    assert visitor.post("/logout", page="/").status_code == 303
    assert visitor.get("/").status_code == thief.get("/").status_code == 302


@pytest.mark.parametrize("change", ["password", "role", "remove"])
def test_a_session_ends_when_the_user_changes(staffed: Flask, own: Muragat, change: str) -> None:
    visitor = visitors(staffed, "archivist")["archivist"]
    archive = open_archive(own.archive, "admin")
    if change == "remove":
        users.remove(archive, "archivist")
    elif change == "role":
        users.change(archive, "archivist", role="reader")
    else:
        users.change(archive, "archivist", password="мүлде басқа құпия")
    assert visitor.get("/").status_code == 302


def test_a_session_ends_after_a_working_day(staffed: Flask) -> None:
    visitor = visitors(staffed, "reader")["reader"]
    with mock.patch("reading_room.security.time.time", return_value=4_102_444_800.0):
        assert visitor.get("/").status_code == 302


def test_logging_out_is_no_link(staffed: Flask) -> None:
    visitor = visitors(staffed, "reader")["reader"]
    assert visitor.get("/logout").status_code == 405
    assert visitor.client.post("/logout", base_url=HERE).status_code == 400
    assert visitor.get("/").status_code == 200


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        ("/?q=a&page=2", "/?q=a&page=2"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_login_leads_nowhere_else(staffed: Flask, wanted: str, where: str) -> None:
    answer = Visitor(staffed).post("/login", login="reader", password=PASSWORD, next=wanted)
    assert answer.headers["Location"] == where


def test_wrong_passwords_are_slowed_down(staffed: Flask) -> None:
    visitor = Visitor(staffed)
    for _ in range(LIMITS["pair"]):
        assert visitor.enter("reader", "wrong").status_code == 401
    answer = visitor.enter("reader")
    assert answer.status_code == 429 and int(answer.headers["Retry-After"]) > 0
    assert visitor.enter("archivist").status_code == 303


def test_an_unknown_login_says_the_same_as_a_wrong_password(staffed: Flask) -> None:
    answers = [Visitor(staffed).enter(login, "wrong") for login in ("reader", "nobody-of-that-name")]
    assert [one.status_code for one in answers] == [401, 401]
    for one in answers:
        assert "Login or password is wrong." in one.text


def test_the_throttle_forgets_and_counts_apart() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])
    for _ in range(LIMITS["pair"]):
        throttle.failed("a", "1")
    assert throttle.wait("a", "1") > 0 and throttle.wait("b", "1") == throttle.wait("a", "2") == 0
    for number in range(LIMITS["address"]):
        throttle.failed(f"x{number}", "1")
    assert throttle.wait("new", "1") > 0 and throttle.wait("new", "2") == 0
    now[0] = WINDOW_SECONDS + 1.0
    assert throttle.wait("a", "1") == throttle.wait("new", "1") == 0


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


def test_users_from_the_command_line(own: Muragat, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.StringIO("құпия сөздер\n"))
    made = own.json("user", "add", "gulnara", "--role", "archivist", "--name", "Сейілова Гүлнар")
    assert made["role"] == "archivist" and "password" not in made
    monkeypatch.setattr(sys, "stdin", io.StringIO("қысқа\n"))
    own.run("user", "add", "aset", code=2)
    assert [one["login"] for one in own.json("user", "list")["users"]] == ["gulnara"]
    assert users.proved(own.archive, "gulnara", "құпия сөздер") is not None
    assert users.proved(own.archive, "gulnara", "құпия") is None
    monkeypatch.setattr(sys, "stdin", io.StringIO("басқа сөздер\n"))
    own.run("user", "password", "gulnara")
    assert users.proved(own.archive, "gulnara", "құпия сөздер") is None
    own.run("user", "role", "gulnara", "admin")
    own.run("user", "remove", "gulnara")
    own.run("user", "remove", "gulnara", code=3)
    history = own.run("history").stdout
    for action in ("user add", "user password", "user role", "user remove"):
        assert action in history
    assert "argon2" not in history and "argon2" not in json.dumps(own.json("history"))


def test_passwords_do_not_leave_with_a_backup(own: Muragat, tmp_path: Path) -> None:
    import zipfile

    add_users(own.archive, "admin")
    own.run("backup", tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as packed:
        assert not [name for name in packed.namelist() if "users.json" in name or "session.key" in name]
        assert not [name for name in packed.namelist() if b"argon2" in packed.read(name)]


def test_damaged_users_let_nobody_in(own: Muragat) -> None:
    (own.archive / "users.json").write_text("{")
    assert Visitor(room(own.archive)).get("/").status_code == 500


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
