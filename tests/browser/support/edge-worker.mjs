// The built worker in Node, for pages of one origin, with the demo store behind it.

import { makeCaller } from "../../edge/support/callers.mjs";
import { COMMAND_LINE } from "../../edge/support/runtimes/command-line.mjs";

/** Tokens by what they are for. */
const CALLERS = {
  writer: {},
  reader: { level: "read" },
  seoEditor: { level: ["update_product_seo", "list_languages"] },
  outsider: { sites: ["elsewhere"] },
  expired: { expires: "2026-01-01T00:00:00Z" },
  admin: { level: "admin" },
};

/** Starts it, with `more` sites; `{ url, tokens, stop }`. */
export async function startEdge(server, origin, more = {}) {
  const callers = Object.fromEntries(
    Object.entries(CALLERS).map(([name, level]) => [name, makeCaller(name, level)]),
  );
  const site = (name, folder, key) => ({ name, url: server.url + folder, key: server.keys[key] });
  const sites = {
    "shop-1": site("Shop 1", "", "shop 1"),
    "shop-2": site("Shop 2", "/shop2", "shop 2"),
    everything: site("Shop 1, every right", "", "everything"),
    "wrong-key": { ...site("A wrong key", "", "shop 1"), key: "A".repeat(32) },
    "switched-off": site("Webservice switched off", "/~disabled", "shop 1"),
    gone: { name: "Nobody there", url: "http://127.0.0.1:1", key: "A".repeat(32) },
    ...more,
  };
  const { url, stop } = await COMMAND_LINE.Node.start(
    {
      SITES: JSON.stringify(sites),
      CALLERS: JSON.stringify(Object.values(callers).map(({ entry }) => entry)),
      ALLOWED_ORIGINS: origin,
      // As beside `npm start`: a shop that is added is gone with the worker.
      CONNECTED_SITES: "memory",
      PRIVATE_ADDRESSES: "allow",
      RATE_PER_MINUTE: "100000",
    },
    () => {},
  );
  const tokens = Object.fromEntries(
    Object.entries(callers).map(([name, { token }]) => [name, token]),
  );
  return { url, tokens, stop };
}
