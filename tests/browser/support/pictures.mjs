// Where pictures of the page go, for people to look at.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PICTURES = fileURLToPath(new URL("../../../test-results/", import.meta.url));

/** The file of a picture. */
export function picture(browser, name) {
  mkdirSync(PICTURES, { recursive: true });
  return join(PICTURES, `${browser.name}-${name}.png`);
}
