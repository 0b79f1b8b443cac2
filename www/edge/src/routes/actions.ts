import { Hono } from "hono";
import { mayRun } from "../callers/caller.js";
import type { Env } from "../http/context.js";
import { GET_ONLY } from "../http/method-not-allowed.js";
import { checkRate } from "../http/rate.js";

/** Of an action without alternatives. */
const NONE = { either: [], some: [] } as const;

/** The catalogue: what this caller may run. */
export function actionRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get("/actions", async (context) => {
      const { service, caller } = context.var;
      await checkRate(context, { route: "actions" });
      const actions = service.catalogue.actions
        .filter((action) => mayRun(caller, action))
        .map(
          ({
            name,
            title,
            description,
            example,
            inputSchema,
            outputSchema,
            choices = NONE,
            annotations,
            needs,
            writes,
          }) => ({
            name,
            title,
            description,
            example,
            inputSchema,
            outputSchema,
            choices,
            annotations,
            needs,
            writes,
          }),
        );
      return context.json({ actions });
    })
    .all(GET_ONLY);
}
