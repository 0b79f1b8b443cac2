import { parseArgs } from "node:util";
import { CouldNot, NAME } from "../command.js";

/** What was typed behind `check`. */
export interface CheckOptions {
  url: string | undefined;
  shopId: number | undefined;
  auth: "basic" | "query";
  /** The page that would call the shop. */
  origin: string;
  timeoutMs: number;
  allowHttp: boolean;
  json: boolean;
  help: boolean;
}

const OPTIONS = {
  "shop-id": { type: "string" },
  auth: { type: "string" },
  origin: { type: "string" },
  timeout: { type: "string" },
  "allow-http": { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** A page of nobody's: what it may do, every page may. */
const ANY_PAGE = "https://any-page.example";

export const HELP = `${NAME} check https://shop.example

Checks a Webservice key: is it ready, what does it lack, can it do too much, and may
web pages call this shop? It only reads the shop's name and the rights of the key.

The key is asked for and stays hidden. Programs set PRESTASHOP_KEY, or write the key
as one line to standard input. It is never an argument: your shell keeps those.

  --shop-id N      the shop of a multistore that has no address of its own
  --auth query     sends the key in the address, for hosts that remove the Authorization
                   header; the key then stands in the server's logs
  --origin PAGE    the page that would call the shop, such as https://my-page.example
  --timeout N      seconds to wait for the shop; 30 by default
  --allow-http     sends the key to an address without https
  --json           prints the result as JSON
  --help           prints this

Exit code: 0 the key is ready, also if it can do too much; 1 it is not ready; 2 it could
not be checked.`;

const KEPT = [
  "The key must not be an argument: your shell keeps it in its history, and other programs on this machine can see it.",
  "Nothing was sent. Delete the line from the history of your shell, and better make a new key in the back office.",
  "Then call the command without the key: it asks for it. Programs set PRESTASHOP_KEY, or write the key to standard input.",
];

/** Words that hold a key, or were meant to. */
const KEY_WORDS = [/^--?(?:key|k|ws[-_]?key|api[-_]?key|token|password)\b/i, /ws_key/i, /@/];
const A_KEY = /(?:^|=)[a-z0-9]{32}$/i;

/** Reads what was typed. Nothing of it is repeated: it may be a key. */
export function readOptions(words: string[]): CheckOptions {
  if (words.some((word) => A_KEY.test(word) || KEY_WORDS.some((one) => one.test(word)))) {
    throw new CouldNot(KEPT);
  }
  const { values, positionals } = parsed(words);
  if (positionals.length > 1) {
    throw new CouldNot(["Give one address only.", `Example: ${NAME} check https://shop.example`]);
  }
  const { auth = "basic", origin = ANY_PAGE } = values;
  if (auth !== "basic" && auth !== "query") {
    throw new CouldNot(["--auth is basic or query."]);
  }
  if (!/^https?:$/.test(URL.canParse(origin) ? new URL(origin).protocol : "")) {
    throw new CouldNot(["--origin takes the address of a page, such as https://my-page.example."]);
  }
  return {
    url: positionals[0],
    shopId: wholeNumber("shop-id", values["shop-id"]),
    auth,
    origin: new URL(origin).origin,
    timeoutMs: (wholeNumber("timeout", values.timeout) ?? 30) * 1_000,
    allowHttp: values["allow-http"] === true,
    json: values.json === true,
    help: values.help === true,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch {
    throw new CouldNot(["One of the options is not known, or lacks its value.", "", HELP]);
  }
}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new CouldNot([`--${name} takes a whole number from 1 on.`]);
}
