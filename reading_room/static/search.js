// Suggestions while typing: a combobox with a list (WAI-ARIA 1.2, «list autocomplete with manual selection»).

const PAUSE = 120;
const field = document.getElementById("q");
const holder = field.closest("[data-suggest]");
const list = document.getElementById("suggestions");

let options = [];
let chosen = -1;
let asked = 0;
let timer = 0;

field.setAttribute("role", "combobox");
field.setAttribute("aria-autocomplete", "list");
field.setAttribute("aria-controls", list.id);
field.setAttribute("aria-expanded", "false");

function close() {
  list.hidden = true;
  chosen = -1;
  field.setAttribute("aria-expanded", "false");
  field.removeAttribute("aria-activedescendant");
}

function choose(number) {
  chosen = number;
  for (const [index, element] of [...list.children].entries()) {
    element.setAttribute("aria-selected", String(index === chosen));
    if (index === chosen) element.scrollIntoView({ block: "nearest" });
  }
  if (chosen < 0) field.removeAttribute("aria-activedescendant");
  else field.setAttribute("aria-activedescendant", list.children[chosen].id);
}

function take(number) {
  field.value = options[number].query;
  close();
  field.focus();
  ask();
}

function part(text, name) {
  const element = document.createElement("span");
  element.textContent = text;
  if (name) element.className = name;
  return element;
}

function show(found) {
  options = found;
  list.replaceChildren(
    ...found.map((one, number) => {
      const element = document.createElement("li");
      element.id = `suggestion-${number}`;
      element.setAttribute("role", "option");
      element.setAttribute("aria-selected", "false");
      element.append(part(one.label), part(list.dataset[one.kind], "what"), part(one.count, "many"));
      element.addEventListener("pointerdown", (event) => event.preventDefault());
      element.addEventListener("click", () => take(number));
      return element;
    }),
  );
  chosen = -1;
  const open = found.length > 0 && document.activeElement === field;
  list.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  field.removeAttribute("aria-activedescendant");
}

async function ask() {
  const typed = field.value.slice(0, field.selectionEnd ?? undefined);
  const number = ++asked;
  if (typed.trim().length < 2 || field.selectionEnd !== field.value.length) return close();
  try {
    const answer = await fetch(`${holder.dataset.suggest}?q=${encodeURIComponent(typed)}`, {
      headers: { Accept: "application/json" },
    });
    if (answer.ok && number === asked) show((await answer.json()).suggestions);
  } catch {
    close();
  }
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, PAUSE);
});
field.addEventListener("blur", close);
field.form.addEventListener("submit", () => {
  asked += 1;
  clearTimeout(timer);
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !list.hidden) {
    event.preventDefault();
    close();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (list.hidden) return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    const places = options.length + 1;
    choose(((chosen + 1 + step + places) % places) - 1);
  } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
    event.preventDefault();
    take(chosen);
  }
});

// On a telephone the facets lie over the pictures.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && location.hash === "#facets" && list.hidden) location.hash = "#results";
});
