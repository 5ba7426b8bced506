// The picture of an item: pan and zoom to full size by mouse, wheel, touch and keyboard; sharper pictures are
// fetched as they are needed. Without this script the picture is a link to itself at full size.

const MOST = 4; // screen pixels for one pixel of the original
const STEP = 1.35;
const PAN = 80;

class Viewer {
  constructor(root) {
    this.root = root;
    this.stage = root.querySelector(".stage");
    this.image = root.querySelector("img");
    this.width = Number(root.dataset.width);
    this.height = Number(root.dataset.height);
    this.sizes = JSON.parse(root.dataset.sizes); // [[long side, address], …] from small to large
    this.level = 0;
    this.fingers = new Map();
    this.scale = 1;
    this.x = 0;
    this.y = 0;
    root.classList.add("moves");
    for (const control of root.querySelectorAll("[hidden]")) control.hidden = false;
    const link = root.querySelector("a.whole");
    link.addEventListener("click", (event) => event.preventDefault());
    link.addEventListener("dragstart", (event) => event.preventDefault());
    link.tabIndex = -1;
    this.frame = root.querySelector(".frame");
    this.frame.tabIndex = 0;
    // As high as the picture is at full width, but neither a strip nor a tower.
    const shape = Math.min(Math.max(this.width / this.height, 0.7), 2.2);
    this.frame.style.aspectRatio = String(shape);
    this.listen();
    new ResizeObserver(() => this.resized()).observe(this.frame);
    this.fit();
  }

  listen() {
    const { frame, root } = this;
    frame.addEventListener("wheel", (event) => this.wheeled(event), { passive: false });
    frame.addEventListener("pointerdown", (event) => this.pressed(event));
    frame.addEventListener("pointermove", (event) => this.moved(event));
    for (const kind of ["pointerup", "pointercancel"]) frame.addEventListener(kind, (event) => this.released(event));
    frame.addEventListener("dblclick", (event) => this.zoom(STEP * STEP, event));
    frame.addEventListener("keydown", (event) => this.typed(event));
    this.image.addEventListener("error", () => this.retry());
    root.addEventListener("click", (event) => {
      const control = event.target.closest("[data-do]");
      if (control) this.order(control.dataset.do, control);
    });
  }

  order(name, control) {
    if (name === "in") this.zoom(STEP);
    if (name === "out") this.zoom(1 / STEP);
    if (name === "fit") this.fit();
    if (name === "full") this.toScale(1 / this.pixel());
    if (name === "boxes") {
      const off = this.root.classList.toggle("no-boxes");
      control.setAttribute("aria-pressed", String(!off));
    }
    if (name === "screen") {
      if (document.fullscreenElement) document.exitFullscreen();
      else this.root.requestFullscreen?.();
    }
  }

  pixel() {
    return window.devicePixelRatio || 1;
  }

  fitting() {
    const { clientWidth, clientHeight } = this.frame;
    return Math.min(clientWidth / this.width, clientHeight / this.height) || 1;
  }

  resized() {
    if (this.fitted) this.fit();
    else this.show();
  }

  fit() {
    this.scale = this.fitting();
    this.x = (this.frame.clientWidth - this.width * this.scale) / 2;
    this.y = (this.frame.clientHeight - this.height * this.scale) / 2;
    this.show();
    this.fitted = true;
  }

  at(event) {
    const box = this.frame.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  zoom(by, event) {
    this.toScale(this.scale * by, event && this.at(event));
  }

  toScale(scale, about) {
    const least = Math.min(this.fitting(), 1 / this.pixel());
    const wanted = Math.min(Math.max(scale, least), MOST / this.pixel());
    const point = about || { x: this.frame.clientWidth / 2, y: this.frame.clientHeight / 2 };
    this.x = point.x - ((point.x - this.x) * wanted) / this.scale;
    this.y = point.y - ((point.y - this.y) * wanted) / this.scale;
    this.scale = wanted;
    this.show();
  }

  pan(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.show();
  }

  // No side of the picture leaves the middle of the frame empty.
  held(place, room, size) {
    if (size <= room) return (room - size) / 2;
    return Math.min(0, Math.max(room - size, place));
  }

  show() {
    this.fitted = false;
    this.x = this.held(this.x, this.frame.clientWidth, this.width * this.scale);
    this.y = this.held(this.y, this.frame.clientHeight, this.height * this.scale);
    this.stage.style.width = `${this.width * this.scale}px`;
    this.stage.style.height = `${this.height * this.scale}px`;
    this.stage.style.transform = `translate(${this.x}px, ${this.y}px)`;
    const share = Math.round(this.scale * this.pixel() * 100);
    const said = this.root.querySelector("[data-share]");
    if (said) said.textContent = `${share} %`;
    this.sharpen();
  }

  sharpen() {
    const needed = Math.max(this.width, this.height) * this.scale * this.pixel();
    let level = this.sizes.findIndex(([side]) => side >= needed * 0.9);
    if (level < 0) level = this.sizes.length - 1;
    if (level <= this.level) return;
    this.level = level;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.fetch(level), 150);
  }

  fetch(level) {
    const sharper = new Image();
    sharper.addEventListener("load", () => {
      if (level === this.level) this.image.src = sharper.src;
    });
    sharper.addEventListener("error", () => {
      if (this.level === level) this.level = Math.max(0, level - 1);
    });
    sharper.src = this.sizes[level][1];
  }

  // The server says "try again" when too many pictures are being made.
  retry() {
    this.tries = (this.tries || 0) + 1;
    if (this.tries > 5) return;
    const address = this.image.src;
    setTimeout(() => {
      this.image.src = "";
      this.image.src = address;
    }, 800 * this.tries);
  }

  wheeled(event) {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : 1;
    this.zoom(Math.exp((-event.deltaY * lines) / 400), event);
  }

  pressed(event) {
    if (event.button > 0) return;
    this.frame.setPointerCapture(event.pointerId);
    this.fingers.set(event.pointerId, this.at(event));
    this.distance = this.spread();
    this.travelled = 0;
  }

  spread() {
    if (this.fingers.size < 2) return 0;
    const [one, other] = [...this.fingers.values()];
    return Math.hypot(one.x - other.x, one.y - other.y);
  }

  moved(event) {
    const before = this.fingers.get(event.pointerId);
    if (!before) return;
    const now = this.at(event);
    this.fingers.set(event.pointerId, now);
    this.travelled += Math.hypot(now.x - before.x, now.y - before.y);
    const share = 1 / this.fingers.size;
    this.pan((now.x - before.x) * share, (now.y - before.y) * share);
    const distance = this.spread();
    if (distance && this.distance) {
      const [one, other] = [...this.fingers.values()];
      this.toScale((this.scale * distance) / this.distance, { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
    }
    this.distance = distance;
  }

  released(event) {
    this.fingers.delete(event.pointerId);
    this.distance = this.spread();
    if (event.type === "pointerup" && this.travelled < 6) {
      const under = document.elementsFromPoint(event.clientX, event.clientY).find((one) => one.matches?.("polygon"));
      if (under) chosen(under.id.replace("box-", ""), true);
    }
  }

  typed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const moves = { ArrowLeft: [PAN, 0], ArrowRight: [-PAN, 0], ArrowUp: [0, PAN], ArrowDown: [0, -PAN] };
    const orders = { "+": "in", "=": "in", "-": "out", "−": "out", 0: "fit", 1: "full" };
    if (moves[event.key]) this.pan(...moves[event.key]);
    else if (orders[event.key]) this.order(orders[event.key]);
    else return;
    event.preventDefault();
  }

  // Bring a box into view when the picture is enlarged.
  reveal(polygon) {
    const box = polygon.getBBox();
    const left = this.x + box.x * this.scale;
    const top = this.y + box.y * this.scale;
    const { clientWidth, clientHeight } = this.frame;
    const inside =
      left >= 0 && top >= 0 && left + box.width * this.scale <= clientWidth && top + box.height * this.scale <= clientHeight;
    if (inside) return;
    this.x = clientWidth / 2 - (box.x + box.width / 2) * this.scale;
    this.y = clientHeight / 2 - (box.y + box.height / 2) * this.scale;
    this.show();
  }
}

let viewer = null;

// A line of text and its box belong together: one lights up with the other.
function light(number, on) {
  for (const id of [`line-${number}`, `box-${number}`]) document.getElementById(id)?.classList.toggle("lit", on);
}

function chosen(number, focus) {
  const line = document.getElementById(`line-${number}`);
  if (!line) return;
  line.scrollIntoView({ block: "nearest" });
  if (focus) (line.matches("a, input, textarea") ? line : line.querySelector("a, input, textarea") || line).focus();
}

function pair() {
  const number = (event) => event.target.closest?.("[id^='line-'], [id^='box-']")?.id.replace(/^(line|box)-/, "");
  for (const [kind, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(kind, (event) => {
      const found = number(event);
      if (!found) return;
      light(found, on);
      const polygon = document.getElementById(`box-${found}`);
      if (on && kind === "focusin" && polygon && viewer) viewer.reveal(polygon);
    });
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#box-']");
    if (!link) return;
    event.preventDefault();
    const polygon = document.querySelector(link.getAttribute("href"));
    if (polygon && viewer) viewer.reveal(polygon);
  });
}

const root = document.querySelector(".viewer[data-sizes]");
if (root) viewer = new Viewer(root);
pair();

// Neighbours by keyboard, unless somebody is writing.
document.addEventListener("keydown", (event) => {
  const target = event.target;
  const writing = target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
  if (writing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  const wanted = { j: "next", k: "prev" }[event.key];
  const link = wanted && document.querySelector(`a[rel="${wanted}"]`);
  if (link) link.click();
});
