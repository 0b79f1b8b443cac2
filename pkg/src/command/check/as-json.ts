import type { Problem } from "../shop/problem.js";
import { safeJson } from "../terminal/printable.js";
import { type Box, boxesIn, rowsOf } from "./boxes.js";
import type { Found } from "./found.js";
import { addedBy, withoutBox } from "./uses.js";

/** The result for programs. */
export function asJson({ access, browsers }: Found): string {
  const { verdict, shop_name, shop_url, version } = access;
  const rows = rowsOf(access);
  const named = ({ resource, right, box }: Box) => ({ resource, right, box });
  return text({
    verdict,
    shop: { name: shop_name, url: shop_url, version },
    tick: boxesIn(rows, "tick").map((box) => ({ ...named(box), without: withoutBox(box, access) })),
    untick: boxesIn(rows, "untick").map(named),
    optional: boxesIn(rows, "may").map((box) => ({ ...named(box), adds: addedBy(box, access) })),
    browsers,
    problem: null,
  });
}

/** Why there is no result, for programs. */
export function problemAsJson(problem: Problem): string {
  return text({ verdict: "not_checked", problem });
}

const text = (value: unknown) => safeJson(value, 2);
