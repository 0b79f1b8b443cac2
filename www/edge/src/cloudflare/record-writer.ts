import { DurableObject } from "cloudflare:workers";
import { assemble } from "../assemble.js";
import type { ShopAction } from "../catalogue/action.js";
import type { Outcome, WriteJob } from "../catalogue/outcome.js";
import type { Environment } from "../environment.js";
import { recordJournal } from "../journal/durable.js";
import { problemOf } from "../logging/report.js";
import { processQueue } from "../running/queue.js";
import { write } from "../running/run.js";
import type { Service } from "../service.js";
import { bindings } from "./bindings.js";

/**
 * The class of the objects that write records with these actions, each its own record through
 * whichever site of its installation. There is one object of a record in the world, so the queue of
 * its process is the queue of all instances.
 */
export function recordWriterOf(actions: readonly ShopAction[]) {
  /** What all objects of an instance share. */
  let shared: Service | undefined;

  return class RecordWriter extends DurableObject<Environment> {
    #own: Service | undefined;
    readonly #queue = processQueue(
      (job) => write(this.#service, job),
      () => this.#service.settings.writeMs,
    );

    get #service(): Service {
      shared ??= assemble(this.env, bindings(this.env), actions);
      this.#own ??= { ...shared, journal: recordJournal(shared.journal, this.ctx.storage) };
      return this.#own;
    }

    /** Runs a write in its turn. What goes wrong travels as data: thrown, it would be a mere text. */
    async run(record: string, job: WriteJob): Promise<Outcome> {
      const outcome = this.#queue.run(record, job).catch((thrown) => ({
        problem: problemOf(this.#service.report, thrown, job.request),
        requests: 0,
        milliseconds: 0,
      }));
      // It goes on when the caller is gone.
      this.ctx.waitUntil(outcome);
      return outcome;
    }
  };
}
