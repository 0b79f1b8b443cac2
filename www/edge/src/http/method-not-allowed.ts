import type { Handler } from "hono";
import { refusal } from "../problem.js";
import type { Env } from "./context.js";

/** What a route answers to, as in the header `Allow`. */
type Methods =
  | "GET, HEAD"
  | "GET, HEAD, POST"
  | "GET, HEAD, DELETE"
  | "GET, HEAD, PATCH, DELETE"
  | "GET, HEAD, PUT, DELETE"
  | "POST"
  | "PUT"
  | "DELETE";

/** Refuses every method but those of the routes before it. */
export function methodNotAllowed(methods: Methods, hint: string): Handler<Env> {
  return ({ res: { headers } }) => {
    headers.set("Allow", methods);
    throw refusal("method_not_allowed", "This address does not support that method.", { hint });
  };
}

/** Of a route that only reads. */
export const GET_ONLY = methodNotAllowed("GET, HEAD", "Use GET.");
