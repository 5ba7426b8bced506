// Correcting an item: the date in words while it is typed, names while they are typed, lines that grow, and a
// question before typed words are left behind. Everything works without this script.

const form = document.querySelector("form.correcting");

function later(wait, action) {
  let timer = 0;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...given), wait);
  };
}

// The date in words.
const dateField = form.querySelector("input[name='date']");
const preview = form.querySelector("[data-preview]");
if (dateField && preview) {
  const standing = preview.textContent;
  const say = later(250, async () => {
    const written = dateField.value.trim();
    if (!written) {
      preview.textContent = dateField.defaultValue ? "" : standing;
      preview.classList.remove("bad");
      return;
    }
    const answer = await fetch(`${preview.dataset.preview}?written=${encodeURIComponent(written)}`, {
      headers: { Accept: "application/json" },
    });
    if (!answer.ok) return;
    const said = await answer.json();
    preview.classList.toggle("bad", Boolean(said.error));
    const words = said.words && said.words[document.documentElement.lang];
    preview.textContent = said.error ? `${said.error} ${said.todo}` : `${words} — ${said.edtf}`;
  });
  dateField.addEventListener("input", say);
}

// Names: a list under the field, chosen with arrows and Enter or by a click.
let lists = 0;
function offer(field) {
  const list = document.createElement("ul");
  list.className = "names";
  list.hidden = true;
  list.id = `names-${++lists}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.closest("label").querySelector("span").textContent);
  field.closest("label").classList.add("with-names");
  field.after(list);
  field.setAttribute("role", "combobox");
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-expanded", "false");
  let chosen = -1;

  const close = () => {
    list.hidden = true;
    chosen = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const take = (text) => {
    field.value = text;
    close();
    field.dispatchEvent(new Event("input", { bubbles: true }));
    close();
  };
  const mark = (to) => {
    const all = [...list.children];
    if (!all.length) return;
    chosen = (to + all.length) % all.length;
    all.forEach((one, at) => one.setAttribute("aria-selected", String(at === chosen)));
    field.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  };
  const ask = later(200, async () => {
    const text = field.value.trim();
    if (text.length < 2 || document.activeElement !== field || /P\d{5,}/.test(text)) return close();
    const answer = await fetch(`/names?kind=${field.dataset.names}&q=${encodeURIComponent(text)}`, {
      headers: { Accept: "application/json" },
    });
    if (!answer.ok || field.value.trim() !== text) return;
    const names = await answer.json();
    list.replaceChildren(
      ...names.map((name, at) => {
        const one = document.createElement("li");
        one.textContent = name;
        one.id = `${list.id}-${at}`;
        one.setAttribute("role", "option");
        one.setAttribute("aria-selected", "false");
        one.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          take(name);
        });
        return one;
      }),
    );
    chosen = -1;
    list.hidden = names.length === 0;
    field.setAttribute("aria-expanded", String(names.length > 0));
  });

  field.addEventListener("input", ask);
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(chosen + 1);
    else if (event.key === "ArrowUp") mark(chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen].textContent);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
for (const field of form.querySelectorAll("input[data-names]")) offer(field);

// Enter in a line goes to the next one; at the last it makes another.
form.addEventListener("keydown", (event) => {
  const line = event.target.closest?.(".typed-lines textarea");
  if (!line || event.key !== "Enter" || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const entry = line.closest("li");
  if (!entry.nextElementSibling) {
    const more = entry.cloneNode(true);
    more.querySelector("textarea").value = "";
    entry.after(more);
  }
  entry.nextElementSibling.querySelector("textarea").focus();
});

// What is typed and not saved is not left behind without a question. Ctrl+Enter or Ctrl+S saves.
let typed = false;
form.addEventListener("input", () => {
  typed = true;
});
form.addEventListener("submit", () => {
  typed = false;
});
addEventListener("beforeunload", (event) => {
  if (typed) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  const saves = event.key === "Enter" || event.key.toLowerCase() === "s";
  if (!saves || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  form.requestSubmit();
});
