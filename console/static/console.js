// What a page does beyond its HTML; each part works without the others, and pages without all of them.
import { keepUp } from "./live.js";
import { readKeys } from "./keys.js";
import { dressJson } from "./json.js";
import { keepViews } from "./views.js";

// An answer that takes longer is none: in milliseconds.
const PATIENCE = 10_000;
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

// What scrolls within the page can be scrolled by keyboard in every browser.
function reach() {
  for (const part of $$(".rows, pre")) {
    const scrolls = part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight;
    if (scrolls) part.tabIndex = 0;
  }
}

function dress(within) {
  dressJson(within);
  reach();
  for (const button of $$("[data-copy-text]", within)) button.hidden = false;
}

async function fragment(url) {
  const given = { headers: { "X-Live": "1" }, signal: AbortSignal.timeout(PATIENCE) };
  const response = await fetch(url, given);
  const found = new DOMParser().parseFromString(await response.text(), "text/html");
  if (!response.ok) throw Object.assign(new Error(`${response.status}`), { status: response.status, found });
  return found;
}

async function loadMore(link) {
  link.setAttribute("aria-busy", "true");
  const found = await fragment(link.href);
  const rows = document.querySelector("main [data-rows]");
  const known = new Set($$("[data-key]", rows).map((row) => row.dataset.key));
  for (const row of $$("main [data-rows] > [data-key]", found)) {
    if (known.has(row.dataset.key)) continue;
    row.dataset.loaded = "";
    rows.append(document.adoptNode(row));
  }
  const next = found.querySelector("a[data-more]");
  if (next) link.href = next.href;
  else link.parentElement.remove();
  link.removeAttribute("aria-busy");
}

async function openStep(link) {
  const panel = document.getElementById("panel");
  const found = await fragment(link.dataset.step);
  panel.replaceChildren(...found.body.childNodes);
  dress(panel);
  for (const bar of $$(".bar.chosen")) bar.classList.remove("chosen");
  link.closest(".bar").classList.add("chosen");
  history.replaceState(null, "", link.href);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-more], a[data-step]");
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
    event.preventDefault();
    const done = "more" in link.dataset ? loadMore(link) : openStep(link);
    done.catch(() => { window.location.href = link.href; });
  }
  const copy = event.target.closest("[data-copy-text]");
  if (copy) {
    const text = copy.parentElement.querySelector("[data-copied]").textContent;
    navigator.clipboard.writeText(text).then(() => { copy.textContent = "Copied"; });
  }
  for (const menu of $$("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("submit", (event) => {
  const asked = event.target.querySelector("input[name=sure]");
  if (!asked || asked.value === "yes") return;
  if (!window.confirm(asked.value)) event.preventDefault();
  // Said with this sending only: who comes back to the page is asked again.
  else event.target.addEventListener("formdata", (sent) => sent.formData.set("sure", "yes"), { once: true });
});

for (const form of $$("form[data-auto]")) {
  form.addEventListener("change", (event) => {
    if (event.target.matches("select, input[type=checkbox]")) form.requestSubmit();
  });
  // An empty filter is no part of the address.
  form.addEventListener("submit", () => {
    for (const input of $$("input, select", form)) input.disabled = input.value === "";
  });
}

// On a phone the menu is a strip: the page that is shown is in sight there.
const here = document.querySelector(".side nav [aria-current]");
if (here) {
  const strip = here.closest("nav");
  const [outer, inner] = [strip, here].map((part) => part.getBoundingClientRect());
  strip.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
}

const theme = document.querySelector("[data-theme-switch]");
if (theme) {
  theme.hidden = false;
  const dark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : window.matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const label = () => { theme.textContent = dark() ? "Light" : "Dark"; };
  label();
  theme.addEventListener("click", () => {
    const next = dark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    localStorage.setItem("millrace-theme", next);
    label();
  });
}

dress(document);
window.addEventListener("resize", reach);
document.addEventListener("toggle", reach, { capture: true });
keepUp(fragment, dress);
readKeys();
keepViews();
