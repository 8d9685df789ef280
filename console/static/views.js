// Named filters of the list of runs. They are kept in the browser: a view is one person's shortcut
// to an address, which can be passed on as it is, so that nothing is gained by a server's keeping,
// listing and deleting it. Each person who signs in here has views of his own.

const MOST = 50;

function stored(key) {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? "[]");
    const isView = (one) => typeof one?.name === "string" && typeof one?.query === "string";
    return Array.isArray(found) ? found.filter(isView) : [];
  } catch {
    return [];
  }
}

/** Return the filters of this page; where it was paged to is none. */
function filters() {
  const query = new URLSearchParams(window.location.search);
  query.delete("cursor");
  query.sort();
  return query.toString();
}

function row(view, forget) {
  const [item, link, button] = ["li", "a", "button"].map((tag) => document.createElement(tag));
  item.className = "view";
  link.textContent = view.name;
  link.href = `${window.location.pathname}?${new URLSearchParams(view.query)}`;
  if (view.query === filters()) link.setAttribute("aria-current", "page");
  button.type = "button";
  button.className = "quiet";
  button.textContent = "Delete";
  button.setAttribute("aria-label", `Delete the view ${view.name}`);
  button.addEventListener("click", (event) => {
    // The button is gone when the page looks whether the click was outside the menu.
    event.stopPropagation();
    forget(view.name);
  });
  item.append(link, button);
  return item;
}

/** Let views of the list of runs be saved, found again and deleted. */
export function keepViews() {
  const menu = document.querySelector("[data-views]");
  if (!menu) return;
  const key = `millrace-views-${menu.dataset.views}`;
  const part = (name) => menu.querySelector(`[data-views-${name}]`);
  const draw = () => {
    const views = stored(key);
    part("list").replaceChildren(...views.map((view) => row(view, forget)));
    part("none").hidden = views.length > 0;
  };
  const keep = (views) => {
    const problem = part("problem");
    problem.hidden = true;
    try {
      localStorage.setItem(key, JSON.stringify(views));
    } catch {
      problem.textContent = "This browser keeps nothing: keep the page's address instead.";
      problem.hidden = false;
    }
    draw();
    return problem.hidden;
  };
  const forget = (name) => keep(stored(key).filter((view) => view.name !== name));
  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = event.target.elements.name;
    const name = field.value.trim();
    if (!name) return;
    const others = stored(key).filter((view) => view.name !== name);
    const views = [{ name, query: filters() }, ...others].slice(0, MOST);
    if (keep(views)) field.value = "";
  });
  menu.hidden = false;
  draw();
}
