// Copy, cut and paste of steps: the clipboard carries them as JSON, from flow to flow.

import { useEffect } from "react";
import { isTyping } from "./keys";

interface Acts {
  /** What is copied now, undefined where no step is selected. */
  taken: () => string | undefined;
  remove: () => void;
  put: (said: string) => void;
}

export function useClipboard(acts: Acts): void {
  useEffect(() => {
    const take = (event: ClipboardEvent) => {
      const said = isText(event) ? undefined : acts.taken();
      if (said === undefined) return;
      event.clipboardData?.setData("text/plain", said);
      event.preventDefault();
      if (event.type === "cut") acts.remove();
    };
    const paste = (event: ClipboardEvent) => {
      if (isTyping(event)) return;
      event.preventDefault();
      acts.put(event.clipboardData?.getData("text/plain") ?? "");
    };
    addEventListener("copy", take);
    addEventListener("cut", take);
    addEventListener("paste", paste);
    return () => {
      removeEventListener("copy", take);
      removeEventListener("cut", take);
      removeEventListener("paste", paste);
    };
  });
}

/** Tell whether somebody copies text, which is his own business. */
function isText(event: ClipboardEvent): boolean {
  return isTyping(event) || !(getSelection()?.isCollapsed ?? true);
}
