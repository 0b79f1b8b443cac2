// Where a key must not be.
import assert from "node:assert/strict";

/** No key of the demo store stands anywhere in the page, nor in an address it asked for. */
export async function expectNoKey(browser, { keys }) {
  const seen = await browser.evaluate(() => [
    document.documentElement.outerHTML,
    location.href,
    ...[...document.querySelectorAll("input, textarea")].map(({ value }) => value),
    ...Object.values(localStorage),
    ...Object.values(sessionStorage),
    document.cookie,
  ]);
  const places = [...seen, ...browser.requests];
  for (const key of Object.values(keys)) {
    const forms = [key, key.toLowerCase(), btoa(`${key}:`)];
    const leaks = places.filter((text) => forms.some((form) => text.includes(form)));
    assert.deepEqual(leaks, [], "the key is nowhere to be seen");
  }
}

/** After a failure the key stays where it was typed, masked, so that it can be mended. */
export async function expectKeyOnlyInItsField(browser, { keys }) {
  const [html, type] = await browser.evaluate(() => [
    document.documentElement.outerHTML,
    document.querySelector("#shop-key").type,
  ]);
  assert.ok(!html.includes(keys["shop 1"]));
  assert.equal(type, "password");
}
