// A test for each browser; one that this machine lacks is told, and fails on a build server.
import { test } from "node:test";
import { leaveOut } from "../../js/support/left-out.mjs";
import { BROWSERS, programOf } from "./browsers.mjs";

/** Runs `visit(t, using)` in each browser; `using(options, doing)` opens one for as long as `doing` takes. */
export function inEachBrowser(what, visit) {
  for (const [name, browser] of Object.entries(BROWSERS)) {
    test(`${what} in ${name}`, async (t) => {
      const program = programOf(browser);
      if (program === null) {
        const advice = `install it, or set ${browser.variable} to its program`;
        return leaveOut(t, `no ${name} found: ${advice}`);
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
