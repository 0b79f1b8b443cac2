// Browsers, without a bundler, under a strict policy.
import { serve } from "../support/site.mjs";
import { missing, visit } from "../support/visit.mjs";

const PLACES = {
  "module script": "plain-script.mjs",
  "module worker": "asks-worker.mjs",
  "service worker": "asks-service-worker.mjs",
};

export const ROWS = ["Chromium", "Firefox"].flatMap((browser) =>
  Object.entries(PLACES).map(([place, script]) => ({
    name: `${browser}, ${place}`,
    missing: () => missing(browser),
    run: async (context) => {
      const site = await serve(context.folder, context.shop);
      try {
        return await visit(browser, `${site.url}/${script}.html`, context);
      } finally {
        await site.close();
      }
    },
  })),
);
