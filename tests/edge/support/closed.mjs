// An address where nobody answers.
import { createServer } from "node:net";

/** Of this machine, like all that begin with 127; other servers of the tests are on 127.0.0.1. */
const HOSTS = ["127.0.0.77", "127.0.0.1"];

/** The address of a port that nobody listens on, nor a server that starts later. */
export async function closedAddress() {
  for (const host of HOSTS) {
    const port = await freePort(host);
    if (port !== null) return `http://${host}:${port}`;
  }
  throw new Error("no address of this machine can be listened on");
}

/** `null` where the machine has no such address: some have but the last. */
function freePort(host) {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(null));
    server.listen(0, host, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
