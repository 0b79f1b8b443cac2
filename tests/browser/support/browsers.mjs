// Two browsers behind one small face: Chromium by Playwright, Firefox by WebDriver BiDi.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import puppeteer from "puppeteer-core";
import { AXE } from "./accessibility.mjs";

const CHROMIUM_ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const PATIENCE_MS = 8_000;

export const BROWSERS = {
  Chromium: {
    variable: "CHROMIUM_PATH",
    usual: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
    launch: launchChromium,
  },
  Firefox: {
    variable: "FIREFOX_PATH",
    usual: ["/usr/bin/firefox-esr", "/usr/bin/firefox"],
    launch: launchFirefox,
  },
};

/**
 * The program of a browser; `null` where this machine has none. Whoever names one browser has
 * looked for the other as well: its usual places count only when nothing is named.
 */
export function programOf({ variable, usual }) {
  const isNamed = Object.values(BROWSERS).some((one) => process.env[one.variable]);
  const places = isNamed ? [process.env[variable] ?? ""] : usual;
  return places.find((place) => existsSync(place)) ?? null;
}

/** A bare one carries none of the means of the tests, which take time in every page. */
async function launchChromium(executablePath, { isDark, isBare = false }) {
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGUMENTS });
  const colorScheme = isDark ? "dark" : "light";
  const context = await browser.newContext({ colorScheme });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  if (!isBare) {
    await page.addInitScript(reportViolations);
    await page.addInitScript({ content: AXE });
  }
  return face(browser, page, {
    click: (selector) => page.click(selector),
    choose: (selector, value) => page.selectOption(selector, value),
    resize: (width, height) => page.setViewportSize({ width, height }),
    waitFor: (condition, argument) => page.waitForFunction(condition, argument),
    wear: (media) => page.emulateMedia({ media }),
    print: () => page.pdf({ format: "A4" }),
    devtools: () => context.newCDPSession(page),
    newTab: () => context.newPage(),
  });
}

async function launchFirefox(executablePath, { isDark }) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    protocol: "webDriverBiDi",
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      // 0 is dark, 1 is light.
      "layout.css.prefers-color-scheme.content-override": isDark ? 0 : 1,
      // A page that is left is over, as if its tab had been closed.
      "browser.sessionhistory.max_total_viewers": 0,
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
    },
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.evaluateOnNewDocument(reportViolations);
  await page.evaluateOnNewDocument(AXE);
  return face(browser, page, {
    // Not where it was a moment ago: on a busy machine the page may still be moving.
    click: (selector) => page.locator(selector).click(),
    choose: (selector, value) => page.select(selector, value),
    resize: (width, height) => page.setViewport({ width, height }),
    waitFor: (condition, argument) => page.waitForFunction(condition, {}, argument),
    // It has no way to show a page as paper but to print it.
    wear: null,
    print: () => page.pdf({ format: "A4" }),
    newTab: () => browser.newPage(),
  });
}

/** What the scenario uses of a browser, and what the page did meanwhile. */
function face(browser, page, own) {
  const complaints = [];
  const requests = [];
  const answers = [];
  page.on("console", (message) => {
    if (["error", "warning", "warn"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error.message ?? error)));
  page.on("dialog", (dialog) =>
    answers.length > 0 ? dialog.accept(answers.shift()) : dialog.dismiss(),
  );
  page.on("request", (request) => requests.push(request.url()));
  return {
    ...own,
    complaints,
    requests,
    /** What is given to the next questions of the page. */
    answers,
    open: (url) => page.goto(url, { waitUntil: "load" }),
    /** Opens an address in a tab behind this one; the function that closes it. */
    openBehind: async (url) => {
      const tab = await own.newTab();
      await tab.goto(url, { waitUntil: "load" });
      await page.bringToFront();
      return () => tab.close();
    },
    reload: () => page.reload({ waitUntil: "load" }),
    evaluate: (code, argument) => page.evaluate(code, argument),
    press: (key) => page.keyboard.press(key),
    /** Types where the focus is. */
    write: (text) => page.keyboard.type(text),
    type: async (selector, text) => {
      await page.focus(selector);
      await page.evaluate((where) => document.querySelector(where).select(), selector);
      await page.keyboard.type(text);
    },
    shoot: (path) => page.screenshot({ path, fullPage: true }),
    close: () => browser.close(),
  };
}

/** Runs in the page before anything else; not every browser puts these on its console by itself. */
function reportViolations() {
  document.addEventListener("securitypolicyviolation", (event) => {
    console.error(`The policy blocks ${event.violatedDirective} ${event.blockedURI}`);
  });
}
