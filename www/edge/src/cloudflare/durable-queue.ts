import type { Outcome, WriteJob } from "../catalogue/outcome.js";
import { refusal } from "../problem.js";
import type { WriteQueue } from "../running/queue.js";

/** The binding of the Durable Objects, one for each record of each installation. */
export interface RecordWriters {
  idFromName(name: string): unknown;
  get(id: unknown): RecordWriterStub;
}

/** The stub of a Durable Object; see `RecordWriter`. */
export interface RecordWriterStub {
  run(record: string, job: WriteJob): Promise<Outcome>;
}

/** The queue that all instances share: a Durable Object for each record runs its writes. */
export function durableQueue(writers: RecordWriters): WriteQueue {
  return {
    run: async (record, job) => {
      const writer = writers.get(writers.idFromName(`${job.installation} ${record}`));
      try {
        return await writer.run(record, job);
      } catch (thrown) {
        throw isOverloaded(thrown) ? tooBusy() : lost();
      }
    },
  };
}

/** Cloudflare marks calls that it rejected before they ran. */
function isOverloaded(thrown: unknown): boolean {
  return (thrown as { overloaded?: unknown } | null)?.overloaded === true;
}

function tooBusy() {
  return refusal("busy", "The writer of this record is overloaded.", {
    hint: "Nothing was written. Retry in a moment.",
    retryable: true,
    retryAfterMs: 5_000,
  });
}

function lost() {
  return refusal("outcome_unknown", "The writer of this record was lost before it answered.", {
    hint: "Do not retry. Read the record, and call list_changes, to see what became of the write.",
  });
}
