// Bun: `bun run www/edge/dist/bun.js`, with the settings in the environment.
import { serveUntilStopped } from "./process.js";

// Its own limit would end an action that has a minute after ten seconds.
const IDLE_SECONDS = 120;

await serveUntilStopped(({ answer, ...address }) => {
  const server = Bun.serve({ ...address, idleTimeout: IDLE_SECONDS, fetch: answer });
  return { port: server.port, close: () => server.stop() };
});
