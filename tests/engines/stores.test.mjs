// One table of cases for all places where the worker may keep what it knows.
import { test } from "node:test";
import { eachCase } from "../js/support/table.mjs";
import { callerCases } from "./stores/callers.mjs";
import { journalCases } from "./stores/journal.mjs";
import { lockCases } from "./stores/locks.mjs";
import { placesOf } from "./stores/places.mjs";
import { rateCases } from "./stores/rates.mjs";
import { siteCases } from "./stores/sites.mjs";

/** By store, `(place, opened) => [name, run]` of its cases. */
const STORES = {
  journal: journalCases,
  sites: siteCases,
  callers: callerCases,
  rates: rateCases,
  locks: lockCases,
};

for (const [what, casesOf] of Object.entries(STORES)) {
  for (const [place, { skip, open }] of Object.entries(placesOf(what))) {
    test(`given ${what} in ${place}, then it keeps what it has to`, {
      skip,
      timeout: 60_000,
    }, async (t) => {
      const opened = await open();
      t.after(opened.stop);
      await eachCase(`cases of ${what} in ${place}`, casesOf(place, opened), (run) => run());
    });
  }
}
