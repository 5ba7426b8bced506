// One key a decision: a accepts, r rejects, s skips, z takes back. Rows are sent without a reload.

const rows = () => [...document.querySelectorAll("[data-row]")];
const told = document.querySelector(".told-last");
const counted = document.querySelector("[data-count]");
document.querySelector(".keys").hidden = false;
const done = [];
let at = 0;

function go(to, focus = true) {
  const all = rows();
  if (!all.length) return;
  at = Math.min(Math.max(to, 0), all.length - 1);
  all.forEach((row, index) => row.classList.toggle("here", index === at));
  if (!focus) return;
  all[at].focus({ preventScroll: true });
  all[at].scrollIntoView({ block: "center" });
}

function say(text, bad = false) {
  told.textContent = text;
  told.classList.toggle("bad", bad);
}

function next(row) {
  const all = rows();
  const open = all.findIndex((one, index) => index > all.indexOf(row) && !one.classList.contains("decided"));
  go(open < 0 ? all.indexOf(row) : open);
}

async function send(address, fields) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(fields),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error([said.error?.what, said.error?.todo].filter(Boolean).join(" "));
  return said;
}

async function decide(row, said) {
  const form = row.querySelector("form");
  if (!form || row.classList.contains("decided") || row.dataset.sending) return;
  row.dataset.sending = "yes";
  try {
    const fields = new FormData(form);
    fields.set("said", said);
    const answer = await send(form.action, fields);
    row.classList.add("decided");
    form.hidden = true;
    done.push({ row, step: answer.step });
    say(said === "accept" ? told.dataset.accepted : told.dataset.rejected);
    const mark = document.createElement("strong");
    mark.className = "mark-said";
    mark.textContent = told.textContent;
    row.append(mark);
    count(-1);
    next(row);
  } catch (error) {
    say(error.message, true);
    row.querySelector("select, summary")?.focus();
  } finally {
    delete row.dataset.sending;
  }
}

function count(by) {
  const number = Number(counted.dataset.count) + by;
  counted.textContent = counted.textContent.replace(counted.dataset.count, String(number));
  counted.dataset.count = String(number);
}

async function back() {
  const last = done.at(-1);
  if (!last?.step) return;
  const form = last.row.querySelector("form");
  try {
    await send(told.dataset.address, { csrf_token: form.elements.csrf_token.value, step: String(last.step) });
    done.pop();
    last.row.classList.remove("decided");
    last.row.querySelector(".mark-said")?.remove();
    form.hidden = false;
    count(1);
    say(told.dataset.back);
    go(rows().indexOf(last.row));
  } catch (error) {
    say(error.message, true);
  }
}

document.addEventListener("submit", (event) => {
  const row = event.target.closest("[data-row]");
  if (!row) return;
  event.preventDefault();
  decide(row, event.submitter?.value || "accept");
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-row]");
  if (row) go(rows().indexOf(row), false);
});

document.addEventListener("keydown", (event) => {
  const target = event.target;
  const writing = ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  if (writing || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = rows()[at];
  const keys = {
    a: () => decide(row, "accept"),
    r: () => decide(row, "reject"),
    s: () => go(at + 1),
    j: () => go(at + 1),
    k: () => go(at - 1),
    z: () => back(),
  };
  const action = keys[event.key.toLowerCase()] || keys[event.code?.replace("Key", "").toLowerCase()];
  if (!row || !action) return;
  event.preventDefault();
  action();
});

go(0, false);
