// Node: `node dist/node.js`, with the settings in the environment.
import { serve } from "@hono/node-server";
import { serveUntilStopped } from "./process.js";

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
    }),
);
