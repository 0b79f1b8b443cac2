// Shops of two versions, every key of theirs as a site, and tokens of every level.
import { startDemoServer } from "../../js/support/demo-server.mjs";
import { KEYS as OTHERS } from "../../js/support/demo-shop.mjs";
import { makeCaller } from "./callers.mjs";
import { closedAddress } from "./closed.mjs";
import { startWorker } from "./worker.mjs";

export const KEYS = {
  documented: OTHERS.shop1,
  everything: OTHERS.everything,
  productsOnly: OTHERS.productsOnly,
  patching: "DEMO0KEY0FOR0PATCHING00000000007",
  disabled: OTHERS.disabled,
};
export const VERSIONS = ["8.2", "9.0"];

/** The site of a key at a shop of that version. */
export const siteOf = (version, key) => `v${version[0]}-${key.toLowerCase()}`;

/** Starts shops, and a worker in that runtime that knows them all. */
export async function startMcpWorld(runtime, settings = {}) {
  const shops = Object.fromEntries(
    await Promise.all(
      VERSIONS.map(async (version) => [version, await startDemoServer("--version", version)]),
    ),
  );
  const closed = await closedAddress();
  const shop = (version, key, fault = "") => ({
    url: `${shops[version].url}${fault && `/~${fault}`}`,
    key: KEYS[key],
    shopId: 1,
  });
  const sites = {
    closed: { url: closed, key: KEYS.everything },
    "switched-off": shop("8.2", "everything", "disabled"),
    "lost-answer": shop("8.2", "everything", "lost-answer"),
  };
  for (const version of VERSIONS) {
    for (const key of Object.keys(KEYS)) sites[siteOf(version, key)] = shop(version, key);
  }
  const callers = {
    write: makeCaller("writer"),
    read: makeCaller("reader", { level: "read" }),
    named: makeCaller("named", { level: ["get_stock", "get_customer", "update_customer"] }),
    elsewhere: makeCaller("elsewhere", { sites: ["other"] }),
  };
  const worker = await startWorker(runtime, {
    sites,
    callers: Object.values(callers).map(({ entry }) => entry),
    RATE_PER_MINUTE: "100000",
    ...settings,
  });
  return {
    worker,
    callers,
    shops,
    stop: async () => {
      await worker.stop();
      await Promise.all(Object.values(shops).map((one) => one.stop()));
    },
  };
}
