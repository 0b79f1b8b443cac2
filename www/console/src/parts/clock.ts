import { signal } from "@preact/signals";

const STEP_MS = 5000;

/** The time, for what counts in seconds: it moves every few of them while the page is in sight. */
export const seconds = signal(Date.now());

setInterval(() => {
  if (!document.hidden) seconds.value = Date.now();
}, STEP_MS);
