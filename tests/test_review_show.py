"""What nobody has confirmed yet is shown as such, with where it comes from, and counted."""

from __future__ import annotations

from story import Muragat


def item_named(muragat: Muragat, name: str) -> str:
    hits = muragat.json("search", "", "--limit", "100")["hits"]
    return next(hit["id"] for hit in hits if hit["original"]["name"] == name)


def test_what_is_unconfirmed_is_marked_until_it_is_decided(own: Muragat) -> None:
    item_id = item_named(own, "оқу залы.jpg")
    item = own.json("show", item_id)
    assert {"date", "event"} <= set(item["unconfirmed"])
    date = next(one for one in item["pending"] if one["field"] == "date")
    assert date["value"] == item["date"]["edtf"]
    assert date["evidence"]["quote"] in date["evidence"]["sentence"]
    said = own.run("show", item_id).stdout
    assert f"[{date['key']}]" in said
    assert "unconfirmed" in said
    own.run("review", "--decide", f"{date['key']}=accept")
    item = own.json("show", item_id)
    assert "date" not in item["unconfirmed"]
    status = {one["key"]: one["status"] for one in item["suggestions"]}
    assert status[date["key"]] == "accepted"


def test_what_an_item_has_of_its_event_is_marked(own: Muragat) -> None:
    item_id = item_named(own, "оқу залы.jpg")
    assert "title" in own.json("show", item_id)["inherited"]
    assert "its event's" in own.run("show", item_id).stdout


def test_it_is_said_how_to_cite_an_item_and_how_many_are_unidentified(own: Muragat) -> None:
    item_id = item_named(own, "оқу залы.jpg")
    own.run("edit", item_id, "--unidentified", "2")
    assert item_id in own.json("show", item_id)["citation"]["ru"]
    said = own.run("show", item_id).stdout
    assert "2 people" in said
    assert "citation" in said


def test_what_waits_is_counted_by_field(own: Muragat) -> None:
    before = own.json("stats")
    assert before["pending"] == sum(before["pending_by_field"].values()) == own.json("review")["total"]
    own.run("review", "--field", "author", "--accept-all")
    after = own.json("stats")
    assert "author" not in after["pending_by_field"]
    assert after["items_not_reviewed"] == before["items_not_reviewed"]
    assert "person to review" in own.run("stats").stdout


def test_a_rejected_value_does_not_come_back_when_it_is_read_again(own: Muragat) -> None:
    item_id = item_named(own, "оқу залы.jpg")
    waiting = own.json("review", "--item", item_id)["pending"]
    refused = {one["key"] for one in waiting if one["field"] in ("date", "author", "person")}
    own.run("review", *(word for key in refused for word in ("--decide", f"{key}=reject")))
    bare = own.json("show", item_id)
    assert (bare["date"], bare["author"], bare["persons"]) == (None, None, [])
    own.run("reread", f"id:{item_id}", "--lang", "kaz")
    again = own.json("show", item_id)
    assert (again["date"], again["author"]) == (None, None)
    left = {one["key"] for one in own.json("review", "--item", item_id)["pending"]}
    assert not left & refused
