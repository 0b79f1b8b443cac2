// A shop whose secret this tab has, and what somebody else does to it meanwhile.

/** The link name of a shop that is asked straight from the browser. */
export const directRef = (url) => `direct:${url}`;

/** The link name of a shop behind a worker. */
export const workerRef = (url, site) => `worker:${url}|${site}`;

/** Gives the tab what opens a shop or a worker, as if somebody had typed it and kept it. */
export async function keepSecrets(browser, site, secrets) {
  await browser.open("about:blank");
  await browser.open(`${site.url}#/connect`);
  await browser.evaluate((all) => {
    sessionStorage.setItem("secrets", JSON.stringify(all));
  }, secrets);
}

/** Puts an order into a status, as a colleague with a key of their own. */
export async function enterStatus({ url, keys }, order, state) {
  const entry = `<id_order>${order}</id_order><id_order_state>${state}</id_order_state>`;
  const response = await fetch(`${url}/api/order_histories`, {
    method: "POST",
    headers: {
      Authorization: `Basic ${btoa(`${keys.everything}:`)}`,
      "Content-Type": "text/xml",
    },
    body: `<prestashop><order_history>${entry}</order_history></prestashop>`,
  });
  if (!response.ok) throw new Error(await response.text());
}

/** The answer to the page's next write is this one; the shop never sees the request. */
export function answerNextWrite(browser, status, body) {
  return browser.evaluate(
    ([code, text]) => {
      const real = window.fetch;
      window.fetch = async (url, init) => {
        if (!/^(POST|PUT|PATCH)$/.test(init?.method ?? "GET")) return real(url, init);
        window.fetch = real;
        return new Response(text, { status: code, headers: { "Content-Type": "text/xml" } });
      };
    },
    [status, body],
  );
}
