import type { Handler } from "hono";
import { clientAddress } from "../http/address.js";
import type { Env } from "../http/context.js";
import { tooMany } from "../http/rate.js";
import { openApi } from "../openapi/document.js";
import { Refusal } from "../problem.js";

/** The description of this API. It is the same for everybody and holds no secret: no token needed. */
export function openApiRoute(): Handler<Env> {
  // Created on demand, because most requests do not need it.
  let made: string | undefined;
  return async (context) => {
    const { settings, strangers, catalogue } = context.var.service;
    const allowed = await strangers.allow(clientAddress(context) ?? "", settings.ratePerMinute);
    if (allowed !== true) {
      throw new Refusal(tooMany("This address was asked for too often.", allowed));
    }
    made ??= JSON.stringify(openApi(catalogue.actions));
    return context.body(made, 200, { "Content-Type": "application/json" });
  };
}
