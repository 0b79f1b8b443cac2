// The demo store as shops can be: slow in places, broken for a while, its key without some rights.
import { once } from "node:events";
import { request as ask, createServer } from "node:http";

/**
 * Serves the shop of a demo server; what each request meets is decided by `rules`, which a test may
 * change at any time: `delay(path)` in milliseconds, `breaks(path)` closes the connection, `key(path)`
 * is another key in the place of the one that was sent, `rewrite(body, path)` changes the answer.
 */
export async function startBentShop(target, rules = {}) {
  const bent = { rules, sent: [] };
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    const { delay, breaks, key, rewrite } = bent.rules;
    const isAsked = method !== "OPTIONS";
    if (isAsked) bent.sent.push(decodeURIComponent(url));
    const wait = isAsked ? (delay?.(url) ?? 0) : 0;
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    if (isAsked && breaks?.(url)) return request.socket.destroy();
    const other = isAsked ? key?.(url) : undefined;
    const passed = ask(target + url, {
      method,
      headers: {
        ...headers,
        ...(other !== undefined && { authorization: `Basic ${btoa(`${other}:`)}` }),
      },
    });
    passed.once("error", () => response.destroy());
    passed.once("response", (answer) => {
      if (rewrite === undefined) {
        response.writeHead(answer.statusCode, answer.headers);
        return answer.pipe(response);
      }
      const pieces = [];
      answer.on("data", (piece) => pieces.push(piece));
      answer.once("end", () => {
        const kept = Object.entries(answer.headers).filter(
          ([name]) => !/length|encoding|sha1/.test(name),
        );
        const body = rewrite(Buffer.concat(pieces).toString(), url);
        response.writeHead(answer.statusCode, Object.fromEntries(kept)).end(body);
      });
    });
    request.pipe(passed);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(bent, {
    url: `http://127.0.0.1:${server.address().port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  });
}

/** Opens a shop by its address and key, as somebody would. */
export async function openDirectly(browser, site, { url }, key) {
  await browser.open(`${site.url}#/connect`);
  await browser.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
  await browser.open("about:blank");
  await browser.open(site.url);
  await browser.waitFor(() => document.querySelector("#direct-form, #way-direct") !== null);
  if (await browser.evaluate(() => document.querySelector("#direct-form") === null))
    await browser.click("#way-direct");
  await browser.waitFor(() => document.querySelector("#direct-url") !== null);
  await browser.type("#direct-url", url);
  await browser.type("#direct-key", key);
  await browser.click("#direct-open");
  await browser.waitFor(() => document.querySelector("#direct-form") === null);
}
