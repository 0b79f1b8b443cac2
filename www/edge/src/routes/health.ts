import manifest from "@aismarttalk/prestashop/package.json" with { type: "json" };
import { Hono } from "hono";
import type { Env } from "../http/context.js";
import { GET_ONLY } from "../http/method-not-allowed.js";
import { withTimeout } from "../limits/timeout.js";
import type { Service } from "../service.js";

/** Milliseconds that the stores have to answer. */
const MOST_MS = 2_000;
/** Milliseconds for which an answer is given again: anybody may ask. */
const AGAIN_MS = 1_000;

type Check = "ok" | "failed";
/** The name of a store, and how it is asked. */
type Question = readonly [string, () => Promise<unknown>];

/** What balancers and containers ask, without a token: whether it lives, and whether it can work. */
export function healthRoutes(): Hono<Env> {
  let last: { at: number; checks: Promise<Record<string, Check>> } | undefined;
  return new Hono<Env>()
    .get("/healthz", ({ json, var: { service } }) => {
      const ok = !service.shutdown.hasBegun;
      return json({ ok }, ok ? 200 : 503);
    })
    .get("/readyz", async ({ json, var: { service } }) => {
      const at = service.now();
      if (last === undefined || Math.abs(at - last.at) >= AGAIN_MS)
        last = { at, checks: ask(service) };
      const checks = await last.checks;
      const works = Object.values(checks).every((check) => check === "ok");
      const ok = works && service.callers.length > 0 && !service.shutdown.hasBegun;
      return json({ ok, version: manifest.version, checks }, ok ? 200 : 503);
    })
    .all("/healthz", GET_ONLY)
    .all("/readyz", GET_ONLY);
}

/** Asks each store for something that is not there. */
async function ask({ sites, journal, database, report }: Service): Promise<Record<string, Check>> {
  const questions: Question[] = [
    ["sites", () => sites.find("nobody-has-this-id")],
    ["journal", () => journal.list([{ site: "nobody-has-this-id" }], { limit: 1 })],
  ];
  if (database !== null) questions.push(["database", () => database.all("SELECT 1 AS one")]);
  const answers = await Promise.all(
    questions.map(async ([name, question]): Promise<[string, Check]> => {
      try {
        await withTimeout(question(), MOST_MS);
        return [name, "ok"];
      } catch (thrown) {
        report("worker", thrown);
        return [name, "failed"];
      }
    }),
  );
  return Object.fromEntries(answers);
}
