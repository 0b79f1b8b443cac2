// Pictures of the page, for people to look at; a state worth a picture is audited as well.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expectAccessible } from "./accessibility.mjs";

export const PICTURES = fileURLToPath(new URL("../../../test-results/", import.meta.url));

/** Keeps the page as it is now, and finds nothing in it that shuts people out. */
export async function keep(browser, name, options) {
  mkdirSync(PICTURES, { recursive: true });
  await browser.shoot(join(PICTURES, `${browser.name}-${name}.png`));
  await expectAccessible(browser, name, options);
}
