"""Logging in and out of the reading room: users, passwords, and how long a session lives."""

from __future__ import annotations

import io
import json
import stat
import sys
import zipfile
from pathlib import Path
from unittest import mock

import pytest
from flask import Flask
from room import HERE, PASSWORD, Visitor, add_users, room, visitors
from story import Muragat

from archive import users
from archive.home import open_archive
from archive.users import ROLES
from reading_room.throttle import LIMITS, WINDOW_SECONDS, Throttle


@pytest.fixture
def staffed(own: Muragat) -> Flask:
    add_users(own.archive, *ROLES)
    return room(own.archive)


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


def test_users_from_the_command_line(own: Muragat, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("құпия сөздер\n"))
    made = own.json("user", "add", "gulnara", "--role", "archivist", "--name", "Сейілова Гүлнар")
    assert made["role"] == "archivist" and "password" not in made
    monkeypatch.setattr(sys, "stdin", io.StringIO("қысқа\n"))
    own.run("user", "add", "aset", code=2)
    assert [one["login"] for one in own.json("user", "list")["users"]] == ["gulnara"]
    assert users.proved(own.archive, "gulnara", "құпия сөздер") is not None
    assert users.proved(own.archive, "gulnara", "құпия") is None
    monkeypatch.setattr(sys, "stdin", io.StringIO("басқа сөздер\n"))
    assert own.json("user", "password", "gulnara") == made
    assert users.proved(own.archive, "gulnara", "құпия сөздер") is None
    assert own.json("user", "role", "gulnara", "admin") == made | {"role": "admin"}
    assert own.json("user", "remove", "gulnara")["login"] == "gulnara"
    own.run("user", "remove", "gulnara", code=3)
    history = own.run("history").stdout
    for action in ("user add", "user password", "user role", "user remove"):
        assert action in history
    assert "argon2" not in history and "argon2" not in json.dumps(own.json("history"))


def test_passwords_do_not_leave_with_a_backup(own: Muragat, tmp_path: Path) -> None:
    add_users(own.archive, "admin")
    own.run("backup", tmp_path / "backup.zip")
    with zipfile.ZipFile(tmp_path / "backup.zip") as packed:
        assert not [name for name in packed.namelist() if "users.json" in name or "session.key" in name]
        assert not [name for name in packed.namelist() if b"argon2" in packed.read(name)]


def test_damaged_users_let_nobody_in(own: Muragat) -> None:
    (own.archive / "users.json").write_text("{")
    assert Visitor(room(own.archive)).get("/").status_code == 500
