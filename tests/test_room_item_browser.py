"""Looking, correcting, reviewing, curating and uploading in a real browser: by mouse and touch, by keyboard
alone, without scripts, with hostile captions."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from room import PATIENCE, browser, opened, served
from story import SAMPLES, Muragat

pytestmark = pytest.mark.slow

HOSTILE = '</textarea><script>document.title="taken"</script><img src=x onerror="document.title=\'taken\'">'


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture
def desk(own: Muragat) -> Iterator[tuple[Muragat, str]]:
    """An archive of one's own and the address of its reading room."""
    with served(own.archive) as address:
        yield own, address


def scale(page: Any) -> int:
    return int(re.sub(r"\D", "", page.locator("[data-share]").inner_text()))


def test_a_caption_is_corrected_and_found(chromium: Any, desk: tuple[Muragat, str]) -> None:
    _own, address = desk
    page = opened(chromium)
    page.goto(f"{address}/items/0001-0003")
    page.get_by_role("link", name="Correct").click()
    line = page.get_by_label("Line 1")
    line.fill("Қызғалдақ мерекесі")
    page.get_by_label("Date", exact=True).fill("1958 жылдың жазы")
    page.get_by_text("1958-22").wait_for()
    adding = page.get_by_label("Add a person").first
    adding.fill("Сейил")
    page.get_by_role("option", name=re.compile("Сейілова")).click()
    assert re.search(r"· P\d{5}$", adding.input_value())
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_role("status").get_by_text("Saved.").wait_for()
    assert page.get_by_text("corrected by staff").count() == 1
    page.goto(f"{address}/?q=қызғалдақтың")
    page.get_by_role("link", name=re.compile("Қызғалдақ")).first.wait_for()
    assert page.complaints == []


def test_two_editors_see_each_other(chromium: Any, desk: tuple[Muragat, str]) -> None:
    own, address = desk
    page = opened(chromium)
    page.goto(f"{address}/items/0001-0003/correct")
    own.run("edit", "0001-0003", "--title", "Олардікі", "--actor", "Айгүл")
    page.get_by_label("Title").fill("Менікі")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_role("heading", name="Somebody else changed this item meanwhile").wait_for()
    assert page.get_by_text("Айгүл").count() and page.get_by_text("Олардікі").count()
    # Nothing is sent before one is chosen.
    page.get_by_role("button", name="Save what I chose").click()
    assert "/correct" in page.url and own.json("show", "0001-0003")["title"] == "Олардікі"
    page.get_by_role("radio", name=re.compile("As I typed it")).check()
    page.get_by_role("button", name="Save what I chose").click()
    page.get_by_role("heading", name="Менікі").wait_for()


def test_the_picture_is_moved_by_wheel_keys_and_buttons(chromium: Any, desk: tuple[Muragat, str]) -> None:
    _own, address = desk
    page = opened(chromium)
    page.goto(f"{address}/items/0001-0006")
    frame = page.locator(".frame")
    whole = scale(page)
    frame.focus()
    page.keyboard.press("+")
    assert scale(page) > whole
    page.keyboard.press("1")
    assert scale(page) == 100
    before = page.locator(".stage").evaluate("stage => stage.style.transform")
    page.keyboard.press("ArrowDown")
    assert page.locator(".stage").evaluate("stage => stage.style.transform") != before
    page.keyboard.press("0")
    assert scale(page) == whole
    frame.hover()
    page.mouse.wheel(0, -400)
    page.wait_for_function(f"parseInt(document.querySelector('[data-share]').textContent) > {whole}")
    page.get_by_role("button", name="Whole", exact=True).click()
    assert scale(page) == whole
    page.get_by_role("button", name="Full size").click()
    page.wait_for_function("document.querySelector('.stage img').src.includes('/full.jpg')")
    assert page.complaints == []


def test_two_fingers_enlarge_the_picture(chromium: Any, desk: tuple[Muragat, str]) -> None:
    _own, address = desk
    page = opened(chromium, has_touch=True)
    page.goto(f"{address}/items/0001-0001")
    before = scale(page)
    wire = page.context.new_cdp_session(page)
    box = page.locator(".frame").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def touch(kind: str, apart: float) -> None:
        points = [{"x": x - apart, "y": y, "id": 0}, {"x": x + apart, "y": y, "id": 1}]
        wire.send(
            "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points if kind != "touchEnd" else []}
        )

    touch("touchStart", 20)
    for apart in (40, 60, 80):
        touch("touchMove", apart)
    touch("touchEnd", 0)
    page.wait_for_function(f"parseInt(document.querySelector('[data-share]').textContent) > {before * 2}")


def test_a_line_and_its_box_light_up_together(chromium: Any, desk: tuple[Muragat, str]) -> None:
    _own, address = desk
    page = opened(chromium)
    page.goto(f"{address}/items/0001-0001")
    page.locator("#line-2").hover()
    assert page.locator("#box-2.lit").count() == 1 and page.locator("#box-1.lit").count() == 0
    page.locator("#line-1").focus()
    assert page.locator("#box-1.lit").count() == 1
    page.mouse.move(1, 1)
    box = page.locator("#box-2").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator("#line-2.lit").wait_for()


def test_an_exhibition_is_chosen_ordered_exported_and_downloaded(
    chromium: Any, desk: tuple[Muragat, str], tmp_path: Path
) -> None:
    own, address = desk
    page = opened(chromium, accept_downloads=True)
    page.goto(address)
    for number in ("0001-0001", "0001-0003", "0001-0005"):
        page.get_by_label(f"Choose {number}").check()
    page.get_by_text("3 chosen").wait_for()
    page.get_by_role("button", name="A new exhibition…").click()
    page.locator("input[name='title:kk']").fill("Көне суреттер")
    page.get_by_role("button", name="Make the exhibition").click()
    page.locator("#work-0001-0005").wait_for()
    # By the grip, to the top; then by a button, without losing the place.
    grip, first = page.locator("#work-0001-0005 [data-grip]"), page.locator("#work-0001-0001")
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), first.bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, end["y"] + 30, steps=8)
    with page.expect_response(re.compile("/arrange")):
        page.mouse.up()
    assert ids(page) == ["0001-0005", "0001-0001", "0001-0003"]
    with page.expect_response(re.compile("/arrange")):
        page.locator("#work-0001-0003").get_by_role("button", name=re.compile(": up")).press("Enter")
    assert ids(page) == ["0001-0005", "0001-0003", "0001-0001"]
    page.reload()
    assert ids(page) == ["0001-0005", "0001-0003", "0001-0001"]
    page.get_by_role("button", name="Export").click()
    page.get_by_text("The package holds 3 works").wait_for(timeout=3 * PATIENCE)
    with page.expect_download() as got:
        page.get_by_role("link", name=re.compile("Download")).click()
    got.value.save_as(tmp_path / "package.zip")
    with zipfile.ZipFile(tmp_path / "package.zip") as package:
        names = package.namelist()
    assert "kone-suretter/checklist.pdf" in names and "kone-suretter/gallery/index.html" in names
    assert own.json("exhibit", "show", "kone-suretter")["entries"][0]["item_id"] == "0001-0005"
    assert page.complaints == []


def ids(page: Any) -> list[str]:
    return page.locator(".work").evaluate_all("works => works.map(work => work.dataset.item)")  # type: ignore[no-any-return]


def test_suggestions_are_reviewed_with_one_key_each(chromium: Any, desk: tuple[Muragat, str]) -> None:
    _own, address = desk
    page = opened(chromium)
    page.goto(f"{address}/review")
    count = int(page.locator("[data-count]").get_attribute("data-count"))
    rows = page.locator("[data-row]")
    page.keyboard.press("a")
    rows.nth(0).get_by_text("Accepted.").wait_for()
    page.keyboard.press("s")
    page.keyboard.press("r")
    rows.nth(2).get_by_text("Rejected.").wait_for()
    page.keyboard.press("z")
    page.get_by_role("status").get_by_text("Taken back.").wait_for()
    page.reload()
    assert int(page.locator("[data-count]").get_attribute("data-count")) == count - 1
    assert page.complaints == []


def test_a_folder_is_taken_in(chromium: Any, desk: tuple[Muragat, str], tmp_path: Path) -> None:
    own, address = desk
    folder = tmp_path / "Ауыл күні 2019"
    folder.mkdir()
    shutil.copy(SAMPLES / "event" / "көрме 2.jpg", folder / "жаңа 1.jpg")
    (folder / "жаңа 1.jpg").write_bytes((folder / "жаңа 1.jpg").read_bytes() + b"\0")
    (folder / "бағдарлама.exe").write_bytes(b"MZ")
    page = opened(chromium)
    page.goto(f"{address}/upload")
    page.get_by_label("A folder").set_input_files(folder)
    page.get_by_text("2 files").wait_for()
    page.get_by_label("Donor").fill("Ауыл кітапханасы")
    page.get_by_role("button", name="Take in").click()
    page.get_by_role("heading", name=re.compile("Taking in: Ауыл күні 2019")).wait_for()
    page.get_by_text("Do NOT erase your files yet: 1").wait_for(timeout=3 * PATIENCE)
    assert page.get_by_text("бағдарлама.exe").count() == 1
    item = own.json("show", "0002-0001")
    assert item["original"]["name"] == "жаңа 1.jpg" and item["event"]["name"].startswith("Ауыл күні")
    assert page.complaints == []


def test_everything_is_reached_by_keyboard_alone(chromium: Any, desk: tuple[Muragat, str]) -> None:
    own, address = desk
    page = opened(chromium)
    page.goto(f"{address}/items/0001-0003")
    reached(page, "Correct")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/correct"))
    reached(page, "Line 1")
    page.keyboard.press("Control+A")
    page.keyboard.type("Пернемен жазылған")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/items/0001-0003(\?|$)"))
    assert own.json("show", "0001-0003")["caption"].startswith("Пернемен жазылған")
    page.keyboard.press("j")
    page.wait_for_url(re.compile("/items/0001-0004"))
    page.keyboard.press("k")
    page.wait_for_url(re.compile("/items/0001-0003"))


def reached(page: Any, name: str) -> None:
    """Press Tab until the element of that name has the focus."""
    said = "e => e.getAttribute('aria-label') || e.textContent.trim()"
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.locator("*:focus").evaluate(said) == name:
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_it_works_without_scripts(chromium: Any, desk: tuple[Muragat, str], tmp_path: Path) -> None:
    own, address = desk
    page = opened(chromium, java_script_enabled=False)
    page.goto(f"{address}/items/0001-0001")
    page.locator("#line-1").click()
    assert page.url.endswith("#box-1")
    page.goto(f"{address}/items/0001-0001/correct")
    page.get_by_label("Title").fill("Скриптсіз")
    page.get_by_label("Date", exact=True).fill("18 қыркүйек 2024")
    page.get_by_role("button", name="Save", exact=True).last.click()
    assert own.json("show", "0001-0001")["date"]["edtf"] == "2024-09-18"
    page.goto(f"{address}/review?item=0001-0003")
    page.get_by_role("button", name="Accept", exact=True).first.click()
    page.get_by_text("Accepted.").wait_for()
    page.goto(address)
    page.get_by_label("Choose 0001-0001").check()
    page.get_by_label("Choose 0001-0003").check()
    page.get_by_role("button", name="A new exhibition…").click()
    page.locator("input[name='title:en']").fill("Without scripts")
    page.get_by_role("button", name="Make the exhibition").click()
    page.locator("#work-0001-0003").get_by_role("button", name=re.compile(": up")).click()
    assert [one["item_id"] for one in own.json("exhibit", "show", "without-scripts")["entries"]] == [
        "0001-0003", "0001-0001",
    ]  # fmt: skip
    picture = tmp_path / "жалғыз.jpg"
    picture.write_bytes((SAMPLES / "event" / "көрме 3.jpg").read_bytes() + b"\0")
    page.goto(f"{address}/upload")
    page.get_by_label("Or single files").set_input_files(picture)
    page.get_by_label("Event").fill("Жеке сурет")
    page.get_by_role("button", name="Take in").click()
    # The page loads itself again until the work is over.
    page.get_by_text("Your files may be erased").wait_for(timeout=3 * PATIENCE)


def test_markup_in_a_caption_does_nothing(chromium: Any, desk: tuple[Muragat, str]) -> None:
    own, address = desk
    own.run("edit", "0001-0003", "--caption", f"зиянды {HOSTILE}", "--title", HOSTILE, "--place", HOSTILE)
    own.run("edit", "0001-0003", "--add-person", f"Зиянды {HOSTILE}", "--author", HOSTILE)
    own.run("exhibit", "new", "evil", "--kk", HOSTILE)
    own.run("exhibit", "add", "evil", "0001-0003")
    page = opened(chromium)
    pages = ("/items/0001-0003", "/items/0001-0003/correct", "/review", "/exhibitions", "/exhibitions/evil")
    for shown in (*pages, "/exhibitions/choose?item=0001-0003"):
        page.goto(f"{address}{shown}")
        page.wait_for_load_state("networkidle")
        assert page.title() != "taken"
        assert page.locator("main script, main img[src='x']").count() == 0
    assert page.complaints == []
