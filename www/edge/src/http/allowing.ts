import type { Handler } from "hono";
import { refusal } from "../problem.js";
import type { Env } from "./context.js";

/** What a route answers to every method but its own, which come before. */
export function allowing(methods: "GET, HEAD" | "POST", hint: string): Handler<Env> {
  return ({ res: { headers } }) => {
    headers.set("Allow", methods);
    throw refusal("method_not_allowed", "This address is not asked with that method.", { hint });
  };
}

/** That of a route that is read. */
export const ONLY_READ = allowing("GET, HEAD", "Ask it with GET.");
