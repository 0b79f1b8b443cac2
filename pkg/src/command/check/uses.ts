import { actions, type CheckAccessOutput } from "../../index.js";
import type { Box } from "./boxes.js";

/** What does not work without a right. */
const WITHOUT: Readonly<Record<string, string>> = {
  "products GET": "no product can be found or shown",
  "products PUT": "the texts of products cannot be changed",
  "products PATCH": "the texts of products cannot be changed",
  "orders GET": "no order can be found or shown",
  "order_details GET": "the lines of an order cannot be shown",
  "order_states GET": "the status of an order has no name, and cannot be changed",
  "order_histories GET": "earlier statuses of an order cannot be shown, nor its status changed",
  "order_histories POST": "the status of an order cannot be changed",
  "customers GET": "no customer can be found, and no order by e-mail address",
  "customers PUT": "customers cannot be changed",
  "customers PATCH": "customers cannot be changed: from PrestaShop 9 on, Modify (PUT) damages them",
  "languages GET": "languages have no names, and no text can be changed",
};

/** What does not work until a box is ticked. */
export function withoutBox({ resource, right }: Box, { resources }: CheckAccessOutput): string {
  const known = WITHOUT[`${resource} ${right}`];
  if (known !== undefined) return known;
  const access = resources.find((one) => one.resource === resource);
  const lack = access?.missing.find((one) => one.method === right);
  const names = [...(lack?.stops ?? []), ...(lack?.limits ?? [])];
  const titles = names.map((name) => actions.find((one) => one.name === name)?.title ?? name);
  return `these do not work, or answer less: ${titles.join(", ")}`;
}

/** What an optional box adds. */
export function addedBy({ resource, right }: Box, { optional }: CheckAccessOutput): string {
  const found = optional.find((one) => one.resource === resource && one.method === right);
  return found?.adds ?? "";
}
