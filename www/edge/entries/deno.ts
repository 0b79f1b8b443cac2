// Deno: `deno run --allow-env --allow-net --allow-sys=ca --allow-read=www/edge/dist www/edge/dist/deno.js`.
import { serveUntilStopped } from "./process.js";

await serveUntilStopped(
  ({ answer, ...address }) =>
    new Promise((resolve) => {
      const onListen = ({ port }: { port: number }) =>
        resolve({ port, close: () => server.shutdown() });
      const server = Deno.serve({ ...address, onListen }, (request, { remoteAddr }) =>
        answer(request, remoteAddr.hostname),
      );
    }),
);
