import type { CheckAccessOutput, ErrorKind, Exchange } from "../../node.js";
import { type Command, NAME } from "../command.js";
import { EXIT } from "../exit.js";
import { addressProblem } from "../shop/address.js";
import { connect, patiently } from "../shop/connect.js";
import { failureOf, type Tells } from "../shop/failure.js";
import { printedProblem } from "../shop/printed.js";
import type { Problem } from "../shop/problem.js";
import { readAddress, readKey } from "../terminal/asking.js";
import type { Stopping } from "../terminal/stopping.js";
import { asJson, problemAsJson } from "./as-json.js";
import { lookAtBrowsers } from "./browsers.js";
import type { Found } from "./found.js";
import { type CheckOptions, HELP, readOptions } from "./options.js";
import { printed } from "./printed.js";

/** `check`: tries a key, and says what to tick and untick. */
export const CHECK: Command = { run: checkKey };

async function checkKey(words: string[], stopping: Stopping): Promise<number> {
  const options = readOptions(words);
  if (options.help) {
    console.log(HELP);
    return EXIT.done;
  }
  const url =
    options.url ?? (await readAddress("Name the shop's address, such as https://shop.example."));
  const problem = addressProblem(url, { ...options, again });
  if (problem !== undefined) return tellProblem(problem, options);
  const key = await readKey();
  stopping.outcome = () => "The key was not checked.";
  const found = await look({ ...options, url, key });
  return "access" in found ? tell(found, options) : tellProblem(found, options);
}

function tell(found: Found, { json }: CheckOptions): number {
  console.log(json ? asJson(found) : printed(found));
  return found.access.ok ? EXIT.done : EXIT.notReady;
}

function tellProblem(problem: Problem, { json }: CheckOptions): number {
  if (json) console.log(problemAsJson(problem));
  else console.error(printedProblem(problem));
  return EXIT.couldNot;
}

interface Asked extends CheckOptions {
  url: string;
  key: string;
}

async function look(asked: Asked): Promise<Found | Problem> {
  const { origin, auth, timeoutMs } = asked;
  const told = await check(asked);
  if (!("access" in told)) return told;
  const { access, last } = told;
  const asking = {
    api: new URL("./", last?.url ?? "").href,
    origin,
    auth,
    signal: AbortSignal.timeout(timeoutMs),
    answer: async () => {
      const again = await check(asked, { Origin: origin });
      return "access" in again ? again.last?.responseHeaders : undefined;
    },
  };
  return { access, browsers: await lookAtBrowsers(asking, access) };
}

interface Told {
  access: CheckAccessOutput;
  last: Exchange | undefined;
}

/** The sentence of `check` for a key that is known and may not even ask for its rights. */
const OWN: Readonly<Partial<Record<ErrorKind, Tells>>> = {
  permission: () => ({
    what: "The key is not meant for this shop of the multistore.",
    todo: [
      "In the back office under Advanced Parameters > Webservice, edit the key and tick this shop under Shop association.",
      "Or add --shop-id with a shop that the key has.",
    ],
  }),
};

/** Asks the shop, with further headers. */
async function check(
  asked: Asked,
  headers: Readonly<Record<string, string>> = {},
): Promise<Told | Problem> {
  const { url, key } = asked;
  const at = { url, key, code: undefined, answer: undefined, again };
  try {
    const { shop, last, code } = connect(asked, { headers, retries: 1 });
    try {
      const access = await patiently(asked.timeoutMs, () => shop.run("check_access", {}));
      return { access, last: last() };
    } catch (thrown) {
      return failureOf(thrown, { ...at, code: code(), answer: last() }, OWN);
    }
  } catch (thrown) {
    return failureOf(thrown, at, OWN);
  }
}

/** How the same is typed with another address. */
const again = (url: string): string => `${NAME} check ${url}`;
