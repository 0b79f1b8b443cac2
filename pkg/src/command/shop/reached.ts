import { CouldNot } from "../command.js";
import { readAddress, readKey } from "../terminal/asking.js";
import { addressProblem } from "./address.js";
import type { Reached } from "./connect.js";
import type { Reach } from "./options.js";
import { printedProblem } from "./printed.js";

const NO_SHOP = "Name the shop: --shop https://shop.example, or set PRESTASHOP_URL.";

/** The shop that was named, and its key; `again` is how the same is typed with another address. */
export async function readReached(
  options: Reach & { url: string | undefined },
  again: (url: string) => string,
): Promise<Reached> {
  const { PRESTASHOP_URL = "" } = process.env;
  const url = options.url ?? (PRESTASHOP_URL.trim() || (await readAddress(NO_SHOP)));
  const problem = addressProblem(url, { ...options, again });
  if (problem !== undefined) throw new CouldNot([printedProblem(problem)]);
  return { ...options, url, key: await readKey() };
}
