// Bun: `bun run www/edge/dist/bun.js`, with the settings in the environment.
import { serveUntilStopped } from "./process.js";

// Bun's own limit is ten seconds, but an action may take a minute, and balancers keep connections for
// longer than that. More is not possible.
const IDLE_SECONDS = 255;

await serveUntilStopped(({ answer, ...address }) => {
  const server = Bun.serve({
    ...address,
    idleTimeout: IDLE_SECONDS,
    fetch: (request, peer) => answer(request, peer.requestIP(request)?.address),
  });
  return { port: server.port, close: () => server.stop() };
});
