"""Correcting in the browser: what is typed becomes history under a name, and two at once lose nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from room import HERE, Visitor, add_users, room, visitors
from room_forms import form as form_to
from story import Muragat
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from reading_room import correction
from reading_room.correction import Both, compare, id_in, plain, read
from reading_room.correction import correction as to_do

ITEM = "0001-0003"
CORRECT = f"/items/{ITEM}/correct"
CAPTION = "text:caption:front:1"


@pytest.fixture
def app(own: Muragat) -> Iterator[Flask]:
    add_users(own.archive, "reader", "archivist", "admin")
    yield room(own.archive)


@pytest.fixture
def people(app: Flask) -> dict[str, Visitor]:
    return visitors(app, "reader", "archivist", "admin")


def form(page: str) -> MultiDict[str, str]:
    """The main form of a page as a browser would send it, unchanged."""
    return form_to(page, "/correct")


def send(
    visitor: Visitor, sent: MultiDict[str, str], address: str = f"/items/{ITEM}/correct"
) -> TestResponse:
    return visitor.client.post(address, base_url=HERE, headers=visitor.headers, data=sent, buffered=True)


def opened(visitor: Visitor, item: str = ITEM) -> MultiDict[str, str]:
    answer = visitor.get(f"/items/{item}/correct")
    assert answer.status_code == 200, answer.text
    return form(answer.text)


def changed(sent: MultiDict[str, str], **values: str | list[str]) -> MultiDict[str, str]:
    for name, value in values.items():
        sent.setlist(name, value if isinstance(value, list) else [value])
    return sent


def shown(own: Muragat, item: str = ITEM) -> Any:
    return own.json("show", item)


def test_a_form_that_is_sent_unchanged_changes_nothing(people: dict[str, Visitor], own: Muragat) -> None:
    for item in ("0001-0001", ITEM, "0001-0005", "0001-0006"):
        before = own.json("history", item)
        answer = send(people["archivist"], opened(people["archivist"], item), f"/items/{item}/correct")
        assert answer.status_code == 302, answer.text
        assert own.json("history", item) == before


def test_a_corrected_caption_is_found_and_stands_under_the_name(
    people: dict[str, Visitor], own: Muragat
) -> None:
    sent = opened(people["archivist"])
    assert sent.getlist(CAPTION)[0].startswith("№2 мектеп")
    answer = send(people["archivist"], changed(sent, **{CAPTION: ["Қызғалдақ мерекесі", "Екінші жол", ""]}))
    assert answer.status_code == 302
    assert shown(own)["caption"] == "Қызғалдақ мерекесі\nЕкінші жол"
    assert [hit["id"] for hit in own.json("search", "қызғалдақтың")["hits"]] == [ITEM]
    assert own.json("history", ITEM)["changes"][-1]["actor"] == "archivist"


def test_a_record_is_corrected_field_by_field(people: dict[str, Visitor], own: Muragat) -> None:
    sent = changed(
        opened(people["archivist"]),
        title="Мектеп алдында",
        date="1958 жылдың жазы",
        place="Көктерек ауылы",
        author="Ыдырысов Б.",
        reference="12/1/45",
        access="staff",
        publish="no",
        holder="Мұражай",
        permission_until="2031-01-01",
        unidentified="3",
        reviewed=["no", "yes"],
    )
    assert send(people["archivist"], sent).status_code == 302
    item = shown(own)
    assert (item["title"], item["author"], item["reference"]) == ("Мектеп алдында", "Ыдырысов Б.", "12/1/45")
    assert (item["date"]["edtf"], item["date"]["basis"], item["unidentified"]) == ("1958-22", "staff", 3)
    assert item["rights"]["access"] == "staff" and not item["rights"]["publish"]
    assert item["reviewed"] and item["place"] == "Көктерек ауылы"


def test_persons_are_confirmed_rejected_placed_and_added(people: dict[str, Visitor], own: Muragat) -> None:
    [known] = shown(own)["persons"]
    key = f"person:{known['id']}"
    values = {
        f"{key}:status": "confirmed",
        f"{key}:position": "оң жақ шетте",
        f"{key}:certainty": "probable",
        "add-person": ["Сейілова Гүлнар Мәжитқызы", "Жаңабаев Асқар Серікұлы"],
        "add-position": ["ортада", ""],
        "add-certainty": ["", "possible"],
    }
    assert send(people["archivist"], changed(opened(people["archivist"]), **values)).status_code == 302
    found = {one["name"]: one for one in shown(own)["persons"]}
    assert len(found) == 3 and all(one["status"] == "confirmed" for one in found.values())
    assert found[known["name"]]["position"] == "оң жақ шетте"
    assert found[known["name"]]["certainty"] == "probable"
    assert found["Сейілова Гүлнар Мәжитқызы"]["position"] == "ортада"
    assert found["Жаңабаев Асқар Серікұлы"]["certainty"] == "possible"
    sent = changed(opened(people["archivist"]), **{f"{key}:status": "rejected"})
    assert send(people["archivist"], sent).status_code == 302
    assert known["id"] not in [one["id"] for one in shown(own)["persons"]]


def test_what_cannot_be_is_told_and_nothing_typed_is_lost(people: dict[str, Visitor], own: Muragat) -> None:
    before = shown(own)
    sent = changed(opened(people["archivist"]), title="Жаңа атау", date="сол күні", place="Алматы")
    answer = send(people["archivist"], sent)
    assert answer.status_code == 400 and "сол күні" in answer.text and "not understood" in answer.text
    again = form(answer.text)
    assert (again["title"], again["date"], again["place"]) == ("Жаңа атау", "сол күні", "Алматы")
    assert shown(own) == before
    assert send(people["archivist"], changed(again, date="2001")).status_code == 302
    assert shown(own)["title"] == "Жаңа атау"


def test_the_second_of_two_sees_both_and_chooses(people: dict[str, Visitor], own: Muragat) -> None:
    first, second = opened(people["archivist"]), opened(people["admin"])
    assert send(people["archivist"], changed(first, title="Бірінші", place="Ақтөбе")).status_code == 302
    second = changed(second, title="Екінші", author="Омаров", **{CAPTION: ["Менің сөзім"]})
    answer = send(people["admin"], second)
    assert answer.status_code == 409
    for said in ("archivist", "Бірінші", "Екінші", "Ақтөбе", "Менің сөзім", "Омаров"):
        assert said in answer.text
    assert shown(own)["title"] == "Бірінші"
    both = form(answer.text)
    # Nothing is chosen for them where both changed the same; what only the other changed stays theirs.
    assert "choose:title" not in both and both["choose:place"] == "theirs"
    assert send(people["admin"], both).status_code == 409
    assert shown(own)["title"] == "Бірінші"
    assert send(people["admin"], changed(both, **{"choose:title": "mine"})).status_code == 302
    item = shown(own)
    assert (item["title"], item["place"], item["author"]) == ("Екінші", "Ақтөбе", "Омаров")
    assert item["caption"] == "Менің сөзім"
    told = [(one["actor"], one["after"].get("title")) for one in own.json("history", ITEM)["changes"] if
            isinstance(one["after"], dict) and "title" in one["after"]]  # fmt: skip
    assert told[-2:] == [("archivist", "Бірінші"), ("admin", "Екінші")]


def test_their_word_may_stay_and_a_third_is_told_again(people: dict[str, Visitor], own: Muragat) -> None:
    first, second = opened(people["archivist"]), opened(people["admin"])
    send(people["archivist"], changed(first, title="Бірінші"))
    both = form(send(people["admin"], changed(second, title="Екінші", author="Омаров")).text)
    own.run("edit", ITEM, "--title", "Үшінші")
    answer = send(people["admin"], changed(both, **{"choose:title": "mine"}))
    assert answer.status_code == 409 and "Үшінші" in answer.text and "Екінші" in answer.text
    again = changed(form(answer.text), **{"choose:title": "theirs"})
    assert send(people["admin"], again).status_code == 302
    assert (shown(own)["title"], shown(own)["author"]) == ("Үшінші", "Омаров")


def test_what_both_want_alike_is_no_conflict(people: dict[str, Visitor], own: Muragat) -> None:
    first, second = opened(people["archivist"]), opened(people["admin"])
    send(people["archivist"], changed(first, title="Бірдей"))
    answer = send(people["admin"], changed(second, title="Бірдей"))
    assert answer.status_code == 409
    assert send(people["admin"], form(answer.text)).status_code == 302
    assert shown(own)["title"] == "Бірдей"


def test_suggestions_are_accepted_with_what_was_typed(people: dict[str, Visitor], own: Muragat) -> None:
    page = people["archivist"].get(f"/items/{ITEM}/correct").text
    [key] = re.findall(r'name="decide" value="accept (depiction:[^"]+)"', page)
    sent = changed(form(page), author="Омаров", decide=f"accept {key}")
    assert send(people["archivist"], sent).status_code == 302
    item = shown(own)
    assert item["author"] == "Омаров" and [one["status"] for one in item["persons"]] == ["confirmed"]


def test_readers_and_strangers_correct_nothing(people: dict[str, Visitor], own: Muragat) -> None:
    before = shown(own)
    sent = changed(opened(people["archivist"]), title="Басқа")
    token = people["reader"].token(f"/items/{ITEM}")
    assert send(people["reader"], changed(sent, csrf_token=token)).status_code == 403
    assert send(people["nobody"], sent).status_code == 401
    assert send(people["archivist"], changed(sent, csrf_token="wrong")).status_code == 400
    assert shown(own) == before


def test_a_date_is_said_in_words_while_it_is_typed(people: dict[str, Visitor]) -> None:
    ask = people["archivist"].get
    said = ask("/words-of-a-date", query_string={"written": "18 қыркүйек 2024"}).json
    assert said["edtf"] == "2024-09-18" and said["words"]["ru"] == "18 сентября 2024 г."
    assert "error" in ask("/words-of-a-date", query_string={"written": "сол күні"}).json
    assert people["reader"].get("/words-of-a-date").status_code == 403


def test_names_are_suggested_in_any_script(people: dict[str, Visitor]) -> None:
    names = people["archivist"].get("/names", query_string={"q": "Omarova"}).json
    assert [name.split(" · ")[0] for name in names] == ["Омарова Дина Серікқызы"]
    events = people["archivist"].get("/names", query_string={"q": "көне", "kind": "event"}).json
    assert len(events) == 1


def test_markup_in_what_is_typed_stays_text(people: dict[str, Visitor]) -> None:
    nasty = '</textarea><script>alert(1)</script>"><img src=x onerror=alert(1)>'
    sent = changed(opened(people["archivist"]), title=nasty, **{CAPTION: [nasty]})
    assert send(people["archivist"], sent).status_code == 302
    for address in (f"/items/{ITEM}", f"/items/{ITEM}/correct", "/"):
        page = people["archivist"].get(address).text
        assert "<script>alert" not in page and "<img src=x" not in page


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Оспанова Бақытжамал · P00012", "P00012"),
        ("P00012", "P00012"),
        ("Оспанова", "Оспанова"),
        ("P12", "P12"),
        ("Аты [P00003]", "P00003"),
    ],
)
def test_a_suggested_name_stands_for_its_record(typed: str, meant: str) -> None:
    assert id_in(typed) == meant


TEXTS = st.text("аб \n\t", max_size=12)


@given(was=TEXTS, theirs=TEXTS, mine=TEXTS)
def test_no_value_is_lost_between_two(was: str, theirs: str, mine: str) -> None:
    """What I typed is either carried out or shown to me beside theirs."""
    sent: MultiDict[str, str] = MultiDict({"version": "1", "was:title": was, "title": mine})
    typed = read(sent)
    both = compare(typed, {"title": plain(theirs).strip()})
    before, wanted, now = plain(was), plain(mine).strip(), plain(theirs).strip()
    if now == before:
        assert both == []
        assert (to_do(typed).edit.title or None) == (wanted or None if wanted != before else None)
    else:
        assert both == [Both("title", before, now, wanted)]
        assert both[0].is_mine_too == (wanted not in (before, now))


def test_names_of_a_form_are_known_to_the_record(ingested: Muragat) -> None:
    from archive.home import open_archive
    from workflows.looking import look

    item = look(open_archive(ingested.archive), ITEM).item
    names = correction.values(item, "front", 1)
    assert set(correction.PLAIN) <= set(names)
