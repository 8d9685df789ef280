// Keeps lists and runs up to date. Only what changed is replaced, row by row: an open panel, a
// field that somebody fills in and the place that was scrolled to stay as they are.

const drawn = new WeakMap();
// A form's key is another one each time it is drawn, which is no change.
const ONCE = /name="key" value="[^"]*"/g;

function isInUse(element) {
  return element.contains(document.activeElement) && document.activeElement.matches("input, select, textarea");
}

function keepOpen(from, to) {
  for (const panel of from.querySelectorAll("details[id]")) {
    const same = to.querySelector(`#${CSS.escape(panel.id)}`);
    if (same) same.open = panel.open;
  }
}

// Who moves by keyboard stays where he is, though what he is at was drawn again.
function keepFocus(within, change) {
  const held = document.activeElement;
  const place = [...within.querySelectorAll("*")].indexOf(held);
  change();
  const same = within.querySelectorAll("*")[place];
  if (same?.tagName !== held.tagName || same.getAttribute("href") !== held.getAttribute("href")) return;
  if (held.hasAttribute("tabindex")) same.tabIndex = held.tabIndex;
  same.focus({ preventScroll: true });
}

function replace(old, fresh) {
  const html = fresh.innerHTML.replace(ONCE, "");
  if (drawn.get(old) === html || isInUse(old)) return;
  const before = old.querySelector("details[open].menu");
  if (before) return;
  keepOpen(old, fresh);
  const chosen = old.classList.contains("chosen") || old.classList.contains("here");
  const classes = chosen ? old.className : fresh.className;
  keepFocus(old, () => old.replaceChildren(...fresh.childNodes));
  old.className = classes;
  drawn.set(old, html);
}

function updateRows(old, fresh) {
  const wanted = new Set([...fresh.children].map((row) => row.dataset.key));
  const shown = [...old.children];
  const last = shown.findLastIndex((row) => wanted.has(row.dataset.key));
  // What was loaded by "Load more" is below what the page shows by itself, and stays.
  const isOver = (index) => index < last || !wanted.size || "whole" in old.dataset;
  shown.forEach((row, index) => {
    if (!wanted.has(row.dataset.key) && isOver(index) && !isInUse(row)) row.remove();
  });
  const known = new Map([...old.children].map((row) => [row.dataset.key, row]));
  let place = old.firstElementChild;
  for (const row of [...fresh.children]) {
    const same = known.get(row.dataset.key);
    if (!same) {
      old.insertBefore(row, place);
    } else {
      replace(same, row);
      if (same === place) place = place.nextElementSibling;
      else old.insertBefore(same, place);
    }
  }
}

function update(found, dress) {
  for (const fresh of found.querySelectorAll("[data-live-part]")) {
    const old = document.getElementById(fresh.id);
    if (old) replace(old, fresh);
  }
  for (const old of document.querySelectorAll("[data-live]")) {
    const fresh = found.getElementById(old.id);
    if (!fresh) continue;
    const rows = old.querySelector("[data-rows]");
    const freshRows = fresh.querySelector("[data-rows]");
    if (rows && freshRows) updateRows(rows, freshRows);
    else if (Boolean(rows) !== Boolean(freshRows)) replace(old, fresh);
    if (!fresh.dataset.live) delete old.dataset.live;
  }
  dress(document);
}

function waitsDiffer(found) {
  const id = (page) => page.querySelector('[id^="run-wait-"]')?.id;
  return document.getElementById("run-head") && id(document) !== id(found);
}

/** Poll while the page is seen and something on it is live. */
export function keepUp(fragment, dress) {
  const live = () => document.querySelector("[data-live]");
  if (!live()) return;
  let failures = 0;
  const next = () => {
    const seconds = Number(live()?.dataset.live ?? 0) * 2 ** Math.min(failures, 4);
    if (seconds) setTimeout(look, seconds * 1000);
  };
  const look = async () => {
    if (document.hidden) return next();
    try {
      const found = await fragment(window.location.href);
      const wasLive = Boolean(live());
      if (waitsDiffer(found)) {
        // A question came or went: the whole page says what there is to do now.
        window.location.reload();
        return;
      }
      update(found, dress);
      if (wasLive && !live()) return;
      failures = 0;
    } catch {
      failures += 1;
    }
    next();
  };
  next();
}
