import type { Confirmation } from "../confirming/confirmation.js";
import type { Change, Journal } from "./journal.js";

/** The part of a Durable Object's own storage that is used. */
export interface RecordStorage {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<void>;
  delete(keys: string[]): Promise<unknown>;
  list(options: { prefix: string }): Promise<Map<string, unknown>>;
}

const OPEN_KEY = "open:";
const USED_KEY = "used:";
/** Whether what was open before this writer had the record was read from the shared journal. */
const MET_KEY = "met";

/**
 * The journal for the writer of one record: the shared one, and in the object's own
 * storage whatever the next write to the record must see. A namespace may show it a minute late.
 */
export function recordJournal(
  shared: Journal,
  storage: RecordStorage,
  now: () => number = Date.now,
): Journal {
  const isUsed = async ({ id }: Confirmation) => (await storage.get(USED_KEY + id)) !== undefined;
  const close = (id: string) => storage.delete([OPEN_KEY + id]);
  return {
    ...shared,
    // Its writes come one at a time, so that no other write can come first.
    open: async (change, confirmation) => {
      if (confirmation !== null) {
        if (await isUsed(confirmation)) return "used";
        await forgetUsed(storage, now());
      }
      const keys = [OPEN_KEY + change.id, ...(confirmation ? [USED_KEY + confirmation.id] : [])];
      try {
        const [opened] = await Promise.all([
          shared.open(change, confirmation),
          storage.put(OPEN_KEY + change.id, change),
          confirmation && storage.put(USED_KEY + confirmation.id, confirmation.until),
        ]);
        if (opened !== "kept") await close(change.id);
        return opened;
      } catch (thrown) {
        await storage.delete(keys);
        throw thrown;
      }
    },
    settle: async (change) => {
      await shared.settle(change);
      await close(change.id);
    },
    drop: async (place, id) => {
      await shared.drop(place, id);
      await close(id);
    },
    unsettled: async (place, resource, record) => {
      // The record may have had another writer, before its site said which installation it is of.
      if ((await storage.get(MET_KEY)) === undefined) {
        const earlier = await shared.unsettled(place, resource, record);
        for (const change of earlier) await storage.put(OPEN_KEY + change.id, change);
        await storage.put(MET_KEY, true);
      }
      return [...(await storage.list({ prefix: OPEN_KEY })).values()] as Change[];
    },
    isUsed,
  };
}

async function forgetUsed(storage: RecordStorage, now: number): Promise<void> {
  const used = await storage.list({ prefix: USED_KEY });
  const over = [...used].filter(([, until]) => Number(until) <= now).map(([key]) => key);
  if (over.length > 0) await storage.delete(over);
}
