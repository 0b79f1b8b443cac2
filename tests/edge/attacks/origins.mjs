// Pages of other origins.
import assert from "node:assert/strict";
import { assertProblem } from "../suite/answers.mjs";
import { ask, FOREIGN, ORIGIN, run } from "../support/world.mjs";

const ORIGINS = [
  FOREIGN,
  "null",
  `${ORIGIN}.elsewhere.example`,
  ORIGIN.replace("https", "http"),
  `${ORIGIN}:8443`,
  `${ORIGIN}/`,
  ORIGIN.replace("dashboard", "not-dashboard"),
  `https://dashboard.example@elsewhere.example`,
  `${ORIGIN}, ${FOREIGN}`,
  "file://",
  "*",
];
const REFUSED = { status: 403, kind: "foreign_origin", caller: null, shopRequests: 0 };

export const ORIGINS_OF_ATTACK = ORIGINS.flatMap((origin) => [
  {
    name: `a preflight from ${origin}`,
    run: async ({ worker }) => {
      const answer = await ask(worker, {
        path: "/v1/sites/shop/actions/update_product_content",
        method: "OPTIONS",
        headers: {
          Origin: origin,
          "Access-Control-Request-Method": "POST",
          "Access-Control-Request-Headers": "authorization,content-type",
        },
      });
      await assertProblem(worker, answer, REFUSED);
      assert.equal(answer.headers.has("Access-Control-Allow-Origin"), false);
    },
  },
  {
    name: `a write from ${origin}, with a right token`,
    run: async ({ worker, callers }) => {
      const input = { id: 5, name: "From elsewhere" };
      const headers = { Origin: origin };
      const answer = await run(worker, callers.writer, "shop", "update_product_content", input, {
        headers,
      });
      await assertProblem(worker, answer, REFUSED);
      assert.equal(answer.headers.has("Access-Control-Allow-Origin"), false);
    },
  },
]);
