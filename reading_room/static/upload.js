// A folder dropped or chosen goes up file by file, so that a broken connection costs one file, not all.

const form = document.querySelector("form.upload");
const drop = form.querySelector("[data-drop]");
const chosen = form.querySelector("[data-chosen]");
const said = form.querySelector("[data-said]");
const bar = form.querySelector("progress");
const refused = form.querySelector("[data-refused]");
const stopper = form.querySelector("[data-stop]");
const button = form.querySelector("button.main");
const kinds = new Set(form.dataset.kinds.split(","));
let files = new Map(); // relative path → File
let upload = null; // { id, sent: Set }
let stopped = false;

form.querySelector(".drop-here").hidden = false;
form.querySelector("[data-noscript]").hidden = true;

const size = (bytes) => {
  const units = [["GB", 1e9], ["MB", 1e6], ["KB", 1e3]];
  const [unit, power] = units.find(([, one]) => bytes >= one) || ["B", 1];
  return `${(bytes / power).toFixed(power > 1 ? 1 : 0)} ${unit}`;
};

function show() {
  const total = [...files.values()].reduce((sum, file) => sum + file.size, 0);
  chosen.textContent = files.size
    ? chosen.dataset.chosen.replace("%(count)s", String(files.size)).replace("%(size)s", size(total))
    : "";
}

function choose(found) {
  files = new Map(found);
  upload = null;
  refused.replaceChildren();
  said.textContent = "";
  show();
}

for (const input of form.querySelectorAll("input[type='file']")) {
  input.addEventListener("change", () => {
    for (const other of form.querySelectorAll("input[type='file']")) if (other !== input) other.value = "";
    choose([...input.files].map((file) => [file.webkitRelativePath || file.name, file]));
  });
}

// A dropped folder is walked; its entries come in portions.
async function walk(entry, path, found) {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => entry.file(done, failed));
    found.push([path + entry.name, file]);
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const portion = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!portion.length) return;
    for (const one of portion) await walk(one, `${path}${entry.name}/`, found);
  }
}

for (const kind of ["dragenter", "dragover"]) {
  drop.addEventListener(kind, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
drop.addEventListener("dragleave", (event) => {
  if (!drop.contains(event.relatedTarget)) drop.classList.remove("over");
});
drop.addEventListener("drop", async (event) => {
  event.preventDefault();
  drop.classList.remove("over");
  const entries = [...event.dataTransfer.items].map((one) => one.webkitGetAsEntry?.()).filter(Boolean);
  const plain = [...event.dataTransfer.files].map((file) => [file.name, file]);
  const found = [];
  for (const entry of entries) await walk(entry, "", found);
  choose(found.length ? found : plain);
});

async function send(address, options) {
  const token = form.querySelector("input[name='csrf_token']").value;
  const answer = await fetch(address, {
    method: "POST",
    ...options,
    headers: { Accept: "application/json", "X-CSRFToken": token, ...options.headers },
  });
  const told = await answer.json();
  if (!answer.ok) throw Object.assign(new Error([told.error?.what, told.error?.todo].filter(Boolean).join(" ")), { told: true });
  return told;
}

function refuse(name, why) {
  const line = document.createElement("li");
  line.textContent = why ? `${name}: ${why}` : name;
  refused.append(line);
}

// What is said of the upload; it may be corrected until it is started.
function words() {
  const fields = new URLSearchParams();
  for (const name of ["event", "date", "place", "donor", "act", "languages"]) {
    const field = form.elements.namedItem(name);
    if (field) fields.set(name, field.value);
  }
  return fields;
}

// Also before going on: the server says whether it has room for what comes.
async function begin() {
  const said = words();
  if (upload) said.set("upload", upload.id);
  const { id } = await send(form.dataset.begin, { body: said });
  return upload || { id, sent: new Set(), address: form.dataset.begin.replace(/begin$/, id) };
}

async function sendAll() {
  upload = await begin();
  bar.max = files.size;
  for (const [name, file] of files) {
    if (stopped) return false;
    if (!upload.sent.has(name)) {
      const told = await send(`${upload.address}/file?name=${encodeURIComponent(name)}`, {
        body: file,
        headers: { "Content-Type": "application/octet-stream" },
      });
      upload.sent.add(name);
      if (!told.taken) refuse(name, told.reason);
    }
    bar.value = upload.sent.size;
    said.textContent = said.dataset.sending
      .replace("%(done)s", String(upload.sent.size))
      .replace("%(count)s", String(files.size));
  }
  const { address } = await send(`${upload.address}/start`, { body: words() });
  location.assign(address);
  return true;
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!files.size) {
    said.textContent = said.dataset.nothing;
    return;
  }
  stopped = false;
  button.disabled = true;
  bar.hidden = stopper.hidden = false;
  try {
    await sendAll();
    if (stopped) {
      await send(`${upload.address}/abandon`, { body: new URLSearchParams() });
      upload = null;
      said.textContent = said.dataset.stopped;
    }
  } catch (error) {
    said.textContent = error.told ? error.message : said.dataset.failed;
  } finally {
    button.disabled = false;
    stopper.hidden = true;
  }
});
stopper.addEventListener("click", () => {
  stopped = true;
});
