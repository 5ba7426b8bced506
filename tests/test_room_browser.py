"""The search in a real browser: by keyboard, without scripts, with hostile captions, for everybody."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from room import PASSWORD, add_users, browser, served
from story import Muragat

pytestmark = pytest.mark.slow

HOSTILE = '<script>document.title="taken"</script><img src=x onerror="document.title=\'taken\'">'


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def address(ingested: Muragat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A room without users over an archive of which one caption, title and person are hostile."""
    own = Muragat(tmp_path_factory.mktemp("browsed") / "archive")
    shutil.copytree(ingested.archive, own.archive)
    own.run("edit", "0001-0006", "--caption", f"зиянды {HOSTILE}", "--title", HOSTILE, "--place", HOSTILE)
    own.run("edit", "0001-0006", "--add-person", f"Зиянды {HOSTILE}")
    with served(own.archive) as where:
        yield where


@pytest.fixture(scope="module")
def staffed(ingested: Muragat, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("staffed") / "archive"
    shutil.copytree(ingested.archive, folder)
    add_users(folder, "reader")
    with served(folder) as where:
        yield where


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A page whose browser speaks Kazakh; whatever its console complains of fails the test."""
    context = chromium.new_context(locale="kk", viewport={"width": 1280, "height": 800})
    shown = context.new_page()
    complaints: list[str] = []
    shown.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("dialog", lambda dialog: complaints.append(dialog.message))
    yield shown
    context.close()
    assert [one for one in complaints if "status of 4" not in one] == []


def ids(page: Any) -> list[str]:
    addresses = page.eval_on_selector_all("[data-card]", "cards => cards.map(card => card.pathname)")
    return [address.rpartition("/")[2] for address in addresses]


def search(page: Any, text: str) -> list[str]:
    """Type into the field and press Enter."""
    page.fill("#q", text)
    page.press("#q", "Escape")
    with page.expect_navigation():
        page.press("#q", "Enter")
    return ids(page)


def query(page: Any) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize(
    ("kazakh", "russian", "latin"),
    [
        ("тұлға:Жұмағұлов", "персона:Жумагулов", "person:Zhumagulov"),
        ("күні:2023-10-14", "дата:14.10.2023", "date:2023-10-14"),
        ("оқиға:фотокөрме", "событие:фотокорме", "event:fotokorme"),
        ("Көктерек мектеп", "Коктерек мектеп", "Kökterek mektep"),
    ],
)
def test_three_scripts_find_the_same(page: Any, address: str, kazakh: str, russian: str, latin: str) -> None:
    page.goto(address)
    found = [search(page, text) for text in (kazakh, russian, latin)]
    assert found[0] and found[0] == found[1] == found[2]


def test_from_the_first_page_to_an_item_by_keyboard_alone(page: Any, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("лебед", delay=30)
    page.wait_for_selector("#suggestions li")
    assert page.get_attribute("#q", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    active = page.get_attribute("#q", "aria-activedescendant")
    assert "Лебедева" in page.inner_text(f"#{active}")
    page.keyboard.press("Enter")
    assert page.input_value("#q") == 'person:"Лебедева Ирина Павловна" '
    with page.expect_navigation():
        page.keyboard.press("Enter")
    shown = ids(page)
    assert len(shown) >= 2
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hasAttribute('data-card')"):
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(f"/items/{shown[1]}")


def test_the_first_stop_leads_to_the_content(page: Any, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_arrows_go_through_the_grid(page: Any, address: str) -> None:
    page.goto(address)
    page.focus("[data-card]")
    places = page.eval_on_selector_all("[data-card]", "c => c.map(x => x.getBoundingClientRect().top)")
    columns = sum(1 for top in places if top == places[0])
    where = "[...document.querySelectorAll('[data-card]')].indexOf(document.activeElement)"
    for key, expected in (("ArrowRight", 1), ("ArrowLeft", 0), ("ArrowDown", columns), ("ArrowUp", 0)):
        page.keyboard.press(key)
        assert page.evaluate(where) == expected, key
    page.keyboard.press("End")
    assert page.evaluate(where) == len(places) - 1


def test_escape_closes_suggestions_and_typing_goes_on(page: Any, address: str) -> None:
    page.goto(address)
    page.focus("#q")
    page.keyboard.type("фото", delay=30)
    page.wait_for_selector("#suggestions li")
    page.keyboard.press("Escape")
    assert page.is_hidden("#suggestions") and page.input_value("#q") == "фото"
    page.keyboard.type("кө", delay=30)
    page.wait_for_selector("#suggestions li")


def test_the_years_are_brushed_by_mouse(page: Any, address: str) -> None:
    page.goto(address)
    box = page.locator("[data-bars]").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 20, steps=5)
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 20, steps=5)
    with page.expect_navigation():
        page.mouse.up()
    [span] = query(page)["date"]
    assert re.fullmatch(r"\d{4}\.\.20\d\d", span)
    assert ids(page) and "0001-0005" not in ids(page)
    assert page.input_value("[name=from]") == span[:4]


def test_the_years_are_brushed_by_keyboard(page: Any, address: str) -> None:
    page.goto(address)
    first = page.locator("[data-bars] [role=slider]").first
    first.focus()
    year = int(first.get_attribute("aria-valuenow"))
    page.keyboard.press("PageUp")
    assert int(first.get_attribute("aria-valuenow")) > year
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert query(page)["date"] and "0001-0005" not in ids(page)


def test_a_bar_is_clicked(page: Any, address: str) -> None:
    page.goto(address)
    box = page.locator("[data-bars]").bounding_box()
    with page.expect_navigation():
        page.mouse.click(box["x"] + 2, box["y"] + box["height"] - 4)
    assert set(ids(page)) == {"0001-0005", "0001-0006"}


def test_colours_change_without_a_reload_and_stay(page: Any, address: str) -> None:
    page.goto(address)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#menu summary")
    page.click("[data-colours-choice=dark]")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != before
    page.goto(f"{address}/help")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_everything_works_without_scripts(chromium: Any, staffed: str) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="ru")
    page = context.new_page()
    page.goto(f"{staffed}/?q=person:Лебедева")
    page.fill("[name=login]", "reader")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button")
    assert query(page)["q"] == ["person:Лебедева"] and page.locator("[data-card]").count() > 0
    page.click("text=Список")
    assert page.locator(".cards.list").count() == 1
    page.goto(staffed)
    page.click("#facets a:has-text('Көктерек 1958')")
    assert page.locator("[data-card]").count() == 2
    page.click(".chips a")
    assert page.locator("[data-card]").count() == 6
    page.locator("[data-bars] a").first.click()
    assert page.locator("[data-card]").count() == 2
    page.goto(staffed)
    page.fill("[name=from]", "2020")
    page.click(".span button")
    assert page.locator("[data-card]").count() == 4
    page.fill(".keep [name=name]", "После 2020")
    page.click(".keep button")
    page.goto(staffed)
    page.click("text=После 2020")
    assert page.locator("[data-card]").count() == 4
    page.click("[data-card]")
    assert "/items/" in page.url
    page.goto(staffed)
    page.click("#menu summary")
    page.click("text=Қазақша")
    assert page.get_attribute("html", "lang") == "kk"
    page.click("#menu summary")
    page.click(".leave button")
    assert "/login" in page.url
    page.goto(staffed)
    assert "/login" in page.url
    context.close()


@pytest.mark.parametrize(
    "where", ["/", "/?q=зиянды", "/?q=зиянды&view=list", f"/?q={HOSTILE}", "/items/0001-0006"]
)
def test_script_in_captions_does_nothing(page: Any, address: str, where: str) -> None:
    page.goto(address + where)
    if "/items/" not in where:
        page.fill("#q", "")
        page.type("#q", "зиянд")
        page.wait_for_selector("#suggestions li")
    page.wait_for_timeout(200)
    assert "taken" not in page.title().replace(HOSTILE, "")
    assert page.locator("img[src=x]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_serious_fault(
    chromium: Any, address: str, staffed: str, scheme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, locale="kk")
    page = context.new_page()
    wrong = []
    pages = [
        "/",
        "/?q=көрме&view=list&person=P00001",
        "/?q=щщщ",
        "/?q=date:foo",
        "/help",
        "/nowhere",
        "/#facets",
    ]
    for where in [*(address + one for one in pages), f"{staffed}/login"]:
        page.goto(where)
        page.wait_for_timeout(100)
        found = Axe().run(page).response["violations"]
        wrong += [
            (where, one["id"], one["nodes"][0]["html"][:120])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
    page.goto(address)
    page.fill("#q", "лебе")
    page.wait_for_selector("#suggestions li")
    found = Axe().run(page).response["violations"]
    wrong += [("suggestions", one["id"], "") for one in found if one["impact"] in ("serious", "critical")]
    context.close()
    assert wrong == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920, 3840])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_no_page_is_wider_than_its_window(chromium: Any, address: str, width: int, language: str) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, locale=language)
    page = context.new_page()
    for where in (
        "/",
        "/?q=көрме&view=list&person=P00001&kind=photo",
        "/?q=щщщ",
        "/help",
        "/#facets",
        "/nowhere",
    ):
        page.goto(address + where)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), where
    context.close()


def test_the_first_page_is_light(page: Any, address: str) -> None:
    """Of six small pictures; script/bench room measures a whole page."""
    sizes = []
    page.on("response", lambda answer: sizes.append(answer.request))
    page.goto(address, wait_until="networkidle")
    assert sum(one.sizes()["responseBodySize"] for one in sizes) < 100_000
