import { Hono } from "hono";
import { ACTIONS } from "../actions/catalogue.js";
import { mayRun } from "../callers/caller.js";
import { ONLY_READ } from "../http/allowing.js";
import type { Env } from "../http/context.js";

/** The catalogue: what this caller may run. */
export function actionRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get("/actions", ({ json, var: { caller } }) => {
      const actions = ACTIONS.filter((action) => mayRun(caller, action)).map(
        ({ name, title, description, example, inputSchema, outputSchema, annotations, needs }) => ({
          name,
          title,
          description,
          example,
          inputSchema,
          outputSchema,
          annotations,
          needs,
        }),
      );
      return json({ actions });
    })
    .all(ONLY_READ);
}
