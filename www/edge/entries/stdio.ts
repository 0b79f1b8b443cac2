// MCP on the standard streams, for desktop clients: one shop, or one site of a worker elsewhere.
import { createHash, randomBytes } from "node:crypto";
import process from "node:process";
import { createInterface } from "node:readline";
import { SettingError, text } from "../src/environment.js";
import { type Bridged, bridge } from "../src/mcp/bridge.js";
import { isSafe } from "../src/oauth/settings.js";
import { createWorker } from "../src/worker.js";
import { ACTIONS } from "./actions.js";

const SETTINGS = `Set the shop, or a site of a worker:

  PRESTASHOP_URL and PRESTASHOP_KEY   address and Webservice key of a shop
  PRESTASHOP_SHOP_ID                  the shop of a multistore
  PRESTASHOP_LANGUAGE                 the language of the answers, such as en
  PRESTASHOP_LEVEL                    read, propose, or write (the default: each write after a preview)

  WORKER_URL and WORKER_TOKEN         an MCP address such as https://worker.example/mcp/my-shop, and a token`;

/** The name of the one site. */
const SITE = "shop";

/** A worker of this process for the one shop; its log goes where the client does not read. */
function ownShop(): Bridged["post"] {
  const [url, key] = [text(process.env, "PRESTASHOP_URL"), text(process.env, "PRESTASHOP_KEY")];
  if (url === undefined || key === undefined)
    throw new SettingError("PRESTASHOP_KEY", "is missing.");
  const shopId = text(process.env, "PRESTASHOP_SHOP_ID");
  const defaultLanguage = text(process.env, "PRESTASHOP_LANGUAGE");
  const level = text(process.env, "PRESTASHOP_LEVEL") ?? "write";
  const token = randomBytes(32).toString("base64url");
  const sha256 = createHash("sha256").update(token).digest("hex");
  const site = {
    ...{ url, key },
    ...(shopId !== undefined && { shopId: Number(shopId) }),
    ...(defaultLanguage !== undefined && { defaultLanguage }),
  };
  const confirm = level === "write" ? { confirm: "required" } : {};
  const caller = { name: "stdio", sha256, sites: [SITE], level, ...confirm };
  const { READ_TIMEOUT_MS, WRITE_TIMEOUT_MS } = process.env;
  const environment = {
    ...{ READ_TIMEOUT_MS, WRITE_TIMEOUT_MS, RATE_PER_MINUTE: "6000" },
    SITES: JSON.stringify({ [SITE]: site }),
    CALLERS: JSON.stringify([caller]),
  };
  const log = (line: unknown) => console.error(JSON.stringify(line));
  const worker = createWorker(environment, { log }, ACTIONS);
  const address = `http://localhost/mcp/${SITE}`;
  return (init) => worker(new Request(address, withToken(init, token)));
}

/** A site of a worker elsewhere. */
function siteElsewhere(address: string): Bridged["post"] {
  const token = text(process.env, "WORKER_TOKEN");
  if (token === undefined) throw new SettingError("WORKER_TOKEN", "is missing.");
  if (!isSafe(address)) throw new SettingError("WORKER_URL", "is not an address with https.");
  return (init) => fetch(address, { ...withToken(init, token), redirect: "error" });
}

function withToken(init: RequestInit, token: string): RequestInit {
  const headers = new Headers(init.headers);
  headers.set("Authorization", `Bearer ${token}`);
  return { ...init, headers };
}

try {
  const address = text(process.env, "WORKER_URL");
  const post = address === undefined ? ownShop() : siteElsewhere(address);
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  await bridge({ lines, write: (line) => process.stdout.write(`${line}\n`), post });
} catch (thrown) {
  if (!(thrown instanceof SettingError)) throw thrown;
  console.error(`${thrown.message}\n\n${SETTINGS}`);
  process.exitCode = 1;
}
