"""An archivist decides: one key each, many at once, or a program for her."""

from __future__ import annotations

import fcntl
import io
import json
import os
import pty
import re
import select as ready
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from describing_world import add_item, archive_in
from story import ROOT, Muragat

from archive import events, items, persons, suggestions
from archive.home import Archive
from archive.model import Event, Evidence, Suggestion
from archive.review import Choice, Pending
from archive.review_fields import dated
from commands.review_walk import walk
from language import names

SENTENCE = "Көктерек, 1958 жылы түсірілген."


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """Three photographs of an event with one person on each; the first has two dates and a bare name."""
    made = archive_in(tmp_path)
    with made.catalogue.writing("айгүл") as transaction:
        persons.create(transaction, names.parse("Сейілова Гүлнар Мәжитқызы"))
        persons.create(transaction, names.parse("Тәжібеков Ерлан Нұрғалиұлы"))
        event = events.create(transaction, Event("new", {"kk": "Көрме"}))
        for number in (1, 2, 3):
            item = add_item(transaction, number, ["Көктерек, 1958 жылы"], ["P00001"])
            items.change(transaction, item.id, {"event_id": event.id})
        items.change(transaction, "0001-0001", items.when_row(dated("1958", "caption")))
        evidence = Evidence("caption", "1958 жылы", 10, 19, SENTENCE)
        for field, value, trust in (
            ("date", "1958", 0.8),
            ("date", "2009", 0.95),
            ("person", "Тәжібеков", 0.5),
        ):
            one = Suggestion("item:0001-0001", field, value, evidence, trust)
            suggestions.add(transaction, [one])
    return made


@pytest.fixture
def muragat(archive: Archive) -> Muragat:
    return Muragat(archive.folder)


class Answers:
    """A desk at which a test sits: it presses keys and remembers what it was shown."""

    def __init__(self, keys: Sequence[str], lines: Sequence[str] = ()) -> None:
        self.keys, self.lines = list(keys), list(lines)
        self.seen: list[str] = []
        self.said: list[str] = []
        self.opened: list[str] = []

    def show(self, one: Pending, choices: Sequence[Choice], number: int, total: int) -> None:
        self.seen.append(f"{number}/{total} {one.key}")

    def say(self, text: str) -> None:
        self.said.append(text)

    def key(self, prompt: str) -> str:
        if not self.keys:
            raise EOFError
        pressed = self.keys.pop(0)
        if pressed == "^C":
            raise KeyboardInterrupt
        return pressed

    def line(self, prompt: str, now: str) -> str | None:
        return self.lines.pop(0)

    def open(self, path: str) -> None:
        self.opened.append(path)


def sit(archive: Archive, *keys: str, lines: Sequence[str] = (), **asked: str) -> Answers:
    desk = Answers(keys, lines)
    walk(archive, asked, desk)  # type: ignore[arg-type]
    return desk


def waiting(muragat: Muragat, *asked: str) -> list[str]:
    return [one["key"] for one in muragat.json("review", *asked)["pending"]]


def test_what_is_decided_stays_decided_and_what_is_skipped_comes_again(
    archive: Archive, muragat: Muragat
) -> None:
    first = sit(archive, "a", "s", "q")
    assert first.seen == ["1/6 suggestion:1", "3/6 depiction:0001-0001:P00001", "4/6 suggestion:3"]
    assert "4 left" in first.said[-1]
    assert sit(archive, "q").seen == ["1/4 depiction:0001-0001:P00001"]
    assert muragat.json("show", "0001-0001")["date"]["edtf"] == "1958"


def test_a_walk_to_the_end_offers_to_mark_each_item(archive: Archive, muragat: Muragat) -> None:
    sit(archive, "r", "s", "a", "1", item="0001-0001")
    assert waiting(muragat, "--item", "0001-0001") == ["suggestion:2"]
    desk = sit(archive, "e", "y", lines=["1957~"], item="0001-0001")
    item = muragat.json("show", "0001-0001")
    assert (item["date"]["edtf"], item["reviewed"]) == ("1957~", True)
    assert "0 left" in desk.said[-1]
    assert muragat.json("search", "is:reviewed")["total"] == 1
    assert {one["status"] for one in item["persons"]} == {"confirmed"}


def test_the_last_decision_is_taken_back(archive: Archive, muragat: Muragat) -> None:
    desk = sit(archive, "r", "u", "u", "q")
    assert desk.seen[0][4:] == desk.seen[2][4:] == "suggestion:1"
    assert any("Nothing was decided here yet" in said for said in desk.said)
    assert muragat.json("show", "0001-0001")["date"]["edtf"] == "1958"
    assert len(waiting(muragat)) == 6


def test_all_like_this_are_decided_together_and_taken_back_together(
    archive: Archive, muragat: Muragat
) -> None:
    sit(archive, "A", "e", "q", person="P00001")
    assert waiting(muragat, "--person", "P00001") == []
    muragat.run("undo", "--actor", "айгүл")
    assert len(waiting(muragat, "--person", "P00001")) == 3
    sit(archive, "R", "x", "R", "e", "q", person="Сейілова Гүлнар")
    assert muragat.json("search", "person:Сейілова")["total"] == 0


def test_what_somebody_else_decided_meanwhile_is_left_alone(archive: Archive, muragat: Muragat) -> None:
    class Slow(Answers):
        def key(self, prompt: str) -> str:
            if self.keys == ["a", "q"]:
                muragat.run("review", "--decide", "depiction:0001-0002:P00001=reject")
            return super().key(prompt)

    desk = Slow(["a", "q"])
    walk(archive, {"item": "0001-0002"}, desk)
    assert any("meanwhile" in said for said in desk.said)
    assert muragat.json("show", "0001-0002")["persons"] == []


def test_ctrl_c_leaves_what_is_decided_and_makes_it_findable(archive: Archive, muragat: Muragat) -> None:
    with pytest.raises(KeyboardInterrupt):
        sit(archive, "r", "^C", person="P00001")
    assert len(waiting(muragat, "--person", "P00001")) == 2
    assert muragat.json("search", "person:Сейілова")["total"] == 2


def test_a_new_record_is_made_once_for_all_of_its_name(archive: Archive, muragat: Muragat) -> None:
    with archive.catalogue.writing("айгүл") as transaction:
        for number in (2, 3):
            one = Suggestion(f"item:0001-{number:04}", "person", "Әлиев", Evidence("caption", "Әлиев"), 0.5)
            suggestions.add(transaction, [one])
    sit(archive, "A", "e", "q", person="Әлиев")
    found = muragat.json("person", "list", "Әлиев")["persons"]
    assert len(found) == 1
    assert muragat.json("person", "show", found[0]["id"])["items"] == ["0001-0002", "0001-0003"]


def test_pictures_are_opened_and_faults_are_said(archive: Archive) -> None:
    desk = sit(archive, "o", "?", "e", "z", "q", lines=["2023-02-30"])
    assert desk.opened[0].endswith("accessions/0001/data/1.jpg")
    assert len(desk.seen) == 1
    assert any("2023-02-30" in said for said in desk.said)


def test_without_a_terminal_it_says_what_to_do(muragat: Muragat) -> None:
    done = muragat.run("review", code=2)
    assert "--accept-all" in done.stderr
    assert "--json" in done.stderr


def test_many_are_decided_above_a_confidence(muragat: Muragat) -> None:
    asked = ("review", "--above", "0.6", "--accept-all")
    plan = muragat.json(*asked, "--dry-run")
    assert (len(plan["would_accept"]), len(plan["left"])) == (3, 2)
    assert len(waiting(muragat)) == 6
    done = muragat.json(*asked, "--mark-reviewed")
    assert (done["accepted"], done["reviewed"]) == (3, ["0001-0002", "0001-0003"])
    assert "Left to you: 2" in muragat.run(*asked).stdout
    rejected = muragat.run("review", "--field", "date", "--reject-all")
    assert rejected.stdout.startswith("2 rejected.")
    assert muragat.json("show", "0001-0001")["date"] is None


def test_a_program_decides_by_key(muragat: Muragat) -> None:
    lines = [
        {"key": "depiction:0001-0002:P00001", "decision": "reject"},
        {"key": "suggestion:3", "value": "P00002"},
    ]
    with mock.patch("sys.stdin", io.StringIO("\n".join(map(json.dumps, lines)) + "\n")):
        done = muragat.json("review", "--decide", "suggestion:1=1957", "--decide", "-")
    assert (done["changed"], done["rejected"], done["failed"]) == (2, 1, [])
    item = muragat.json("show", "0001-0001")
    assert item["date"]["edtf"] == "1957"
    assert ("P00002", "confirmed") in {(one["id"], one["status"]) for one in item["persons"]}
    failed = muragat.json("review", "--decide", "suggestion:99=accept", code=4)
    assert failed["failed"][0]["key"] == "suggestion:99"


@pytest.mark.parametrize("bad", ["x", "suggestion:1=", "suggestion:1"])
def test_a_decision_that_is_none_is_refused(muragat: Muragat, bad: str) -> None:
    assert "KEY=accept" in muragat.run("review", "--decide", bad, code=2).stderr


@pytest.mark.parametrize(
    "bad", ["nonsense", "[]", '{"key": "suggestion:1"}', '{"key": "x", "decision": "maybe"}']
)
def test_a_line_that_is_no_decision_is_refused(muragat: Muragat, bad: str) -> None:
    with mock.patch("sys.stdin", io.StringIO(bad + "\n")):
        assert "Line 1" in muragat.run("review", "--decide", "-", code=2).stderr
    assert len(waiting(muragat)) == 6


def test_options_that_exclude_each_other_are_refused(muragat: Muragat) -> None:
    muragat.run("review", "--dry-run", code=2)
    muragat.run("review", "--accept-all", "--decide", "suggestion:1=accept", code=2)
    muragat.run("review", "--above", "2", code=2)


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Screen:
    """A real terminal around one command."""

    def __init__(self, muragat: Muragat, *arguments: str) -> None:
        self.held, held = pty.openpty()
        environment = {**muragat.variables(), "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
        environment |= {"LC_ALL": "C.UTF-8", "COLUMNS": "100"}
        command = [sys.executable, str(ROOT / "cli.py"), *arguments]
        # The terminal controls a session of its own, so that Ctrl-C reaches the command.
        self.process = subprocess.Popen(
            command,
            stdin=held,
            stdout=held,
            stderr=held,
            env=environment,
            start_new_session=True,
            preexec_fn=_take_terminal,
        )
        os.close(held)
        self.text, self.at = "", 0

    def wait_for(self, words: str) -> str:
        """Read until the words are on the screen; what came up to them, since the last words waited for."""
        begin, until = self.at, time.monotonic() + 30
        while words not in self.text[begin:]:
            assert time.monotonic() < until, f"{words!r} did not come:\n{self.text[begin:]}"
            if ready.select([self.held], [], [], 1)[0]:
                self.text += self._read()
        self.at = self.text.index(words, begin) + len(words)
        return self.text[begin : self.at]

    def _read(self) -> str:
        try:
            return os.read(self.held, 65536).decode("utf-8", "replace")
        except OSError as error:
            raise AssertionError(f"the command ended:\n{self.text}") from error

    def press(self, keys: str) -> None:
        os.write(self.held, keys.encode())

    def ended(self) -> int:
        with pytest.raises(AssertionError, match="the command ended"):
            self.wait_for("\0")
        return self.process.wait(60)


@contextmanager
def screen(muragat: Muragat, *arguments: str) -> Iterator[Screen]:
    made = Screen(muragat, *arguments)
    try:
        yield made
    finally:
        if made.process.poll() is None:
            made.process.kill()
            made.process.wait()
        os.close(made.held)


def test_on_a_real_terminal_one_key_decides(muragat: Muragat) -> None:
    with screen(muragat, "review") as shown:
        first = shown.wait_for("(?)")
        assert "1 of 6" in first
        assert "80% sure" in first
        assert "2009" in first
        assert re.search("\x1b\\[1m1958 жылы\x1b\\[0m түсірілген", first)
        shown.press("e")
        shown.wait_for("nothing leaves it")
        shown.press("1957 жыл\n")
        assert "Сейілова" in shown.wait_for("(?)")
        # The key of «r» on a Kazakh keyboard; an arrow does nothing.
        shown.press("\x1b[Aк")
        assert "(1)  Тәжібеков Ерлан" in shown.wait_for("(?)")
        shown.press("q")
        assert "Decided 2 suggestions" in shown.wait_for("left.")
        assert shown.ended() == 0
    assert muragat.json("show", "0001-0001")["date"]["edtf"] == "1957"


def test_ctrl_c_on_a_real_terminal_ends_it_with_what_is_decided(muragat: Muragat) -> None:
    with screen(muragat, "review", "--person", "P00001") as shown:
        shown.wait_for("(?)")
        shown.press("a")
        shown.wait_for("2 of 3")
        shown.wait_for("(?)")
        shown.press("\x03")
        shown.wait_for("Decided 1 suggestion")
        assert shown.ended() == 130
    assert len(waiting(muragat, "--person", "P00001")) == 2
