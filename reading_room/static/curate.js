// The order of an exhibition by dragging the grip; up and down move without a reload and keep the focus.

const wall = document.querySelector("[data-wall]");
const said = wall.querySelector("[data-said]");
const token = wall.querySelector("input[name='csrf_token']")?.value;

const works = () => [...wall.querySelectorAll(".work")];

function number() {
  works().forEach((work, at) => {
    work.querySelector(".no").textContent = String(at + 1);
  });
}

async function save(work) {
  const list = work.closest("[data-section]");
  const before = work.nextElementSibling?.dataset.item || "";
  const answer = await fetch(wall.dataset.address, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams({ csrf_token: token, item: work.dataset.item, before, section: list.dataset.section }),
  });
  if (!answer.ok) {
    alert(wall.dataset.failed);
    location.reload();
    return;
  }
  number();
  const title = work.querySelector(".name").firstElementChild.textContent.trim();
  const place = work.querySelector(".no").textContent;
  said.textContent = wall.dataset.moved.replace("%(title)s", title).replace("%(number)s", place);
}

// Buttons: the neighbour in the same section, or the end of the section before or behind.
wall.addEventListener("submit", (event) => {
  const button = event.submitter;
  const [order] = (button?.value || "").split(" ");
  if (!event.target.matches(".moves") || !["up", "down"].includes(order)) return;
  event.preventDefault();
  const work = event.target.closest(".work");
  const other = order === "up" ? work.previousElementSibling : work.nextElementSibling;
  if (other) order === "up" ? other.before(work) : other.after(work);
  else {
    const lists = [...wall.querySelectorAll("[data-section]")];
    const list = lists[lists.indexOf(work.parentElement) + (order === "up" ? -1 : 1)];
    if (!list) return;
    order === "up" ? list.append(work) : list.prepend(work);
  }
  button.focus();
  work.scrollIntoView({ block: "nearest" });
  save(work);
});

for (const grip of wall.querySelectorAll("[data-grip]")) {
  grip.hidden = false;
  grip.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    event.preventDefault();
    const work = grip.closest(".work");
    const first = { list: work.parentElement, next: work.nextElementSibling };
    work.classList.add("dragged");
    // Not a captured pointer: moving the work in the document would let it go.
    const move = (at) => place(work, at);
    const end = (at) => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      work.classList.remove("dragged");
      const moved = work.parentElement !== first.list || work.nextElementSibling !== first.next;
      if (at.type === "pointerup" && moved) save(work);
      else if (moved) {
        first.list.insertBefore(work, first.next);
        number();
      }
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  });
}

function place(work, at) {
  if (at.clientY < 60) scrollBy(0, -16);
  if (at.clientY > innerHeight - 60) scrollBy(0, 16);
  const lists = [...wall.querySelectorAll("[data-section]")];
  const list = lists.findLast((one) => one.getBoundingClientRect().top <= at.clientY) || lists[0];
  const others = [...list.children].filter((one) => one !== work);
  const next = others.find((one) => {
    const box = one.getBoundingClientRect();
    return at.clientY < box.top + box.height / 2;
  });
  if (work.parentElement === list && work.nextElementSibling === (next || null)) return;
  list.insertBefore(work, next || null);
  number();
}

// A section is chosen: that is enough.
for (const choice of wall.querySelectorAll(".into select")) {
  choice.form.querySelector("button").hidden = true;
  choice.addEventListener("change", () => choice.form.requestSubmit());
}
