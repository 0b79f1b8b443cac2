import type { Database } from "../sql/database.js";
import { withTables } from "../sql/tables.js";
import { type JobLeases, jobLeases } from "./lease.js";
import { type JobStore, jobStore, TABLES } from "./sql.js";

/** The jobs of a database, for those who make them and for those who work on them. */
export function openJobs(
  database: Database,
  now: () => number,
): { store: JobStore; leases: JobLeases } {
  const kept = withTables(database, TABLES);
  return { store: jobStore(kept), leases: jobLeases(kept, now) };
}
