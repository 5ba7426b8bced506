"""The offline gallery: word forms and other scripts are found, and no request leaves the stick."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from archive.exhibition import Entry, Exhibition
from archive.model import Depiction, Event, Item, ItemSide, Original, Text, When
from exhibit import package
from exhibit.search_keys import keys, respelled, rules, years
from exhibit.works import Work, works
from language.alphabet import fold

CAPTIONS = (
    "Қарағандыда өткен кітап жәрмеңкесі",
    "Ұлытаудағы ат бәйгесі",
    "Открытие дома культуры в Жезказгане",
    "Opening of the library",
)
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    *("--no-sandbox", "--disable-background-networking", "--no-first-run", "--disable-component-update"),
    "--disable-sync",
]


def item(number: int, caption: str, digest: str = "") -> Item:
    front = Original(digest or f"{number:064x}", 1, "image/jpeg", "a.jpg", f"{number}.jpg")
    language = "kk" if re.search("[әғқңөұүһі]", caption) else "ru" if re.search("[а-я]", caption) else "en"
    text = Text("caption", "front", 1, caption, language, 90.0, "tesseract", True)
    day = When(
        f"{1930 + number}",
        f"{1930 + number} ж.",
        f"{1930 + number}-01-01",
        f"{1930 + number}-12-31",
        "caption",
    )
    persons = (Depiction("p1", "Әлия Оспанова", "confirmed"),) if number == 1 else ()
    return Item(
        f"0001-{number:04d}", "photo", (ItemSide("front", front),),
        when=day, texts=(text,), persons=persons, event=Event("e", {"kk": "Той"}),
    )  # fmt: skip


def work(caption: str) -> Work:
    one = item(1, caption)
    return works(Exhibition("a", {"kk": "a"}), {one.id: one}, (Entry(one.id),), False)[0]


@pytest.mark.parametrize("stem", ["караганды", "кітап", "жармеңке", "оспанова", "той", "1931", "0001"])
def test_a_work_is_found_by_dictionary_forms(stem: str) -> None:
    cyrillic, latin = keys(work(CAPTIONS[0]))
    assert fold(stem) in cyrillic + latin


@pytest.mark.parametrize("written", ["Karagandy", "Qaraǵandy", "Qarağandy", "Qaragandy", "Karaghandy"])
def test_every_romanisation_meets_in_one_spelling(written: str) -> None:
    assert respelled(fold(written)) in keys(work(CAPTIONS[0]))[1]


def test_the_page_folds_as_we_do() -> None:
    table = rules()["fold"]
    for letter in "әғқңөұүһіёйэьъßæñ":
        assert table.get(letter, letter) == fold(letter)


def test_the_years_of_a_work_are_those_that_it_can_be_from() -> None:
    assert years(work(CAPTIONS[0])) == [1931]


def document(of: Item, folder: Path, paths: dict[str, Path]) -> Item:
    """The item with an original of three pages."""
    path = folder / "pages.tif"
    pages = [Image.new("RGB", (300, 400), (80 * number, 80, 80)) for number in (1, 2, 3)]
    pages[0].save(path, save_all=True, append_images=pages[1:])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    paths[digest] = path
    side = ItemSide("front", Original(digest, 1, "image/tiff", "pages.tif", "pages.tif"))
    return replace(of, kind="document", sides=(side,), pages=3)


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    paths: dict[str, Path] = {}
    items = []
    for number, caption in enumerate(CAPTIONS, start=1):
        path = folder / f"{number}.jpg"
        Image.new("RGB", (600, 400), (60 * number, 90, 120)).save(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        paths[digest] = path
        items.append(item(number, caption, digest))
    items[3] = document(items[3], folder, paths)
    exhibition = Exhibition(
        "toi",
        {"kk": "Той", "ru": "Праздник", "en": "Feast"},
        tuple(Entry(one.id) for one in items),
        "2026-11-20T10:00:00+05:00",
    )
    made = package.plan(exhibition, items, package.Options(parts=frozenset({"gallery"})))
    return (
        package.write(made, lambda original: paths[original.sha256], folder / "out").folder
        / "gallery/index.html"
    )


def test_the_page_names_nothing_outside_and_every_picture_speaks(gallery: Path) -> None:
    text = gallery.read_text(encoding="utf-8")
    assert not re.search(r"""(src|href)=["'](https?:)?//""", text)
    pictures = re.findall(r"<img [^>]*>", text)
    assert len(pictures) == len(CAPTIONS) + 1
    assert sum('alt=""' in picture for picture in pictures) == 1, (
        "only the viewer's own picture waits for its text"
    )


@pytest.fixture(scope="module")
def page(gallery: Path) -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        context = browser.new_context(color_scheme="dark", viewport={"width": 390, "height": 800})
        page = context.new_page()
        page.set_default_timeout(10_000)
        seen: list[str] = []
        page.on("console", lambda message: seen.append(message.text))
        page.on("pageerror", lambda error: seen.append(str(error)))
        page.on(
            "request", lambda request: None if request.url.startswith("file:") else seen.append(request.url)
        )
        page.goto(gallery.as_uri())
        yield page
        browser.close()
        assert seen == []


FOUND = [
    ("", 4), ("Қ", 2), ("Қарағандыға", 1), ("карагандыда", 1), ("Karagandy", 1), ("Qaraǵandyda", 1),
    ("кітаптардың", 1), ("китап", 1), ("оспановамен", 1), ("Оспановой", 1), ("Ospanova", 1),
    ("Улытау", 1), ("ұлытаудан", 1), ("культура", 1), ("открытию", 1), ("openings", 0), ("librar", 1),
    ("1933", 1), ("0001-0002", 1), ("тойдың", 4), ("жоқсөз", 0), ("кітап Оспанова", 1),
    ("кітап бәйге", 0), ("<img src=x>", 0), ("((((", 4),
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("query", "count"), FOUND)
def test_the_page_finds_word_forms_in_every_script(page: object, query: str, count: int) -> None:
    page.fill("#search", query)  # type: ignore[attr-defined]
    assert page.locator(".works > li:visible").count() == count  # type: ignore[attr-defined]


@pytest.mark.slow
def test_the_page_is_used_by_keyboard_and_speaks_three_languages(page: object) -> None:
    from playwright.sync_api import Page

    assert isinstance(page, Page)
    page.fill("#search", "")
    page.click("[data-speak=ru]")
    assert page.evaluate("document.documentElement.lang") == "ru"
    assert page.title() == "Праздник"
    page.focus(".works a.picture")
    page.keyboard.press("Enter")
    assert page.locator("#viewer").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.inner_text("#place") == "2 / 4"
    page.keyboard.press("Escape")
    assert not page.locator("#viewer").is_visible()
    assert page.evaluate("document.activeElement.className") == "picture"
    page.select_option("#person", "1")
    assert page.locator(".works > li:visible").count() == 1
    page.click("#clear")
    assert page.inner_text("#count") == "Показано: 4 / 4"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.slow
def test_pages_of_a_document_are_turned(page: object) -> None:
    from playwright.sync_api import Page

    assert isinstance(page, Page)
    page.click("[data-speak=en]")
    page.fill("#search", "library")
    page.click(".works > li:visible summary")
    page.click(".works > li:visible a.sheet >> nth=1")
    viewed = page.locator("#viewed")
    assert (viewed.get_attribute("src") or "").endswith("004_0001-0004_p2.jpg")
    assert viewed.get_attribute("alt") == "Opening of the library, page 2 / 3"
    assert page.inner_text("#place") == "1 / 1 · page 2 / 3"
    page.keyboard.press("PageDown")
    assert (viewed.get_attribute("src") or "").endswith("_p3.jpg")
    assert page.is_disabled("#forth")
    page.click("#back")
    page.keyboard.press("PageUp")
    assert (viewed.get_attribute("src") or "").endswith("_p1.jpg")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "sheet"
    page.fill("#search", "1931")
    page.click(".works > li:visible a.picture")
    assert not page.is_visible("#turn")
    page.keyboard.press("Escape")
