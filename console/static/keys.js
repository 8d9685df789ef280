// `/` finds, j and k go down and up a list, Enter opens, Esc leaves what is open.

const isTyping = (target) => target.matches("input, select, textarea, [contenteditable]");

function rows() {
  return [...document.querySelectorAll("main tr[data-open], main .bar")];
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.classList.contains("here"));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  all[at]?.classList.remove("here");
  next.classList.add("here");
  next.scrollIntoView({ block: "nearest" });
  (next.querySelector("a") ?? next).focus({ preventScroll: true });
}

function leave() {
  const menu = document.querySelector("details.menu[open]");
  if (menu) menu.open = false;
  else if (document.activeElement && isTyping(document.activeElement)) document.activeElement.blur();
  else document.querySelector("#panel [data-close]")?.click();
}

/** Listen for the keys. */
export function readKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return leave();
    if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return undefined;
    if (event.key === "/") {
      const field = document.querySelector("[data-find]");
      if (field) {
        event.preventDefault();
        field.focus();
        field.select();
      }
    }
    if (event.key === "j") move(1);
    if (event.key === "k") move(-1);
    return undefined;
  });
}
