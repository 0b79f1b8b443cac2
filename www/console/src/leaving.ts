import { byId } from "./components/element.js";

/** How many things are being written. */
let writes = 0;

/**
 * Keeps the visitor where something is being written: cut off, nobody would know what came of it.
 * No other shop can be chosen, and the browser asks before the page is left. Call what it gives at
 * the end.
 */
export function stayUntilWritten(): () => void {
  count(1);
  return () => count(-1);
}

function count(by: number): void {
  writes += by;
  byId("connect").inert = writes > 0;
  if (writes > 0) addEventListener("beforeunload", ask);
  else removeEventListener("beforeunload", ask);
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
