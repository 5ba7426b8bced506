// Arrow keys go from picture to picture; Home and End to the first and the last.

const middle = (box) => box.left + box.width / 2;

function below(cards, from, step) {
  const here = from.getBoundingClientRect();
  let best = null;
  for (const card of cards) {
    const box = card.getBoundingClientRect();
    const down = (box.top - here.top) * step;
    if (down < 4) continue;
    const distance = down * 10 + Math.abs(middle(box) - middle(here));
    if (best === null || distance < best.distance) best = { card, distance };
  }
  return best?.card;
}

for (const grid of document.querySelectorAll("[data-grid]")) {
  grid.addEventListener("keydown", (event) => {
    const from = event.target.closest("[data-card]");
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
    const cards = [...grid.querySelectorAll("[data-card]")];
    const at = cards.indexOf(from);
    const to = {
      ArrowRight: () => cards[at + 1],
      ArrowLeft: () => cards[at - 1],
      ArrowDown: () => below(cards, from, 1),
      ArrowUp: () => below(cards, from, -1),
      Home: () => cards[0],
      End: () => cards.at(-1),
    }[event.key]?.();
    if (!to) return;
    event.preventDefault();
    to.focus();
    to.closest("li").scrollIntoView({ block: "nearest" });
  });
}
