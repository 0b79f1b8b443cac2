// A page of the tests in a real browser: what it reports, and what the browser complains of.
import { BROWSERS, programOf } from "../../browser/support/browsers.mjs";

/** Why a browser cannot be used here; `undefined` where it can. */
export function missing(name) {
  return programOf(BROWSERS[name]) === null ? `no ${name} on this machine` : undefined;
}

/** Opens `url` for the shop and waits for its `reports`. */
export async function visit(name, url, { shop, key }) {
  const browser = await BROWSERS[name].launch(programOf(BROWSERS[name]), { isDark: false });
  try {
    await browser.open(`${url}?${new URLSearchParams({ url: shop, key })}`);
    await browser
      .waitFor(() => globalThis.reports !== undefined)
      .catch((error) => {
        throw new Error([error.message, ...browser.complaints].join("\n"));
      });
    const reports = await browser.evaluate(() => globalThis.reports);
    const violations = browser.complaints.filter((text) => /polic/i.test(text));
    if (violations.length > 0) throw new Error(violations.join("\n"));
    return reports;
  } finally {
    await browser.close();
  }
}
