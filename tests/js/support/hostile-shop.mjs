// A shop whose texts were written by attackers, over HTTP.
import { createServer } from "node:http";
import { ADDRESS, demoShop } from "./demo-shop.mjs";
import { withTexts } from "./hostile-texts.mjs";

/**
 * Starts it: `{ url, asked, textOf, close }`. `textOf(field, text)` may be set, and says what stands in
 * the place of a text, `null` for itself; with `refusal`, everything is refused in these words. `asked`
 * holds the requests, `{ method, path }`.
 */
export async function startHostileShop(options = {}) {
  const { send } = demoShop(options);
  const shop = { asked: [], textOf: () => null };
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const { method, url } = request;
    shop.asked.push({ method, path: url });
    if (shop.refusal !== undefined) {
      response.writeHead(400, { "Content-Type": "text/xml" });
      return response.end(refused(shop.refusal));
    }
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !/^(?:host|connection)$/.test(name)),
    );
    // The store knows its own address; what leads there leads here.
    const sent = send(method, ADDRESS + url, headers, new Uint8Array(Buffer.concat(parts)));
    const kept = sent.headers.filter(([name]) => !/content-(?:length|sha1)$/i.test(name));
    const xml = withTexts(new TextDecoder().decode(sent.body), (...of) => shop.textOf(...of));
    const body = xml.replaceAll(ADDRESS, shop.url);
    response.writeHead(sent.status, kept.flat());
    return response.end(method === "HEAD" ? undefined : body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  shop.url = `http://127.0.0.1:${server.address().port}`;
  shop.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return shop;
}

const refused = (text) =>
  `<prestashop><errors><error><code><![CDATA[85]]></code><message><![CDATA[${text}]]></message></error></errors></prestashop>`;

/**
 * Deals several texts to each text of a shop, whoever asks for it: another `round`, other ones. `dealt`
 * gets those that were.
 */
export function dealing(texts, { each, round = 0, dealt = new Set() }) {
  return (field, text) => {
    // By it customers are found.
    if (field === "email") return null;
    const start = round * each + numberOf(`${field} ${text}`);
    const some = Array.from({ length: each }, (_, at) => texts[(start + at) % texts.length]);
    for (const one of some) dealt.add(one);
    return some.join(" · ");
  };
}

/** The same number for the same text. */
const numberOf = (text) =>
  [...text].reduce((sum, one) => (sum * 31 + one.codePointAt(0)) % 9973, 7);
