// A test for each browser; one that this machine lacks is told, and fails on a build server.
import { test } from "node:test";
import { BROWSERS, programOf } from "./browsers.mjs";

const isBuildServer = !["", "0", "false", undefined].includes(process.env.CI);

/** Runs `visit(t, using)` in each browser; `using(options, doing)` opens one for as long as `doing` takes. */
export function inEachBrowser(what, visit) {
  for (const [name, browser] of Object.entries(BROWSERS)) {
    test(`${what} in ${name}`, async (t) => {
      const program = programOf(browser);
      if (program === null) {
        const reason = `no ${name} found: install it, or set ${browser.variable} to its program`;
        if (isBuildServer) throw new Error(reason);
        t.skip(reason);
        return;
      }
      await visit(t, async (options, doing) => {
        const opened = { ...(await browser.launch(program, options)), name: name.toLowerCase() };
        try {
          await doing(opened);
        } finally {
          await opened.close();
        }
      });
    });
  }
}
