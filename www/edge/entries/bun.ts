// Bun: `bun run www/edge/dist/bun.js`, with the settings in the environment.
import { serveUntilStopped } from "./process.js";

// Bun's own limit is ten seconds, and an action may take a minute.
const IDLE_SECONDS = 120;

await serveUntilStopped(({ answer, ...address }) => {
  const server = Bun.serve({
    ...address,
    idleTimeout: IDLE_SECONDS,
    fetch: (request, peer) => answer(request, peer.requestIP(request)?.address),
  });
  return { port: server.port, close: () => server.stop() };
});
