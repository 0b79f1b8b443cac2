import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { ACTIONS } from "../../entries/actions.js";
import { offered } from "../../src/actions/offered.js";
import { isLevel } from "../../src/callers/grant.js";
import { readCallers } from "../../src/callers/read.js";
import { hashOf, UsageError } from "./usage.js";

const TOKEN_OPTIONS = {
  sites: { type: "string", default: "*" },
  level: { type: "string", default: "read" },
  confirm: { type: "boolean", default: false },
  claim: { type: "boolean", default: false },
  rate: { type: "string" },
  expires: { type: "string" },
} as const;

/** Creates a token, shown only once, and its entry for CALLERS. */
export async function makeToken(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    options: TOKEN_OPTIONS,
    allowPositionals: true,
  });
  const { sites, level, confirm, claim, rate, expires } = values;
  const token = randomBytes(32).toString("base64url");
  const caller = {
    name: positionals[0] ?? "",
    sha256: hashOf(token),
    sites: sites === "*" ? sites : sites.split(","),
    level: isLevel(level) ? level : actions(level),
    ...(confirm && { confirm: "required" }),
    ...(claim && { claim: "required" }),
    ...(rate !== undefined && { ratePerMinute: Number(rate) }),
    ...(expires !== undefined && { expires }),
  };
  // The worker's own check says what is wrong.
  const catalogue = offered(ACTIONS);
  readCallers(JSON.stringify([caller]), (name) => catalogue.find(name));
  console.log(JSON.stringify({ token, caller }, null, 2));
  console.error("The token is shown this once: keep it, and add `caller` to the list CALLERS.");
}

function actions(list: string): string[] {
  const names = list.split(",");
  const catalogue = offered(ACTIONS);
  const unknown = names.find((name) => catalogue.find(name) === undefined);
  if (unknown === undefined) return names;
  throw new UsageError(
    `A level is read, propose, write, admin, or actions; there is no action ${unknown}.`,
  );
}
