import type { Handler } from "hono";
import type { Env } from "../http/context.js";
import { openApi } from "../openapi/document.js";

/** The description of this API. It is the same for everybody and holds no secret: no token needed. */
export function openApiRoute(): Handler<Env> {
  // Created on demand, because most requests do not need it.
  let made: ReturnType<typeof openApi> | undefined;
  return ({ json, var: { service } }) => {
    made ??= openApi(service.catalogue.actions);
    return json(made);
  };
}
