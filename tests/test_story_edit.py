"""A person decides: corrections are found at once, kept in history, and never overwritten."""

from __future__ import annotations

from story import Muragat


def one(muragat: Muragat, name: str) -> str:
    hits = muragat.json("search", "", "--limit", "100")["hits"]
    return next(hit["id"] for hit in hits if hit["original"]["name"] == name)


def test_a_corrected_caption_is_found_and_the_reading_is_kept(own: Muragat) -> None:
    item_id = one(own, "көрме 2.jpg")
    before = own.json("show", item_id)
    item = own.json("--actor", "айгүл", "edit", item_id, "--caption", "Қалпына келтіру шеберлігі")
    assert item["caption"] == "Қалпына келтіру шеберлігі"
    assert own.json("search", "шеберлікті қалпына")["hits"][0]["id"] == item_id
    assert [reading["text"] for reading in item["readings"]][:-1] == [r["text"] for r in before["readings"]]
    assert item["readings"][-1]["by"] == "staff:айгүл"
    last = own.json("history", item_id)["changes"][-1]
    assert (last["actor"], last["after"]) == ("айгүл", "Қалпына келтіру шеберлігі")


def test_reading_again_never_replaces_a_correction(own: Muragat) -> None:
    item_id = one(own, "көрме 2.jpg")
    own.run("edit", item_id, "--caption", "Түзетілген")
    done = own.json("reread", f"id:{item_id}", "--lang", "rus")
    assert done["items"][0]["differences"]
    item = own.json("show", item_id)
    assert item["caption"] == "Түзетілген"
    assert any(reading["by"].endswith(" rus") and not reading["current"] for reading in item["readings"])


def test_persons_are_added_by_name_and_rejected_ones_are_not_found(own: Muragat) -> None:
    item_id = one(own, "көрме 3.jpg")
    own.run("edit", item_id, "--add-person", "Ахметова Сәуле Маратқызы", "--remove-person", "Омарова")
    item = own.json("show", item_id)
    assert {(p["name"], p["status"]) for p in item["persons"]} == {("Ахметова Сәуле Маратқызы", "confirmed")}
    found = own.json("search", "person:Akhmetova")["hits"]
    assert [hit["id"] for hit in found] == [item_id]


def test_dates_are_understood_in_words_and_refused_when_impossible(own: Muragat) -> None:
    item_id = one(own, "көрме 3.jpg")
    assert own.json("edit", item_id, "--date", "1958 жылғы 12 маусым")["date"]["edtf"] == "1958-06-12"
    assert own.json("edit", item_id, "--date", "195X")["date"]["basis"] == "staff"
    refused = own.run("edit", item_id, "--date", "2023-02-30", code=2)
    assert "2023-02-30" in refused.stderr
    assert own.json("show", item_id)["date"]["edtf"] == "195X"


def test_an_event_can_be_given_by_name(own: Muragat) -> None:
    item_id = one(own, "оқу залы.jpg")
    item = own.json("edit", item_id, "--event", "Оқу залының ашылуы")
    assert item["event"]["name"] == "Оқу залының ашылуы"
    assert own.json("search", "event:ашылуы")["total"] >= 1


def test_closed_items_say_so(own: Muragat) -> None:
    item_id = one(own, "оқу залы.jpg")
    own.run("edit", item_id, "--rights", "closed")
    assert [hit["id"] for hit in own.json("search", "rights:closed")["hits"]] == [item_id]
    assert "Write one of" in own.run("edit", item_id, "--rights", "secret", code=2).stderr


def test_what_may_be_done_with_an_item_is_part_of_it(own: Muragat) -> None:
    item_id = one(own, "оқу залы.jpg")
    own.run(
        "edit", item_id, "--holder", "Бейсеновтер", "--permission-until", "2030-12-31", "--do-not-publish"
    )
    rights = own.json("show", item_id)["rights"]
    assert (rights["holder"], rights["permission_until"], rights["publish"]) == (
        "Бейсеновтер",
        "2030-12-31",
        False,
    )
    assert own.json("edit", item_id, "--holder", "", "--publish")["rights"]["holder"] is None
    assert "not a day" in own.run("edit", item_id, "--permission-until", "2030-02-31", code=2).stderr


def test_two_records_of_one_person_become_one(own: Muragat) -> None:
    first, second = one(own, "көрме 3.jpg"), one(own, "көрме 2.jpg")
    own.run("edit", first, "--add-person", "Ахметова Сәуле")
    own.run("edit", second, "--add-person", "Сейтова Жанна")
    kept = own.json("person", "list", "Ахметова Сәуле")["persons"][0]["id"]
    merged = own.json("person", "list", "Сейтова Жанна")["persons"][0]["id"]
    own.run("person", "merge", kept, merged)
    assert own.json("person", "show", merged)["id"] == kept
    assert {hit["id"] for hit in own.json("search", "person:Сейтова")["hits"]} == {first, second}


def test_originals_stay_as_they_were_received(own: Muragat) -> None:
    item_id = one(own, "көрме 3.jpg")
    own.run("edit", item_id, "--caption", "x", "--title", "y", "--date", "1990")
    report = own.json("verify")
    assert report == {"checked": 8, "findings": []}
