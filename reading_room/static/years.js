// The years can be brushed: drag over the bars, or move the two handles by arrow keys and press Enter.
// Without this script every bar is a link.

const SVG = "http://www.w3.org/2000/svg";

function brush(section) {
  const picture = section.querySelector("[data-bars]");
  const links = [...picture.querySelectorAll("a")];
  const said = section.querySelector("[data-span]");
  const { first, last } = { first: section.querySelector("[name=from]"), last: section.querySelector("[name=to]") };
  const year = (input, otherwise) => (/^\d{4}$/.test(input.value) ? Number(input.value) : otherwise);
  const bar = (wanted, otherwise) => {
    const at = links.findIndex((link) => wanted >= Number(link.dataset.first) && wanted <= Number(link.dataset.last));
    return at < 0 ? otherwise : at;
  };
  const end = links.length - 1;
  let low = bar(year(first, NaN), 0);
  let high = bar(year(last, NaN), end);

  const handle = (label) => {
    const made = document.createElementNS(SVG, "rect");
    const values = { class: "handle", y: 0, width: 2, height: 56, tabindex: 0, role: "slider", "aria-label": label };
    for (const [name, value] of Object.entries(values)) made.setAttribute(name, value);
    picture.append(made);
    return made;
  };
  const from = handle(section.dataset.fromLabel);
  const to = handle(section.dataset.toLabel);

  function place(made, at, value, edge) {
    made.setAttribute("x", edge);
    made.setAttribute("aria-valuemin", links[0].dataset.first);
    made.setAttribute("aria-valuemax", links[end].dataset.last);
    made.setAttribute("aria-valuenow", value);
    made.setAttribute("aria-valuetext", `${value}: ${links[at].dataset.count}`);
  }

  function draw() {
    const narrowed = low > 0 || high < end;
    picture.classList.toggle("brushing", true);
    links.forEach((link, at) => link.classList.toggle("outside", at < low || at > high));
    place(from, low, links[low].dataset.first, low * 10);
    place(to, high, links[high].dataset.last, high * 10 + 8);
    said.textContent = narrowed ? `${links[low].dataset.first}–${links[high].dataset.last}` : "";
  }

  function go() {
    const address = new URL(section.dataset.address, location.href);
    if (low > 0 || high < end) {
      address.searchParams.append("date", `${links[low].dataset.first}..${links[high].dataset.last}`);
    }
    location.assign(address);
  }

  const at = (event) => {
    const box = picture.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.min(end, Math.max(0, Math.floor(share * links.length)));
  };

  let start = null;
  let moved = false;
  picture.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const where = at(event);
    const near = event.target === from ? high : event.target === to ? low : where;
    start = near;
    moved = event.target === from || event.target === to;
    picture.setPointerCapture(event.pointerId);
  });
  picture.addEventListener("pointermove", (event) => {
    if (start === null) return;
    const where = at(event);
    moved ||= where !== start;
    if (!moved) return;
    [low, high] = where < start ? [where, start] : [start, where];
    draw();
  });
  picture.addEventListener("pointerup", (event) => {
    if (start === null) return;
    if (!moved) low = high = at(event);
    start = null;
    go();
  });
  picture.addEventListener("pointercancel", () => {
    start = null;
  });
  // The pointer's own events have done what the click would do.
  picture.addEventListener("click", (event) => event.detail && event.preventDefault());
  picture.addEventListener("dragstart", (event) => event.preventDefault());

  const steps = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5, Home: -99, End: 99 };
  for (const made of [from, to]) {
    made.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        go();
        return;
      }
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      if (made === from) low = Math.min(high, Math.max(0, low + step));
      else high = Math.max(low, Math.min(end, high + step));
      draw();
    });
  }
  for (const link of links) link.setAttribute("tabindex", "-1");
  draw();
}

for (const section of document.querySelectorAll("[data-years]")) {
  if (section.querySelector("[data-bars]")) brush(section);
}
