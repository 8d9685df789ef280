// JSON as it is typed: taken over as soon as it is some, and until then shown as it stands.

import { useState } from "react";
import type { Json } from "./json";

export interface Typed {
  text: string;
  error: string;
  change: (said: string) => void;
  /** Show the value again as it is, unless what stands there is not taken over. */
  leave: () => void;
  reset: () => void;
}

/** `take` gets what was read, undefined for nothing, and may refuse it by saying why. */
export function useTyped(
  shown: string,
  take: (value: Json | undefined) => string | undefined,
): Typed {
  const [typed, setTyped] = useState<string>();
  const [error, setError] = useState("");
  return {
    text: typed ?? shown,
    error,
    change: (said) => {
      setTyped(said);
      setError(refusalOf(said, take));
    },
    leave: () => error === "" && setTyped(undefined),
    reset: () => {
      setTyped(undefined);
      setError("");
    },
  };
}

/** Hand over what was typed, and return what is wrong with it. */
export function refusalOf(
  said: string,
  take: (value: Json | undefined) => string | undefined,
): string {
  let value: Json | undefined;
  try {
    value = said.trim() ? (JSON.parse(said) as Json) : undefined;
  } catch (caught) {
    return caught instanceof Error ? caught.message : String(caught);
  }
  return take(value) ?? "";
}
