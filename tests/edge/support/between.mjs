// A server between the worker and a shop: sees every request, and holds what a test wants held.
import { once } from "node:events";
import { createServer, request } from "node:http";

/**
 * Starts it; `{ url, seen, stop }`, where `seen` are `{ method, path, url }` in the order of arrival.
 * `hold(request)` may give a promise for which the request waits.
 */
export async function startBetween(shop, hold = () => {}) {
  const target = new URL(shop);
  const seen = [];
  const server = createServer(async (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const one = { method, path: url.split("?")[0], url };
    seen.push(one);
    await hold(one);
    const onward = request({
      host: target.hostname,
      port: target.port,
      method,
      path: url,
      headers,
    });
    onward.on("response", (response) => {
      outgoing.writeHead(response.statusCode, response.headers);
      response.pipe(outgoing);
      response.on("end", () => {
        one.isDone = true;
      });
    });
    onward.on("error", () => outgoing.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    seen,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
