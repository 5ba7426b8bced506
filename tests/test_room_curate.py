"""Exhibitions in the browser: choose, order, write labels, export in the background; rights are kept."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from room import HERE, Visitor, add_users, room, visitors
from room_forms import form
from room_works import sum_up, wait_for
from story import Muragat
from werkzeug.test import TestResponse

from archive.errors import BadInput, MuragatError, NotFound
from reading_room.apart import Apart
from reading_room.jobs import Job, Jobs

ITEMS = ["0001-0001", "0001-0003", "0001-0005"]


@pytest.fixture
def app(own: Muragat) -> Iterator[Flask]:
    own.run("edit", "0001-0004", "--rights", "closed")
    add_users(own.archive, "reader", "archivist", "admin")
    yield room(own.archive)


@pytest.fixture
def people(app: Flask) -> dict[str, Visitor]:
    return visitors(app, "reader", "archivist", "admin")


def send(visitor: Visitor, address: str, **data: Any) -> TestResponse:
    values = {**data, "csrf_token": visitor.token("/")}
    return visitor.client.post(address, base_url=HERE, headers=visitor.headers, data=values, buffered=True)


def made(visitor: Visitor, *items: str) -> str:
    """The address of a new exhibition of these items."""
    titles = {"title:kk": "Көне суреттер", "title:ru": "Старое"}
    answer = send(visitor, "/exhibitions/new", **titles, item=list(items))
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def order(visitor: Visitor, address: str) -> list[str]:
    return re.findall(r'data-item="([^"]+)"', visitor.get(address).text)


def test_items_of_a_grid_go_into_an_exhibition(people: dict[str, Visitor], own: Muragat) -> None:
    archivist = people["archivist"]
    assert 'name="item"' in archivist.get("/").text and 'name="item"' not in people["reader"].get("/").text
    chosen = send(archivist, "/exhibitions/choose", item=["0001-0001", "0001-0003"], back="/?q=x")
    assert "2 items are chosen" in chosen.text and 'href="/?q=x"' in chosen.text
    values = form(chosen.text, "/exhibitions/new")
    values["title:kk"] = "Көне суреттер"
    answer = archivist.client.post("/exhibitions/new", base_url=HERE, headers=archivist.headers, data=values)
    assert answer.headers["Location"] == "/exhibitions/kone-suretter"
    send(archivist, "/exhibitions/add", slug="kone-suretter", item=["0001-0003", "0001-0005"])
    assert order(archivist, "/exhibitions/kone-suretter") == ITEMS
    [one] = own.json("exhibit", "list")["exhibitions"]
    assert one["titles"] == {"kk": "Көне суреттер"}
    assert "kone-suretter-2" in made(archivist)


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/\\evil", "javascript:alert(1)"])
def test_one_goes_back_within_this_server_only(people: dict[str, Visitor], back: str) -> None:
    chosen = send(people["archivist"], "/exhibitions/choose", item=ITEMS, back=back).text
    assert "evil" not in chosen and "javascript" not in chosen


def test_works_are_ordered_in_steps_and_by_place(people: dict[str, Visitor], own: Muragat) -> None:
    archivist = people["archivist"]
    address = made(archivist, *ITEMS)
    one, three, five = ITEMS
    for do, expected in [
        (f"down {one}", [three, one, five]),
        (f"up {five}", [three, five, one]),
        (f"up {three}", [three, five, one]),
        (f"down {one}", [three, five, one]),
    ]:
        assert send(archivist, f"{address}/arrange", do=do).status_code == 302
        assert order(archivist, address) == expected
    send(archivist, f"{address}/arrange", item=one, before=three, section="")
    assert order(archivist, address) == [one, three, five]
    send(archivist, f"{address}/arrange", item=one, before="", section="")
    assert order(archivist, address) == [three, five, one]
    send(archivist, f"{address}/section", **{"title:kk": "Бастау", "text:kk": "Алғашқы жылдар"})
    send(archivist, f"{address}/arrange", item=three, before="", section="bastau")
    assert order(archivist, address) == [five, one, three]
    send(archivist, f"{address}/arrange", item=five, before=three, section="bastau")
    assert order(archivist, address) == [one, five, three]
    send(archivist, f"{address}/arrange", do=f"remove {five}")
    assert order(archivist, address) == [one, three]
    assert "Алғашқы жылдар" in archivist.get(address).text
    send(archivist, f"{address}/section", key="bastau", do="drop")
    assert own.json("exhibit", "show", "kone-suretter")["sections"] == []
    assert send(archivist, f"{address}/arrange", do="up 0001-0002").status_code == 404


def test_labels_of_two_curators_do_not_overwrite_each_other(people: dict[str, Visitor], own: Muragat) -> None:
    first, second = people["archivist"], people["admin"]
    address = made(first, *ITEMS)
    values: dict[str, Any] = {"item": ITEMS[0], "was:kk": "", "was:ru": "", "was:en": ""}
    send(first, f"{address}/label", **values, **{"label:kk": "Бірінші", "label:ru": "", "label:en": ""})
    answer = send(second, f"{address}/label", **values, **{"label:kk": "Екінші", "label:ru": "Второй"})
    page = second.get(answer.headers["Location"]).text
    assert "Бірінші" in page and "Екінші" in page
    [entry, *_] = own.json("exhibit", "show", "kone-suretter")["entries"]
    assert entry["labels"] == {"kk": "Бірінші"}
    send(
        second,
        f"{address}/label",
        **{**values, "was:kk": "Бірінші", "label:kk": "Екінші", "label:ru": "Второй"},
    )
    [entry, *_] = own.json("exhibit", "show", "kone-suretter")["entries"]
    assert entry["labels"] == {"kk": "Екінші", "ru": "Второй"}


def test_an_exhibition_is_described_in_three_languages(people: dict[str, Visitor], own: Muragat) -> None:
    address = made(people["archivist"], *ITEMS)
    values = {
        "title:kk": "",
        "title:ru": "Старые снимки",
        "title:en": "Old pictures",
        "introduction:en": "Come in",
        "opens": "2026-05-01",
        "closes": "2026-06-01",
        "credit": "Мұражай",
    }
    assert send(people["archivist"], f"{address}/describe", **values).status_code == 302
    one = own.json("exhibit", "show", "kone-suretter")
    assert one["titles"] == {"ru": "Старые снимки", "en": "Old pictures"} and one["credit"] == "Мұражай"
    wrong = send(people["archivist"], f"{address}/describe", **{**values, "opens": "2026-07-01"})
    assert wrong.status_code == 400
    assert "Come in" in people["reader"].get(address).text


def test_what_a_reader_may_not_see_hangs_unseen(people: dict[str, Visitor]) -> None:
    address = made(people["archivist"], "0001-0001", "0001-0004")
    reader, archivist = people["reader"].get(address).text, people["archivist"].get(address).text
    assert "0001-0004" in archivist and "Access is restricted" in archivist
    assert "0001-0004" not in reader and "Көне суреттер сөйлейді» көрмесінің" not in reader
    assert "1 item" in people["reader"].get("/exhibitions").text
    for change in ("arrange", "label", "describe", "section", "export"):
        assert send(people["reader"], f"{address}/{change}").status_code == 403
    assert (
        send(people["reader"], "/exhibitions/add", slug="kone-suretter", item=["0001-0004"]).status_code
        == 403
    )


def finished(visitor: Visitor, address: str) -> str:
    for _ in range(900):
        if visitor.get(f"{address}/state").json["over"]:
            return visitor.get(address).text
        time.sleep(0.1)
    raise AssertionError("the job did not end")


def test_an_export_runs_in_the_background_and_is_downloaded(people: dict[str, Visitor], own: Muragat) -> None:
    archivist = people["archivist"]
    address = made(archivist, "0001-0001", "0001-0004")
    answer = send(archivist, f"{address}/export", part=["images", "gallery", "report"], print_cm="20,5")
    job = answer.headers["Location"]
    page = finished(archivist, job)
    assert "The package holds 1 work" in page and "1 item was left out" in page
    packed = archivist.get(f"{job}/package")
    assert (packed.status_code, packed.mimetype) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(packed.data)) as package:
        assert package.testzip() is None
        names = package.namelist()
    assert "kone-suretter/gallery/index.html" in names and "kone-suretter/bagit.txt" in names
    assert any("0001-0001" in name for name in names) and not any("0001-0004" in name for name in names)
    part = archivist.get(f"{job}/package", headers={"Range": "bytes=0-99"})
    assert (part.status_code, len(part.data)) == (206, 100)
    for stranger, code in (("reader", 403), ("nobody", 302)):
        assert people[stranger].get(f"{job}/package").status_code == code
    assert people["admin"].get(f"{job}/package").status_code == 200
    assert send(people["admin"], f"{address}/export", part=["report"]).status_code == 302
    mine = re.findall(r'href="(/work/\d[^"]+)"', people["archivist"].get("/work").text)
    assert mine == [job]


@pytest.mark.parametrize("job_id", ["../../muragat", "20260101-000000-000000000000", "%2e%2e", "x"])
def test_no_job_leads_elsewhere(people: dict[str, Visitor], job_id: str) -> None:
    for end in ("", "/package", "/state"):
        assert people["admin"].get(f"/work/{job_id}{end}").status_code == 404


# Jobs by themselves


def over(jobs: Jobs, job: Job) -> Job:
    for _ in range(1500):
        if jobs.job(job.id).is_over:
            return jobs.job(job.id)
        time.sleep(0.02)
    raise AssertionError(jobs.job(job.id))


def until(jobs: Jobs, job: Job, stage: str) -> None:
    for _ in range(1500):
        if jobs.job(job.id).stage == stage:
            return
        time.sleep(0.02)
    raise AssertionError(jobs.job(job.id))


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return Jobs(tmp_path / "jobs", {"sum": sum_up, "wait": wait_for})


def test_work_is_done_apart_and_its_errors_are_told(jobs: Jobs) -> None:
    done = over(jobs, jobs.begin("sum", "Sum", "aigul", {"numbers": [1, 2, 3]}))
    assert (done.state, done.result, done.by) == ("done", {"sum": 6}, "aigul")
    failed = over(jobs, jobs.begin("sum", "Sum", "aigul", {"numbers": [-1]}))
    assert (failed.state, failed.what, failed.todo) == ("failed", "One number is below zero.", "Take it out.")
    fault = over(jobs, jobs.begin("sum", "Sum", "aigul", {"numbers": ["a"]}))
    assert fault.state == "failed" and "TypeError" in fault.what


def test_of_two_at_once_the_second_waits(jobs: Jobs, tmp_path: Path) -> None:
    first = jobs.begin("wait", "1", "a", {"file": str(tmp_path / "go")})
    until(jobs, first, "waiting")
    second = jobs.begin("wait", "2", "a", {"file": str(tmp_path / "go")})
    assert jobs.job(second.id).state == "waiting" and jobs.ahead(second) == 1
    (tmp_path / "go").touch()
    assert [over(jobs, one).state for one in (first, second)] == ["done", "done"]


def test_a_job_is_stopped_and_begun_again(jobs: Jobs, tmp_path: Path) -> None:
    job = jobs.begin("wait", "1", "a", {"file": str(tmp_path / "go")})
    until(jobs, job, "waiting")
    assert jobs.stop(job.id).state == "stopped"
    (tmp_path / "go").touch()
    jobs.again(job.id)
    assert over(jobs, job).state == "done"
    with pytest.raises(BadInput):
        jobs.again(job.id)


def test_a_restart_says_what_was_interrupted(jobs: Jobs, tmp_path: Path) -> None:
    job = jobs.begin("wait", "1", "a", {"file": str(tmp_path / "go")})
    until(jobs, job, "waiting")
    later = Jobs(tmp_path / "jobs", {"wait": wait_for})
    assert later.job(job.id).state == "interrupted"
    (tmp_path / "go").touch()
    later.again(job.id)
    assert over(later, job).state == "done"
    assert json.loads((later.place(job.id) / "job.json").read_text())["state"] == "done"


def test_a_killed_process_is_told(tmp_path: Path) -> None:
    apart = Apart(wait_for, {"file": str(tmp_path / "never")})
    with pytest.raises(MuragatError, match="ended before"):
        apart.run(lambda *_: apart.stop())


def test_no_id_of_a_job_is_a_path(jobs: Jobs) -> None:
    for job_id in ("..", "../x", "/etc", ""):
        with pytest.raises(NotFound):
            jobs.place(job_id)
