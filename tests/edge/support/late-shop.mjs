// A shop whose writes are carried out when a test says so, and answered by what stands in front of
// it before that.
import { deferred } from "./deferred.mjs";

/** What comes in the place of the shop's own answer: `(leaving) => answer`. */
export const ENDINGS = {
  502: () => ({ status: 502, body: "<html><h1>502 Bad Gateway</h1></html>" }),
  503: () => ({ status: 503, body: "<html><h1>503 Service Unavailable</h1></html>" }),
  504: () => ({ status: 504, body: "<html><h1>504 Gateway Time-out</h1></html>" }),
  524: () => ({ status: 524, body: "<html><h1>A timeout occurred</h1></html>" }),
  "empty 500": () => ({ status: 500, body: "" }),
  reset: () => "break",
  "no answer": async (leaving) => {
    await leaving;
    return "break";
  },
};

/**
 * Makes a shop late from now on. `writes` are those that arrived; `land()` carries out those that
 * are pending, and `leave()` ends those that get no answer.
 */
export function makeLate(shop, ending) {
  const writes = [];
  const pending = [];
  const leaving = deferred();
  shop.before = async ({ method, url, answer }) => {
    if (method === "GET") return undefined;
    writes.push(`${method} ${url.split("?")[0]}`);
    pending.push(answer);
    return ending(leaving.promise);
  };
  return {
    writes,
    land: () => {
      for (const answer of pending.splice(0)) answer();
    },
    leave: leaving.resolve,
  };
}
