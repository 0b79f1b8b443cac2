import { askJournal } from "../journal/ask.js";
import type { Change } from "../journal/journal.js";
import { lookAgain } from "../noting/look-again.js";
import { noteOf } from "../noting/note.js";
import { LOOK_AGAIN, problemFrom, refusal, usedBefore } from "../problem.js";
import type { Service } from "../service.js";
import type { OpenShop } from "../shop/open.js";
import type { Site } from "../sites/site.js";
import type { EdgeAction } from "./edge-action.js";
import type { Outcome, WriteJob } from "./outcome.js";
import { explained, within } from "./within.js";

/** As long as a shop may still be at work on a write whose answer was lost. */
const MAY_GO_ON_MS = 300_000;

/** Runs a writing action whose turn it is: what earlier writes left open first, then this one. */
export async function performWrite(
  service: Service,
  site: Site,
  action: EdgeAction,
  job: WriteJob,
): Promise<Outcome> {
  const note = noteOf({ service, site, job });
  let earlier: Change[];
  try {
    earlier = await unsettledBefore(service, site, job);
  } catch (thrown) {
    return { problem: problemFrom(thrown), requests: 0, milliseconds: 0 };
  }
  const unsettled = earlier.flatMap(({ write }) => write ?? []);
  const writing = { beforeWrite: note.intend, unsettled };
  return within({ service, site, action, writing }, async (shop) => {
    try {
      await settleEarlier(service, shop, job, earlier);
      const answer = await action.run(shop, job.input, { service, site, job });
      return await note.settle(shop, { answer });
    } catch (thrown) {
      return note.settle(shop, { problem: explained(problemFrom(thrown), shop.traffic) });
    }
  });
}

/** The writes to the record of a job whose outcome is unknown. */
async function unsettledBefore({ journal }: Service, site: Site, job: WriteJob): Promise<Change[]> {
  const { record, confirmation } = job;
  if (record === null) return [];
  const [resource = "", id] = record.split("/");
  if (confirmation !== null && (await askJournal(journal.isUsed(confirmation)))) {
    throw usedBefore();
  }
  return askJournal(journal.unsettled(site.id, resource, Number(id)));
}

/**
 * Settles what can be known by now. The package itself refuses to write over the rest, but of what
 * could not be kept it knows nothing.
 */
async function settleEarlier(
  service: Service,
  shop: OpenShop,
  job: WriteJob,
  earlier: readonly Change[],
): Promise<void> {
  await lookAgain(service, shop, earlier);
  const mayGoOn = ({ at, write }: Change) =>
    write === null && Date.parse(at) > service.now() - MAY_GO_ON_MS;
  if (job.input.preview === true || !earlier.some(mayGoOn)) return;
  const detail = "Nobody knows yet whether an earlier write to this record was saved.";
  throw refusal("outcome_unknown", detail, { hint: LOOK_AGAIN });
}
