// What every page does: colours without a reload, a menu that closes, "/" goes to the search field.

const root = document.documentElement;

for (const link of document.querySelectorAll("[data-colours-choice]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const chosen = link.dataset.coloursChoice;
    root.dataset.colours = chosen;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `colours=${chosen}; Max-Age=31536000; Path=/; SameSite=Lax${secure}`;
    for (const other of document.querySelectorAll("[data-colours-choice]")) {
      if (other === link) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
    }
  });
}

const menu = document.getElementById("menu");
document.addEventListener("click", (event) => {
  if (menu?.open && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && menu?.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

export const isTyping = (target) =>
  target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const field = document.getElementById("q");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
