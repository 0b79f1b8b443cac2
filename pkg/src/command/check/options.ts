import { CouldNot, NAME } from "../command.js";
import { KEY_HELP, REACH_HELP, REACH_OPTIONS, type Reach, reachOf } from "../shop/options.js";
import { readWords } from "../words/typed.js";

/** What was typed behind `check`. */
export interface CheckOptions extends Reach {
  url: string | undefined;
  /** The page that would call the shop. */
  origin: string;
  json: boolean;
  help: boolean;
}

const OPTIONS = {
  ...REACH_OPTIONS,
  origin: { type: "string" },
} as const;

/** A page of nobody's: what it may do, every page may. */
const ANY_PAGE = "https://any-page.example";

export const HELP = `${NAME} check https://shop.example

Checks a Webservice key: is it ready, what does it lack, can it do too much, and may
web pages call this shop? It only reads the shop's name and the rights of the key.

${KEY_HELP}

${REACH_HELP}
  --origin PAGE    the page that would call the shop, such as https://my-page.example
  --json           prints the result as JSON
  --help           prints this

Exit code: 0 the key is ready, also if it can do too much; 1 it is not ready; 2 it could
not be checked.`;

/** Reads what was typed. */
export function readOptions(words: string[]): CheckOptions {
  const { values, positionals } = readWords(words, { options: OPTIONS, help: HELP });
  if (positionals.length > 1) {
    throw new CouldNot(["Give one address only.", `Example: ${NAME} check https://shop.example`]);
  }
  const { origin = ANY_PAGE } = values;
  if (!/^https?:$/.test(URL.canParse(origin) ? new URL(origin).protocol : "")) {
    throw new CouldNot(["--origin takes the address of a page, such as https://my-page.example."]);
  }
  return {
    ...reachOf(values),
    url: positionals[0],
    origin: new URL(origin).origin,
    json: values.json === true,
    help: values.help === true,
  };
}
