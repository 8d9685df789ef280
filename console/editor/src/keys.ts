// What keys do on the plane, outside of fields and dialogs.

import { useEffect } from "react";

interface Keys {
  undo: () => void;
  redo: () => void;
  save: () => void;
  remove: () => void;
  duplicate: () => void;
  leave: () => void;
}

export function useKeys(keys: Keys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isCommand = event.ctrlKey || event.metaKey;
      const key = event.key.toLowerCase();
      if (isCommand && key === "s") keys.save();
      else if (isTyping(event)) return leaveField(event);
      else if (isCommand && key === "z") (event.shiftKey ? keys.redo : keys.undo)();
      else if (isCommand && key === "y") keys.redo();
      else if (isCommand && key === "d") keys.duplicate();
      else if (key === "delete" || key === "backspace") keys.remove();
      else if (key === "escape") keys.leave();
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
}

function leaveField(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.key === "Escape" && !target.closest("dialog")) target.blur();
}

/** Tell whether keys and clipboard are a field's or a dialog's business. */
export function isTyping(event: Event): boolean {
  const target = event.target as HTMLElement | null;
  return Boolean(target?.closest?.("input, textarea, select, dialog"));
}
