import { type CheckAccessOutput, type Exchange, PrestaShop } from "../../node.js";
import { type Command, CouldNot, EXIT } from "../command.js";
import { addressProblem } from "./address.js";
import { asJson, problemAsJson } from "./as-json.js";
import { readAddress, readKey } from "./asking.js";
import { lookAtBrowsers } from "./browsers.js";
import { failureOf } from "./failure.js";
import type { Found, Problem } from "./found.js";
import { type CheckOptions, HELP, readOptions } from "./options.js";
import { printed, printedProblem } from "./printed.js";

/** `check`: tries a key, and says what to tick and untick. */
export const CHECK: Command = {
  summary: "Checks a Webservice key: ready, can do too much, or not ready",
  run: checkKey,
};

/** After so long whoever waits is told that the shop is slow. */
const SLOW_MS = 4_000;

async function checkKey(words: string[]): Promise<number> {
  const options = readOptions(words);
  if (options.help) {
    console.log(HELP);
    return EXIT.done;
  }
  const url = options.url ?? (await readAddress());
  const problem = addressProblem(url, options);
  if (problem !== undefined) return tellProblem(problem, options);
  const key = await readKey();
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  const found = await look({ ...options, url, key }, stop.signal);
  if (stop.signal.aborted) throw new CouldNot(["Stopped."], EXIT.stopped);
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

async function look(asked: Asked, signal: AbortSignal): Promise<Found | Problem> {
  const { origin, auth, timeoutMs } = asked;
  const told = await check(asked, signal);
  if (!("access" in told)) return told;
  const { access, last } = told;
  const asking = {
    api: new URL("./", last?.url ?? "").href,
    origin,
    auth,
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    answer: async () => {
      const again = await check(asked, signal, { Origin: origin });
      return "access" in again ? again.last?.responseHeaders : undefined;
    },
  };
  return { access, browsers: await lookAtBrowsers(asking, access) };
}

interface Told {
  access: CheckAccessOutput;
  last: Exchange | undefined;
}

/** Asks the shop, with further headers. */
async function check(
  { url, key, shopId, auth, timeoutMs }: Asked,
  signal: AbortSignal,
  further: Record<string, string> = {},
): Promise<Told | Problem> {
  let last: Exchange | undefined;
  let code: string | undefined;
  const slow = setTimeout(() => {
    console.error(`The shop has not answered yet; waiting for up to ${timeoutMs / 1_000} seconds.`);
  }, SLOW_MS);
  try {
    const shop = new PrestaShop({
      ...{ url, key, auth, timeoutMs, retries: 1 },
      ...(shopId !== undefined && { shopId }),
      onExchange: (exchange) => {
        last = exchange;
      },
      fetch: async (address, init) => {
        try {
          return await fetch(address, { ...init, headers: { ...init.headers, ...further } });
        } catch (thrown) {
          code = codeIn(thrown);
          throw thrown;
        }
      },
    });
    return { access: await shop.run("check_access", {}, { signal }), last };
  } catch (thrown) {
    return failureOf(thrown, { url, key, code, answer: last });
  } finally {
    clearTimeout(slow);
  }
}

/** The code of what the system or TLS says, such as `ENOTFOUND`. */
function codeIn(thrown: unknown): string | undefined {
  for (let one: unknown = thrown; one instanceof Error; one = one.cause) {
    if ("code" in one && typeof one.code === "string") return one.code;
  }
  return undefined;
}
