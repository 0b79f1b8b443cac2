// A server before a shop or a worker that can keep requests waiting, or lose their answers.
import { once } from "node:events";
import { request as ask, createServer } from "node:http";

/**
 * Passes requests on to `target`. `sent` holds what came, `METHOD path`. While it is shut nothing is
 * passed on but preflights; `left` resolves when a page gives up waiting. While it loses answers,
 * what is asked is carried out, and whoever asked is cut off.
 */
export async function openGate(target) {
  const sent = [];
  const gate = { sent, isShut: false, losesAnswers: false, left: null };
  let onLeft;
  const server = createServer((request, response) => {
    if (request.method !== "OPTIONS") sent.push(`${request.method} ${request.url}`);
    if (gate.isShut && request.method !== "OPTIONS") {
      response.once("close", () => onLeft());
      return;
    }
    const { method, headers } = request;
    const passed = ask(target + request.url, { method, headers }, (answer) => {
      if (gate.losesAnswers && method !== "OPTIONS") {
        answer.resume().once("end", () => response.destroy());
        return;
      }
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    passed.once("error", () => response.destroy());
    request.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(gate, {
    url: `http://127.0.0.1:${server.address().port}`,
    shut: () => {
      gate.isShut = true;
      gate.left = new Promise((resolve) => {
        onLeft = resolve;
      });
    },
    open: () => {
      gate.isShut = false;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  });
}
