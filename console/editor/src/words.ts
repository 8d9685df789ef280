// What a person is told when something could not be done.

import { Refused } from "./api";

const KEPT = "Your changes are kept in this browser";

/** Return why a draft was not saved, and what happens next. */
export function notSaved(error: unknown): string {
  if (!(error instanceof Refused)) {
    return `Millrace cannot be reached. ${KEPT} and saved when it is back.`;
  }
  if (error.status === 401) {
    return `you are signed out. Sign in again in another tab: ${KEPT.toLowerCase()} and saved then.`;
  }
  if (error.status === 403) return `you may not change this flow any more. ${KEPT}.`;
  if (error.status === 404) return `this flow does not exist any more. ${KEPT}.`;
  if (error.status === 429 || error.status >= 500) {
    return `Millrace cannot save at the moment. ${KEPT}, and saving is tried again.`;
  }
  return `${error.message}. ${KEPT}.`;
}
