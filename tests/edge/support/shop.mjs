// The demo store of this process over HTTP, so that a test sees into it while others write.
import { once } from "node:events";
import { createServer } from "node:http";
import { basic, demoShop, KEYS, wireText } from "../../js/support/demo-shop.mjs";

/**
 * Starts a shop. `text(path, element, language?)` is what it holds, read without the package;
 * `write(path, element, language, value)` changes it so, `ids(path, element)` are those of a list,
 * `rows(order)` is how many statuses an order had, and `mails()` are what it sent; `before(request)` may be set to do something ahead of an answer. It
 * breaks the connection where it answers `"break"`, and where it answers `{ status, headers?, body }`
 * that is sent in the place of the shop's own, as by a proxy.
 */
export async function startShop(options = {}) {
  const demo = demoShop(options);
  const shop = { before: async () => {}, sent: 0 };
  const ids = (path, element) => {
    const found = wireText(demo, path).matchAll(new RegExp(`<${element} id="(\\d+)"`, "g"));
    return [...found].map(([, id]) => Number(id));
  };
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    shop.sent += 1;
    const answer = () =>
      demo.send(
        method,
        `http://${headers.host}${url}`,
        headers,
        new Uint8Array(Buffer.concat(chunks)),
      );
    const told = await shop.before({ method, url, headers, answer });
    if (told === "break") return request.socket.destroy();
    if (told?.status) {
      const named = told.headers ?? { "Content-Type": "text/html" };
      return response.writeHead(told.status, named).end(told.body);
    }
    const { status, headers: named, body } = answer();
    response.writeHead(status, named).end(body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(shop, {
    url: `http://127.0.0.1:${server.address().port}`,
    key: KEYS.everything,
    text: (path, element, language) => textIn(wireText(demo, path), element, language),
    write: (path, element, language, value) => {
      const [, id] = path.split("/");
      const [whole] = elementIn(wireText(demo, path), element);
      const one = new RegExp(`(<language id="${language}"[^>]*>).*?(</language>)`, "s");
      const texts = whole
        .replace(one, `$1<![CDATA[${value}]]>$2`)
        .replace(/ xlink:href="[^"]*"/g, "");
      const xml = `<prestashop><record><id>${id}</id>${texts}</record></prestashop>`;
      const body = new TextEncoder().encode(xml);
      const headers = { ...basic(KEYS.everything), "Content-Type": "text/xml" };
      const answer = demo.send("PATCH", `http://shop.example/api/${path}`, headers, body);
      if (answer.status !== 200) throw new Error(new TextDecoder().decode(answer.body));
    },
    ids,
    rows: (order) => ids(`order_histories?filter[id_order]=[${order}]`, "order_history").length,
    mails: () => JSON.parse(demo.store.mails()),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  });
}

/** Whether an address reads one record, by itself or as a list of one. */
export function isReading(url, resource, id) {
  const listed = `\\?.*filter\\[id\\]=\\[${id}\\]`;
  return new RegExp(`/${resource}(?:/${id}\\b|${listed})`).test(decodeURIComponent(url));
}

function textIn(xml, element, language) {
  const [, whole] = elementIn(xml, element);
  const inner =
    language === undefined
      ? whole
      : new RegExp(`<language id="${language}"[^>]*>(.*?)</language>`, "s").exec(whole)?.[1];
  return inner?.replace(/^<!\[CDATA\[(.*)\]\]>$/s, "$1");
}

function elementIn(xml, element) {
  const found = new RegExp(`<${element}\\b[^>]*>(.*?)</${element}>`, "s").exec(xml);
  if (found === null) throw new Error(`There is no ${element}.`);
  return found;
}
