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


def test_what_one_command_did_is_taken_back_as_one(own: Muragat) -> None:
    item_id = one(own, "көрме 3.jpg")
    before = own.json("show", item_id)
    own.run("edit", item_id, "--title", "Ашылуы", "--caption", "Түзетілген", "--add-person", "Сейтова Жанна")
    assert own.json("search", "ашылуы түзетілген")["total"] == 1
    foreseen = own.json("undo", "--dry-run")
    assert foreseen["dry_run"] is True
    assert own.json("show", item_id)["title"] == "Ашылуы"
    done = own.json("undo")
    assert {**done, "dry_run": True} == foreseen
    assert item_id in done["items"]
    assert own.json("show", item_id) == before
    assert own.json("search", "ашылуы түзетілген")["total"] == 0
    lines = own.json("history", item_id)["changes"]
    assert [line["undoes"] for line in lines[-3:]] == [done["undone"]] * 3
    assert {line["undone_by"] for line in lines if line["step"] == done["undone"]} == {lines[-3]["step"]}
    # Nothing leaves history: what was undone comes back by its number.
    own.run("undo", str(lines[-1]["number"]))
    assert own.json("show", item_id)["caption"] == "Түзетілген"
    assert own.json("verify")["findings"] == []


def test_what_somebody_changed_since_is_not_undone(own: Muragat) -> None:
    item_id = one(own, "көрме 3.jpg")
    own.run("edit", item_id, "--title", "Бірінші", "--actor", "айгүл")
    step = own.json("history", item_id)["changes"][-1]["number"]
    own.run("edit", item_id, "--title", "Екінші", "--actor", "марат")
    refused = own.run("undo", str(step), "--actor", "айгүл", code=2).stderr
    assert "Екінші" in refused
    assert "марат" in refused
    assert own.json("show", item_id)["title"] == "Екінші"
    assert f"{step:>6}" in own.run("history", item_id).stdout


def test_positions_certainty_form_and_who_is_not_known(own: Muragat) -> None:
    item_id = one(own, "көрме 3.jpg")
    item = own.json(
        *("edit", item_id, "--add-person", "Ахметова Сәуле", "--position", "Ахметова=солдан 2-ші, 1-қатар"),
        *("--certainty", "Ахметова Сәуле=probable", "--form", "negative", "--unidentified", "3"),
        *("--keywords", "көрме; кітап;"),
    )
    shown = next(one for one in item["persons"] if one["name"] == "Ахметова Сәуле")
    assert (shown["position"], shown["certainty"]) == ("солдан 2-ші, 1-қатар", "probable")
    assert (item["form"], item["unidentified"], item["keywords"]) == ("negative", 3, ["көрме", "кітап"])
    emptied = own.json("edit", item_id, "--unidentified", "", "--form", "", "--keywords", "")
    assert (emptied["form"], emptied["unidentified"], emptied["keywords"]) == (None, None, [])
    for wrong in ("--certainty", "Ахметова=maybe"), ("--position", "солда"), ("--unidentified", "көп"):
        assert "Write" in own.run("edit", item_id, *wrong, code=2).stderr


def test_one_line_of_a_text_is_corrected(own: Muragat) -> None:
    item_id = one(own, "көрме 2.jpg")
    before = own.json("show", item_id)["caption"].split("\n")
    after = own.json("edit", item_id, "--caption", "Түзетілген жол", "--line", "1")["caption"].split("\n")
    assert after == ["Түзетілген жол", *before[1:]]
    assert "has no page 7" in own.run("edit", item_id, "--caption", "x", "--page", "7", code=2).stderr


def test_namesakes_are_told_apart_and_come_together_again(own: Muragat) -> None:
    first, second = one(own, "көрме 3.jpg"), one(own, "көрме 2.jpg")
    person = own.json("person", "new", "Ахметова Сәуле")["id"]
    for item_id in (first, second):
        own.run("edit", item_id, "--add-person", person)
    other = own.json("person", "split", person, second)["id"]
    assert [each["id"] for each in own.json("show", second)["persons"] if "Ахметова" in each["name"]] == [
        other
    ]
    assert own.json("person", "show", other)["distinct_from"] == [person]
    assert "recorded as two persons" in own.run("person", "merge", person, other, code=2).stderr
    third = one(own, "оқу залы.jpg")
    assert "Several persons" in own.run("edit", third, "--add-person", "Ахметова Сәуле", code=2).stderr
    # Of namesakes, the one who is shown there already is meant.
    own.run("edit", first, "--add-person", "Ахметова Сәуле")
    own.run("person", "distinct", person, other, "--remove")
    own.run("person", "merge", person, other)
    assert set(own.json("person", "show", other)["items"]) == {first, second}
    own.run("undo")
    assert own.json("person", "show", other)["items"] == [second]


def test_a_person_who_does_not_want_to_be_published(own: Muragat) -> None:
    person = own.json("person", "list", "Омарова")["persons"][0]["id"]
    own.run("person", "edit", person, "--dates", "1931/1998", "--note", "Кітапханашы", "--do-not-publish")
    own.run("person", "edit", person, "--add-variant", "L. Omar", "--language", "en")
    shown = own.json("person", "show", person)
    assert (shown["earliest"], shown["latest"], shown["publish"]) == ("1931-01-01", "1998-12-31", False)
    assert {"name": "L. Omar", "language": "en", "generated": False} in shown["forms"]
    assert "does not want to be published" in own.run("person", "show", person).stdout
    unconfirmed = {each["id"] for each in own.json("person", "list", "--unconfirmed")["persons"]}
    assert person in unconfirmed
    own.run("edit", own.json("person", "show", person)["items"][0], "--add-person", person)
    assert person not in {each["id"] for each in own.json("person", "list", "--unconfirmed")["persons"]}


def test_an_event_is_described_once_for_all_its_items(own: Muragat) -> None:
    item_id = one(own, "оқу залы.jpg")
    event = own.json("event", "new", "Оқу залының ашылуы", "--date", "12 маусым 1958", "--place", "Көктерек")
    assert event["date"]["display"] == "12 маусым 1958"
    item = own.json("edit", item_id, "--event", event["id"], "--date", "", "--place", "", "--title", "")
    assert item["inherited"] == ["date", "place", "title"]
    assert item["date"]["edtf"] == "1958-06-12"
    own.run("event", "edit", event["id"], "--date", "1959", "--add-person", "Ахметова Сәуле")
    own.run("event", "rename", event["id"], "Ашылу салтанаты")
    assert own.json("show", item_id)["date"]["edtf"] == "1959"
    assert own.json("search", "event:салтанаты person:ахметова")["hits"][0]["id"] == item_id
    shown = own.run("event", "show", event["id"]).stdout
    assert "also Оқу залының ашылуы" in shown
    assert "participant: Ахметова Сәуле" in shown


def test_two_events_that_are_one(own: Muragat) -> None:
    item_id = one(own, "оқу залы.jpg")
    kept = own.json("show", one(own, "көрме 2.jpg"))["event"]["id"]
    merged = own.json("edit", item_id, "--event", "Кітап күні")["event"]["id"]
    own.run("event", "merge", kept, merged)
    assert own.json("show", item_id)["event"]["id"] == own.json("event", "show", merged)["id"] == kept
    own.run("undo")
    assert own.json("show", item_id)["event"]["id"] == own.json("event", "show", merged)["id"] == merged


def test_the_history_of_a_record_that_is_none_any_more_is_its_own(own: Muragat) -> None:
    kept, merged, undone = (
        own.json("person", "new", name)["id"] for name in ("Ахметова Сәуле", "Ахметова С.", "Асанов Ерлан")
    )
    own.run("undo")
    own.run("person", "merge", kept, merged)
    for person, actions in ((merged, ["person", "person merged into"]), (undone, ["person", "undo person"])):
        changes = own.json("history", person)["changes"]
        assert [change["action"] for change in changes] == actions
    assert own.run("history", "P99999", code=3).stdout == ""
