// JSON that can be searched and copied.

function show(block, text, wanted) {
  if (!wanted) {
    block.textContent = text;
    return;
  }
  const found = wanted.toLowerCase();
  const parts = [];
  let from = 0;
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(found); at !== -1; at = lower.indexOf(found, from)) {
    parts.push(text.slice(from, at));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(at, at + found.length);
    parts.push(mark);
    from = at + found.length;
  }
  block.replaceChildren(...parts, text.slice(from));
  block.querySelector("mark")?.scrollIntoView({ block: "nearest" });
}

/** Give each piece of JSON its search field and its copy button. */
export function dressJson(within) {
  for (const tools of within.querySelectorAll("[data-json-tools][hidden]")) {
    tools.hidden = false;
    const block = tools.parentElement.querySelector("[data-json]");
    const text = block.textContent;
    const [field, copy] = [tools.querySelector("input"), tools.querySelector("[data-copy]")];
    field.addEventListener("input", () => show(block, text, field.value));
    copy.addEventListener("click", () => {
      navigator.clipboard.writeText(text).then(() => { copy.textContent = "Copied"; });
    });
  }
}
