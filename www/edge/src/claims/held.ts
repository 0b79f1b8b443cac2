/** The customer that a call is held to, and the actions it may write with. Plain data. */
export interface Held {
  customer: { id: number } | { email: string };
  /** Names of actions; none by default. */
  writes: readonly string[];
}

/** What is compared with a hold. */
export interface Holdable {
  name: string;
  reads: boolean;
  /** Whether it can be held to a customer. */
  holds: boolean;
}

/** Whether a call may run an action: held to a customer it reads, and writes what is listed. */
export function isOpenTo(held: Held | null, { name, reads, holds }: Holdable): boolean {
  return held === null || (holds && (reads || held.writes.includes(name)));
}

/** The options of the package that hold a run. */
export function runOptions(held: Held | null, { name, reads }: Pick<Holdable, "name" | "reads">) {
  if (held === null) return {};
  const writes = !reads && held.writes.includes(name) ? [name] : [];
  return { onlyCustomer: held.customer, writes };
}
