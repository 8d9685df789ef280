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
  // What was loaded by "Load more" stays; every other row is one that the page shows by itself.
  const isKept = (row) => "loaded" in row.dataset && wanted.size && !("whole" in old.dataset);
  let slid = 0;
  for (const row of shown) {
    if (wanted.has(row.dataset.key) || isKept(row) || isInUse(row) || !row.dataset.key) continue;
    row.remove();
    slid += 1;
  }
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
  if (slid) tellGap(old, fresh.lastElementChild?.dataset.key);
}

// Rows that slid off the page leave a gap before those that were loaded: it is said, not hidden.
function tellGap(rows, last) {
  const loaded = rows.querySelector("[data-loaded]");
  if (!loaded || rows.querySelector("[data-gap]")) return;
  const above = [...rows.children].find((row) => row.dataset.key === last);
  if (!above) return;
  const gap = document.createElement(loaded.tagName);
  gap.dataset.gap = "";
  const said = "Newer rows have pushed some out of this list here: reload the page to see them all.";
  if (loaded.tagName === "TR") gap.append(Object.assign(document.createElement("td"), { colSpan: 99, textContent: said }));
  else gap.textContent = said;
  above.after(gap);
}

function updateMore(found) {
  // The link below the rows goes on from the last of them, unless more were loaded.
  if (document.querySelector("main [data-loaded]")) return;
  const [old, fresh] = [document, found].map((page) => page.querySelector("main a[data-more]"));
  if (old && fresh) old.href = fresh.href;
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
  updateMore(found);
  dress(document);
}

const SIGN_IN = "/console/sign-in";

// While the page cannot be read again it says since when, and its figures are greyed.
function tellStale(since, status) {
  let bar = document.getElementById("stale");
  if (!bar) {
    bar = Object.assign(document.createElement("p"), { id: "stale", className: "stale-bar" });
    bar.setAttribute("role", "alert");
    document.querySelector("main").prepend(bar);
  }
  document.body.classList.add("is-stale");
  const at = since.toLocaleTimeString();
  const said = status === 401 ? `Signed out: not up to date since ${at}. ` : `Not up to date since ${at}: Millrace does not answer. It is tried again.`;
  if (bar.dataset.said === said) return;
  bar.dataset.said = said;
  bar.replaceChildren(said);
  if (status !== 401) return;
  const here = window.location.pathname + window.location.search;
  const link = Object.assign(document.createElement("a"), { href: `${SIGN_IN}?next=${encodeURIComponent(here)}`, textContent: "Sign in" });
  bar.append(link);
}

function tellFresh() {
  document.getElementById("stale")?.remove();
  document.body.classList.remove("is-stale");
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
  let since = new Date();
  let timer;
  const isOutage = () => document.getElementById("outage") !== null;
  const next = () => {
    const seconds = Number(live()?.dataset.live ?? 0) * 2 ** Math.min(failures, 2);
    clearTimeout(timer);
    if (seconds) timer = setTimeout(look, seconds * 1000);
  };
  const look = async () => {
    if (document.hidden) return next();
    try {
      const found = await fragment(window.location.href);
      const wasLive = Boolean(live());
      if (waitsDiffer(found) || isOutage()) {
        // A question came or went, or the servers are back: the whole page says what there is now.
        window.location.reload();
        return;
      }
      update(found, dress);
      since = new Date();
      tellFresh();
      if (wasLive && !live()) return;
      failures = 0;
    } catch (error) {
      failures += 1;
      if (isOutage() && error.found) update(error.found, dress);
      else tellStale(since, error.status);
    }
    next();
  };
  // What was not looked at was not kept up to date either: both are made up for at once.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && live()) look();
  });
  next();
}
