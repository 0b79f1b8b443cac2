// Node: `node dist/node.js`, with the settings in the environment.
import { serve } from "@hono/node-server";
import { serveUntilStopped } from "./process.js";

/**
 * Longer than balancers keep connections, the longest of which is ten minutes: one that ends at this side
 * first loses the request that is just on its way.
 */
const KEEP_ALIVE_MS = 620_000;

await serveUntilStopped(
  ({ answer, ...address }) =>
    new Promise((resolve, reject) => {
      const server = serve(
        {
          ...address,
          fetch: (request, { incoming }) => answer(request, incoming.socket.remoteAddress),
        },
        ({ port }) => {
          const close = () => new Promise((closed) => server.close(closed));
          resolve({ port, close });
        },
      );
      server.once("error", reject);
      if ("keepAliveTimeout" in server) server.keepAliveTimeout = KEEP_ALIVE_MS;
    }),
);
