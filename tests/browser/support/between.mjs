// What can happen between a page and a shop: answers that are lost, keys that stop working.
import { once } from "node:events";
import { request as ask, createServer } from "node:http";

/** So long the begun head takes to arrive. */
const HEAD_MS = 100;
const WRONG_KEY = `Basic ${btoa(`${"A".repeat(32)}:`)}`;

/**
 * Passes requests on to the shop at `target`. `sent` holds what came, `METHOD path`. What `spoil`
 * gives for a request happens to it: `"refuse"` asks with a key that opens nothing, `"lose"` passes
 * it on and drops the answer.
 */
export async function standBetween(target) {
  const sent = [];
  const between = { sent, spoil: () => null };
  const server = createServer((request, response) => {
    const isPreflight = request.method === "OPTIONS";
    const line = `${request.method} ${request.url}`;
    if (!isPreflight) sent.push(line);
    const spoiled = isPreflight ? null : between.spoil(line);
    const headers = { ...request.headers };
    if (spoiled === "refuse") headers.authorization = WRONG_KEY;
    const passed = ask(target + request.url, { method: request.method, headers }, (answer) => {
      if (spoiled === "lose") {
        // With its head begun no browser sends the request again by itself.
        response.writeHead(answer.statusCode, answer.headers);
        answer.once("data", () => response.write("<"));
        answer.once("end", () => setTimeout(() => response.destroy(), HEAD_MS));
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
  return Object.assign(between, {
    url: `http://127.0.0.1:${server.address().port}`,
    close: async () => {
      const ended = once(server, "close");
      server.close();
      server.closeAllConnections();
      await ended;
    },
  });
}

/** Opens a page of a shop by its address; its key is there as if it had been typed before. */
export async function openShop(browser, visitor, site, path, { url, key }) {
  await browser.open(site.url);
  await browser.evaluate(
    ([place, secret]) => sessionStorage.setItem("secrets", JSON.stringify({ [place]: secret })),
    [`direct:${url}`, key],
  );
  await visitor.open(path, { shop: `direct:${url}` });
}
