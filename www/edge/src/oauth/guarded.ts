import { withTimeout } from "../limits/timeout.js";
import type { Report } from "../logging/report.js";
import { refusal } from "../problem.js";
import type { Database } from "../sql/database.js";

/**
 * The same database, for requests: where it fails or hangs, the log has a line, and whoever asks is told
 * to retry. No client may take its token for a wrong one because of that.
 */
export function guardedDatabase(database: Database, report: Report): Database {
  const guarded = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await withTimeout(work);
    } catch (thrown) {
      report("oauth", thrown);
      throw refusal("consents_unreadable", "Access tokens cannot be checked right now.", {
        hint: "Your token may be right. Retry in a moment.",
        retryable: true,
        retryAfterMs: 2_000,
      });
    }
  };
  return {
    all: (sql, values) => guarded(database.all(sql, values)),
    batch: (statements, serial) => guarded(database.batch(statements, serial)),
    close: () => database.close(),
  };
}
