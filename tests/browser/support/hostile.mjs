// Shops as no demo store is: its answers, rewritten on their way.
import { createServer } from "node:http";

/** Each would call `window.reached` if it ran. */
export const HOSTILE = [
  "<p>Words that <b>stay</b>.</p>",
  "<script>window.reached = 'script'</script>",
  "<img src=x onerror=\"window.reached = 'onerror'\">",
  '<svg onload="window.reached = \'onload\'"><a xlink:href="javascript:window.reached=1">x</a></svg>',
  "<a href=\"javascript:window.reached = 'link'\">Press here</a>",
  "<iframe srcdoc=\"<script>parent.reached = 'frame'</script>\"></iframe>",
  "<form action=\"javascript:window.reached = 'form'\"><button>Send</button></form>",
  '<style>body { display: none }</style><p style="position: fixed; inset: 0">Covered</p>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=window.reached=1&gt;">',
];

/** A name that reads otherwise than it is stored. */
export const TURNED = "Teapot \u202Egnp.exe\u202C \u2066<b onclick=window.reached=1>\u2069";

/** A shop whose texts were written by an attacker. */
export function hostileTexts(xml) {
  return xml
    .replace(/(<description><language[^>]*><!\[CDATA\[)[\s\S]*?(?=\]\]>)/g, `$1${HOSTILE.join("")}`)
    .replace(/(<description>\s*<!\[CDATA\[)[\s\S]*?(?=\]\]>)/g, `$1${HOSTILE.join("")}`)
    .replace(/(<(name|meta_title)>(?:<language[^>]*>)?<!\[CDATA\[)[^\]]*/g, `$1${TURNED}`);
}

/** So many times each language is there. */
export const COPIES = 12;

/** A shop with more languages than fit on a page. */
export function manyLanguages(xml) {
  return xml.replace(/<language>\s*<id>[\s\S]*?<\/language>/g, (row) =>
    Array.from({ length: COPIES }, (_, copy) =>
      row.replace(
        /(<id><!\[CDATA\[)(\d+)/,
        (_all, start, id) => `${start}${Number(id) + 100 * copy}`,
      ),
    ).join(""),
  );
}

/** Serves the shop with every answer rewritten; `{ url, close }`. */
export async function startShop({ url }, rewrite) {
  const shop = createServer(async (request, response) => {
    const headers = { ...request.headers };
    delete headers.host;
    const answer = await fetch(url + request.url, { method: request.method, headers });
    const xml = rewrite(await answer.text());
    const kept = [...answer.headers].filter(([name]) => !/length|encoding|sha1/.test(name));
    response.writeHead(answer.status, Object.fromEntries(kept)).end(xml);
  });
  await new Promise((resolve) => shop.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${shop.address().port}`,
    close: () => {
      shop.closeAllConnections();
      return new Promise((resolve) => shop.close(resolve));
    },
  };
}
