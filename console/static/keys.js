// `/` finds, j and k go down and up a list, Enter opens, Esc leaves what is open.

const isTyping = (target) => target.matches("input, select, textarea, [contenteditable]");

// What a list is made of: its rows, what waits in the inbox, the bars of a run. What a conversation
// shows within a message is part of that.
const ROWS = "main .bar, main [data-rows] > [data-key], main .rows > tbody > tr:not([data-key] *)";

function rows() {
  return [...document.querySelectorAll(ROWS)];
}

function fieldToFind() {
  const fields = [...document.querySelectorAll("[data-find], main input[type=search]")];
  return fields.find((one) => one.checkVisibility());
}

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.findIndex((row) => row.classList.contains("here"));
  const next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  all[at]?.classList.remove("here");
  next.classList.add("here");
  next.scrollIntoView({ block: "nearest" });
  const link = next.querySelector("a");
  if (!link) next.tabIndex = -1;
  (link ?? next).focus({ preventScroll: true });
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
      const field = fieldToFind();
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
