import { randomBytes } from "node:crypto";
import { ACTIONS } from "../../entries/actions.js";
import { openDatabase } from "../../entries/databases/open.js";
import { isObject, parsedJson } from "../../src/json.js";
import { makeMasterSecret } from "../../src/sites/sealed.js";
import type { Database } from "../../src/sql/database.js";
import { createWorker } from "../../src/worker.js";
import { hashOf, UsageError } from "./usage.js";

/** The options of every command that administers a worker. */
export const ADMINISTERED = { worker: { type: "string" } } as const;

/** What is asked of `/v1/admin`. */
export interface Question {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Behind `/v1/admin`. */
  path: string;
  body?: object;
}

/** Asks the administration of a worker; the answer, or `null` where it has none. */
export type Ask = (question: Question) => Promise<Record<string, unknown> | null>;

/**
 * Works with the worker at an address, or without one with the database itself: then a worker is made
 * here for the while, so that both check and store the same.
 */
export async function administer<T>(
  { worker }: { worker?: string },
  work: (ask: Ask) => Promise<T>,
): Promise<T> {
  if (worker !== undefined) return work(overHttp(worker));
  const { DATABASE_URL } = process.env;
  if (DATABASE_URL === undefined || DATABASE_URL === "") {
    throw new UsageError("Name a --worker, or set DATABASE_URL to work on the database itself.");
  }
  let opened: Database | undefined;
  const database = (url: string) => {
    opened = openDatabase(url);
    return opened;
  };
  try {
    return await work(overDatabase(DATABASE_URL, database));
  } finally {
    await opened?.close();
  }
}

/** The token comes from the environment: others on this machine could see an argument. */
function overHttp(address: string): Ask {
  const token = process.env.ADMIN_TOKEN;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isLocal = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url?.hostname ?? "");
  if (url === undefined || (url.protocol !== "https:" && !isLocal)) {
    throw new UsageError("The worker needs an address with https, so that nobody reads the token.");
  }
  if (token === undefined || token === "") {
    throw new UsageError('Set ADMIN_TOKEN to a token of the level "admin".');
  }
  return async (question) => {
    let response: Response;
    try {
      // A redirect would take the token elsewhere.
      response = await fetch(requestOf(question, url.origin, token), { redirect: "error" });
    } catch {
      throw new UsageError(`${url.origin} cannot be reached.`);
    }
    return answerOf(response);
  };
}

function overDatabase(url: string, database: (url: string) => Database): Ask {
  const token = randomBytes(32).toString("base64url");
  const admin = { name: "script", sha256: hashOf(token), sites: "*", level: "admin" };
  const environment = {
    DATABASE_URL: url,
    CALLERS: JSON.stringify([admin]),
    // Callers need none, and no site is opened.
    MASTER_SECRETS: process.env.MASTER_SECRETS || makeMasterSecret("unused"),
  };
  const worker = createWorker(environment, { database, log: () => {} }, ACTIONS);
  return async (question) => answerOf(await worker(requestOf(question, "http://here", token)));
}

function requestOf({ method, path, body }: Question, origin: string, token: string): Request {
  const headers = {
    Authorization: `Bearer ${token}`,
    ...(body && { "Content-Type": "application/json" }),
  };
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  return new Request(`${origin}/v1/admin${path}`, init);
}

async function answerOf(response: Response): Promise<Record<string, unknown> | null> {
  const text = await response.text();
  const answer = text === "" ? null : parsedJson(text);
  if (response.ok && (answer === null || isObject(answer))) return answer;
  if (!isObject(answer)) throw new UsageError(`The worker answered with ${response.status}.`);
  throw new UsageError(`${answer.detail}\n${answer.hint}`);
}
