// Boxes of a grid: how many are chosen, all at once, a range with the shift key. The bar stays in sight.
for (const bar of document.querySelectorAll("[data-bar]")) {
  const form = bar.closest("form");
  const boxes = () => [...form.querySelectorAll("input[name='item']")];
  const all = bar.querySelector("[data-all]");
  const count = bar.querySelector("[data-chosen]");
  let last = null;
  all.closest("label").hidden = false;
  const show = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    bar.classList.toggle("chosen", chosen > 0);
    form.classList.toggle("choosing", chosen > 0);
    count.textContent = chosen ? count.dataset.chosen.replace("%s", String(chosen)) : "";
    all.checked = chosen > 0 && chosen === boxes().length;
    all.indeterminate = chosen > 0 && !all.checked;
  };
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
    show();
  });
  form.addEventListener("click", (event) => {
    const box = event.target.closest("input[name='item']");
    if (!box) return;
    const list = boxes();
    if (event.shiftKey && last) {
      const [from, to] = [list.indexOf(last), list.indexOf(box)].sort((a, b) => a - b);
      for (const one of list.slice(from, to + 1)) one.checked = box.checked;
    }
    last = box;
    show();
  });
  addEventListener("pageshow", show);
  show();
}
