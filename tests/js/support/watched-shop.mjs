// What a shop sees of its caller: a server in front of it that passes everything on.
import { EventEmitter, once } from "node:events";
import { request as send } from "node:http";
import { startServer } from "./http-server.mjs";

/**
 * A shop in front of the one at `url`. `requests` holds, for each one that arrived, the rows its
 * caller says to have `taken` until then; `answered(count)` waits for so many answers.
 */
export async function watchedShop(url) {
  const told = new EventEmitter();
  const watched = { taken: 0, requests: [], mostAtOnce: 0, bytes: 0 };
  let answers = 0;
  const server = await startServer((request, response) => {
    watched.requests.push(watched.taken);
    watched.mostAtOnce = Math.max(watched.mostAtOnce, watched.requests.length - answers);
    const { method, headers } = request;
    const onward = send(new URL(request.url, url), { method, headers }, (answer) => {
      answer.on("data", (piece) => {
        watched.bytes += piece.length;
      });
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", (error) => response.destroy(error));
    request.pipe(onward);
    response.on("finish", () => {
      answers += 1;
      told.emit("answered");
    });
  });
  return Object.assign(watched, {
    url: server.url,
    stop: server.stop,
    answered: async (count) => {
      while (answers < count) await once(told, "answered");
    },
  });
}
