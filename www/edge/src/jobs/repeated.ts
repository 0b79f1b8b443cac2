import { problem } from "../problem.js";
import type { JobLeases } from "./lease.js";
import type { JobStore } from "./sql.js";

/**
 * Refuses items that would change a value which an item before them changes: which of the two would be
 * the last is chance, since several are run at once.
 */
export async function refuseRepeated(
  store: JobStore,
  leases: JobLeases,
  job: string,
): Promise<void> {
  const firstRows = new Map<string, number>();
  for (const item of await store.sharing(job)) {
    const { record, row, shown } = item;
    const values = (shown?.fields ?? []).map(
      ({ field, language }) => `${record} ${field} ${language?.id ?? ""}`,
    );
    const before = values.map((value) => firstRows.get(value)).find((one) => one !== undefined);
    if (before === undefined) {
      for (const value of values) firstRows.set(value, row);
      continue;
    }
    const twice = problem("conflict", `Row ${before} of this job changes the same value.`, {
      hint: "Nothing is written for this row. Put it into another job.",
    });
    await leases.move(item, null, { state: "refused", problem: twice });
  }
}
