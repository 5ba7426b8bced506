"use strict";
(function () {
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById("data").textContent);
  const works = Array.from(document.querySelectorAll(".works > li"));
  const endings = { cyrillic: new Set(data.rules.endings), latin: new Set(data.rules.latin_endings) };
  const keys = data.keys.map(([cyrillic, latin]) => ({ cyrillic: new Set(cyrillic), latin: new Set(latin) }));
  const byId = (id) => document.getElementById(id);
  const LONGEST_ENDING = 17;

  function fold(text) {
    return Array.from(text.toLowerCase().normalize("NFC"))
      .map((letter) => letter in data.rules.fold ? data.rules.fold[letter] : letter)
      .join("").replace(/[\u0300-\u036f\u00ad]/g, "");
  }
  function respelled(word) {
    return data.rules.respelled.reduce((text, [written, plain]) => text.split(written).join(plain), word);
  }
  function asked(query) {
    return (query.normalize("NFC").match(/[\p{L}\p{M}]+(?:['’ʻ][\p{L}\p{M}]+)*|\p{Nd}+/gu) || []).map((word) => {
      const script = /[\u0400-\u052f]|^\p{Nd}/u.test(word) ? "cyrillic" : "latin";
      const plain = script === "latin" ? respelled(fold(word)) : fold(word);
      return { script, plain, stems: stems(plain, endings[script]) };
    }).filter((word) => word.plain);
  }
  // A stem before a vowel is written voiced: кітаб-ы is of кітап, көлег-і would be of көлек.
  const VOICED = { "б": "п", "г": "к", "b": "p", "g": "k" };
  function stems(word, known) {
    const found = [];
    for (let cut = Math.max(3, word.length - LONGEST_ENDING); cut < word.length; cut++) {
      if (!known.has(word.slice(cut))) continue;
      const stem = word.slice(0, cut);
      found.push(stem);
      const voiced = VOICED[stem.slice(-1)];
      if (voiced) found.push(stem.slice(0, -1) + voiced);
    }
    return found;
  }
  function has(own, word) {
    const sets = /^\p{Nd}/u.test(word.plain) ? [own.cyrillic, own.latin] : [own[word.script]];
    for (const set of sets) {
      if (set.has(word.plain) || word.stems.some((stem) => set.has(stem))) return true;
      for (const key of set) if (key.startsWith(word.plain)) return true;
    }
    return false;
  }

  const search = byId("search"), person = byId("person"), year = byId("year"), count = byId("count");
  function update() {
    const words = asked(search.value);
    let shown = 0;
    works.forEach((work, place) => {
      const fits = words.every((word) => has(keys[place], word))
        && (!person.value || work.dataset.persons.split(" ").includes(person.value))
        && (!year.value || work.dataset.years.split(" ").includes(year.value));
      work.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    document.querySelectorAll("main section").forEach((section) => {
      section.hidden = !section.querySelector(".works > li:not([hidden])");
    });
    count.textContent = data.words.shown[root.dataset.language] + ": " + shown + " / " + works.length;
    byId("nothing").hidden = shown > 0;
  }
  [search, person, year].forEach((field) => field.addEventListener("input", update));
  byId("clear").addEventListener("click", () => {
    search.value = person.value = year.value = "";
    update();
    search.focus();
  });

  function speak(code) {
    root.dataset.language = root.lang = code;
    document.title = data.titles[code];
    document.querySelectorAll("[data-word]").forEach((one) => {
      const text = data.words[one.dataset.word][code];
      if (one.dataset.into) one.setAttribute(one.dataset.into, text); else one.textContent = text;
    });
    document.querySelectorAll("button[data-speak]").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.dataset.speak === code));
    });
    works.forEach((work, place) => {
      const image = work.querySelector("img");
      if (image) image.alt = data.alternatives[place][code];
    });
    remember("language", code);
    update();
  }
  function remember(key, value) {
    try { localStorage.setItem("muragat-" + key, value); } catch (error) { /* a browser may refuse on file:// */ }
  }
  function remembered(key) {
    try { return localStorage.getItem("muragat-" + key); } catch (error) { return null; }
  }
  document.querySelectorAll("button[data-speak]").forEach((button) => {
    button.addEventListener("click", () => speak(button.dataset.speak));
  });
  function colour(name) {
    root.dataset.colours = name;
    byId("dark").setAttribute("aria-pressed", String(name === "dark"));
    remember("colours", name);
  }
  const isDark = () => root.dataset.colours
    ? root.dataset.colours === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  byId("dark").addEventListener("click", () => colour(isDark() ? "light" : "dark"));
  byId("dark").setAttribute("aria-pressed", String(isDark()));
  byId("print").addEventListener("click", () => window.print());

  const viewer = byId("viewer"), picture = byId("viewed");
  let at = -1, page = 0, opener = null;
  const visible = () => works.filter((work) => !work.hidden && work.querySelector("a.picture"));
  const pagesOf = (work) => Array.from(work.querySelectorAll("a.sheet"), (link) => link.href);
  function view(place) {
    const shown = visible();
    if (!shown.length) return;
    at = (place + shown.length) % shown.length;
    turn(0);
    byId("text").replaceChildren(...Array.from(shown[at].querySelector("figcaption").childNodes, (one) => one.cloneNode(true)));
    if (!viewer.open) viewer.showModal();
  }
  function turn(to) {
    const shown = visible(), work = shown[at], pages = pagesOf(work);
    page = Math.min(Math.max(to, 0), Math.max(pages.length - 1, 0));
    const told = data.words.page[root.dataset.language] + " " + (page + 1) + " / " + pages.length;
    picture.src = pages[page] || work.querySelector("a.picture").href;
    picture.alt = work.querySelector("img").alt + (pages.length ? ", " + told : "");
    byId("place").textContent = (at + 1) + " / " + shown.length + (pages.length ? " · " + told : "");
    byId("turn").hidden = !pages.length;
    byId("back").disabled = page === 0;
    byId("forth").disabled = page >= pages.length - 1;
  }
  function opens(link, work, to) {
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      opener = link;
      view(visible().indexOf(work));
      turn(to);
    });
  }
  works.forEach((work) => {
    work.querySelectorAll("a.picture").forEach((link) => opens(link, work, 0));
    work.querySelectorAll("a.sheet").forEach((link, to) => opens(link, work, to));
  });
  byId("back").addEventListener("click", () => turn(page - 1));
  byId("forth").addEventListener("click", () => turn(page + 1));
  byId("previous").addEventListener("click", () => view(at - 1));
  byId("next").addEventListener("click", () => view(at + 1));
  byId("close").addEventListener("click", () => viewer.close());
  viewer.addEventListener("close", () => { picture.removeAttribute("src"); if (opener) opener.focus(); });
  viewer.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") view(at - 1);
    if (event.key === "ArrowRight") view(at + 1);
    if (event.key === "PageUp") { event.preventDefault(); turn(page - 1); }
    if (event.key === "PageDown") { event.preventDefault(); turn(page + 1); }
  });

  const chosen = remembered("colours");
  if (chosen === "dark" || chosen === "light") colour(chosen);
  const language = remembered("language");
  speak(language && language in data.titles ? language : root.dataset.language);
})();
