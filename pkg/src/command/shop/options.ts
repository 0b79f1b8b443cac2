import { CouldNot } from "../command.js";
import { wholeNumber } from "../words/typed.js";

/** The options of every command that asks a shop. */
export const REACH_OPTIONS = {
  "shop-id": { type: "string" },
  auth: { type: "string" },
  timeout: { type: "string" },
  "allow-http": { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** How the shop is reached. */
export interface Reach {
  shopId: number | undefined;
  auth: "basic" | "query";
  timeoutMs: number;
  allowHttp: boolean;
}

/** What was typed of {@link REACH_OPTIONS}. */
export interface TypedReach {
  "shop-id"?: string | undefined;
  auth?: string | undefined;
  timeout?: string | undefined;
  "allow-http"?: boolean | undefined;
}

const LONGEST_S = 3_600;

/** Reads how the shop is reached. */
export function reachOf(values: TypedReach): Reach {
  const { auth = "basic" } = values;
  if (auth !== "basic" && auth !== "query") throw new CouldNot(["--auth is basic or query."]);
  const seconds = wholeNumber("timeout", values.timeout) ?? 30;
  if (seconds > LONGEST_S) throw new CouldNot([`--timeout is at most ${LONGEST_S} seconds.`]);
  return {
    shopId: wholeNumber("shop-id", values["shop-id"]),
    auth,
    timeoutMs: seconds * 1_000,
    allowHttp: values["allow-http"] === true,
  };
}

/** What `--help` says of them. */
export const REACH_HELP = `  --shop-id N      the shop of a multistore that has no address of its own
  --auth query     sends the key in the address, for hosts that remove the Authorization
                   header; the key then stands in the server's logs
  --timeout N      seconds to wait for each answer; 30 by default
  --allow-http     sends the key to an address without https`;

/** What `--help` says of the key. */
export const KEY_HELP = `The key is asked for and stays hidden. Programs set PRESTASHOP_KEY, or write the key
as one line to standard input. It is never an argument: your shell keeps those.`;
