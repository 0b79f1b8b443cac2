// Small servers for what no shop would do.
import { once } from "node:events";
import { createServer } from "node:http";

/**
 * Serves `answer(request, response)`. `requests` counts what arrived, `closed` resolves when the
 * first connection has ended.
 */
export async function startServer(answer) {
  const seen = [];
  const sockets = new Set();
  let tellClosed;
  const closed = new Promise((resolve) => {
    tellClosed = resolve;
  });
  const server = createServer((request, response) => {
    seen.push({ method: request.method, url: request.url, headers: request.headers });
    answer(request, response, seen.length);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => {
      sockets.delete(socket);
      tellClosed();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    seen,
    closed,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
