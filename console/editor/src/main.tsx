// The island: finds its place in the page and draws the editor there.

import "@xyflow/react/dist/style.css";
import "./editor.css";

import { createRoot } from "react-dom/client";
import { Api } from "./api";
import { Editor } from "./editor";
import { load } from "./state";
import { said } from "./trial";

const place = document.getElementById("editor");
if (place) void begin(place);

/** Read the session's token from this very page, as the server draws it now. */
async function csrfNow(): Promise<string> {
  const page = await fetch(location.href, { credentials: "same-origin" });
  const drawn = new DOMParser().parseFromString(await page.text(), "text/html");
  return drawn.getElementById("editor")?.dataset.csrf ?? "";
}

async function begin(element: HTMLElement): Promise<void> {
  const api = new Api(element.dataset.flowId ?? "", element.dataset.csrf ?? "", csrfNow);
  try {
    const loaded = await load(api);
    const runId = element.dataset.runId || undefined;
    createRoot(element).render(<Editor api={api} loaded={loaded} runId={runId} />);
  } catch (error) {
    element.textContent = `The flow could not be loaded: ${said(error)}`;
  }
}
