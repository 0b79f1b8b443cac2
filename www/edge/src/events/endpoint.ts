import type { Row } from "../sql/database.js";
import { type EventKind, isEventKind } from "./kinds.js";

/** Why an endpoint gets no more events. */
export type DisabledFor = "failing" | "gone" | "by_caller" | "backlog" | "site_gone";

/** An address that is told what happens in a shop. */
export interface Endpoint {
  id: string;
  site: string;
  /** The name of the caller who added it, and to whom it is listed. */
  caller: string;
  url: string;
  kinds: readonly EventKind[];
  /** Sealed; see `secret.ts`. */
  secret: string;
  /** The one before, which signs too until `oldUntil`; `null` for none. */
  oldSecret: string | null;
  oldUntil: number;
  created: number;
  /** Attempts that failed since the last one that succeeded. */
  failures: number;
  failingSince: number | null;
  /** Nothing is sent before. */
  restsUntil: number;
  lastAt: number | null;
  /** What the last attempt came to, such as `200` or `timeout`. */
  lastResult: string | null;
  disabledAt: number | null;
  disabledFor: DisabledFor | null;
}

/** An endpoint of a row of the table. */
export function endpointOf(row: Row): Endpoint {
  const numberOrNull = (name: string) => (row[name] === null ? null : Number(row[name]));
  const textOrNull = (name: string) => (row[name] === null ? null : String(row[name]));
  return {
    id: String(row.id),
    site: String(row.site),
    caller: String(row.caller),
    url: String(row.url),
    kinds: kindsOfText(String(row.kinds)),
    secret: String(row.secret),
    oldSecret: textOrNull("old_secret"),
    oldUntil: Number(row.old_until),
    created: Number(row.created),
    failures: Number(row.failures),
    failingSince: numberOrNull("failing_since"),
    restsUntil: Number(row.rests_until),
    lastAt: numberOrNull("last_at"),
    lastResult: textOrNull("last_result"),
    disabledAt: numberOrNull("disabled_at"),
    disabledFor: textOrNull("disabled_for") as DisabledFor | null,
  };
}

/** Kinds as a column holds them: with a comma around each, so that SQL finds one by `LIKE`. */
export function kindsText(kinds: readonly EventKind[]): string {
  return `,${kinds.join(",")},`;
}

function kindsOfText(text: string): EventKind[] {
  return text.split(",").filter(isEventKind);
}
