import type { UnsettledWrite } from "@aismarttalk/prestashop";
import type { Action, Stores } from "../catalogue/action.js";
import type { Outcome, Result, WriteJob } from "../catalogue/outcome.js";
import { recordParts } from "../catalogue/record.js";
import { askJournal } from "../journal/ask.js";
import type { Change } from "../journal/journal.js";
import { problemOf } from "../logging/report.js";
import { lookAgain, seen } from "../noting/look-again.js";
import { noteOf } from "../noting/note.js";
import { LOOK_AGAIN, refusal, usedBefore } from "../problem.js";
import type { OpenShop } from "../shop/open.js";
import { placeOf } from "../sites/installation.js";
import type { Site } from "../sites/site.js";
import { checkConfirmed } from "./confirmed-item.js";
import type { Writers } from "./dependencies.js";
import type { IsHeld } from "./queue.js";
import { explained, withShop } from "./with-shop.js";

/** How long a shop may still work on a write whose answer was lost. */
const MAY_GO_ON_MS = 300_000;
/** The caller may not reach the site that made it, and then never sees it in a list. */
const LOOK_LATER =
  "Nothing was sent. The earlier write was made through another site of this PrestaShop. Retry in a minute: each try looks at the record first. list_changes shows the earlier write if your token reaches that site.";
/** Milliseconds for looking at earlier writes that are open. */
const LOOKS_MS = 10_000;

/** Runs a write when its turn has come: first looks at earlier writes that are open. */
export async function performWrite(
  writers: Writers,
  site: Site,
  action: Action,
  job: WriteJob,
  isHeld: IsHeld = () => true,
): Promise<Outcome> {
  let earlier: Change[];
  try {
    earlier = await openBefore(writers, site, job);
  } catch (thrown) {
    return {
      problem: problemOf(writers.report, thrown, job.request),
      requests: 0,
      milliseconds: 0,
    };
  }
  const note = noteOf({ stores: writers, site, job }, earlier);
  const passedOn = earlier.filter((change) => canBePassedOn(writers, site, change));
  const unsettled = passedOn.flatMap(({ write }) => write ?? []);
  const beforeWrite = async (write: UnsettledWrite) => {
    if (job.input.preview === true) throw notPreviewed(action);
    checkConfirmed(writers.catalogue, job, write);
    await note.intend(write);
    // Marked right before the request, so that what is not marked was not sent.
    if (job.item !== null) await writers.items?.pass(job.item);
    // Noting takes a while, in which a connection may break.
    if (!isHeld()) throw lost();
  };
  const writing = { beforeWrite, unsettled };
  const { caller, priority, trace } = job;
  const asker = { caller, priority, trace };
  return withShop({ runner: writers, site, action, asker, writing }, async (shop) => {
    let result: Result;
    try {
      const settled = await lookAgain(writers, { site, shop }, earlier, LOOKS_MS);
      const left = earlier.filter(({ id }) => !settled.has(id));
      if (job.input.preview !== true) checkUnseen(writers, site, left, passedOn);
      result = { answer: await action.run(shop, job.input, { ...writers, site, held: job.held }) };
      await settleSeen(writers, shop, left, passedOn);
    } catch (thrown) {
      result = { problem: explained(problemOf(writers.report, thrown, job.request), shop.traffic) };
    }
    return note.settle(shop, result);
  });
}

/** A preview that writes would be a mistake of the action. */
function notPreviewed({ name }: Action) {
  return refusal("internal", `${name} tried to write, though it was called with preview.`, {
    hint: "Nothing was written. Report it with the id of the request.",
  });
}

/** Another process may have begun to write the record. */
function lost() {
  return refusal("busy", "The connection that keeps other processes from this record was lost.", {
    hint: "Nothing was written. Retry in a moment.",
    retryable: true,
    retryAfterMs: 5_000,
  });
}

/** The changes of the record of a job that are open. */
async function openBefore({ journal }: Stores, site: Site, job: WriteJob): Promise<Change[]> {
  const { record, confirmation } = job;
  if (record === null) return [];
  const { resource, id } = recordParts(record);
  if (confirmation !== null && (await askJournal(journal.isUsed(confirmation)))) {
    throw usedBefore();
  }
  return askJournal(journal.unsettled(placeOf(site), resource, id));
}

/** Whether the package can hold other writes back until the outcome of this one is known. */
function canBePassedOn(stores: Stores, site: Site, change: Change): boolean {
  const isSameShop = change.site === site.id && change.write?.shopId === (site.shopId ?? null);
  return change.write !== null && isSameShop && mayGoOn(stores, change);
}

function mayGoOn({ now }: Stores, { at, write }: Change): boolean {
  return (write?.sentAt ?? Date.parse(at)) > now() - MAY_GO_ON_MS;
}

/**
 * The package refuses to write over the writes passed to it, and does not know the others.
 * @throws Refusal if such a write may still be saved
 */
function checkUnseen(
  stores: Stores,
  { id }: Site,
  left: readonly Change[],
  passedOn: readonly Change[],
): void {
  const isUnseen = (change: Change) => !passedOn.includes(change) && mayGoOn(stores, change);
  const unseen = left.filter(isUnseen);
  if (unseen.length === 0) return;
  const detail = "Nobody knows yet whether an earlier write to this record was saved.";
  const isOfOthers = unseen.every(({ site }) => site !== id);
  throw refusal("outcome_unknown", detail, { hint: isOfOthers ? LOOK_LATER : LOOK_AGAIN });
}

/** Settles writes that the package found saved before it wrote: it does not remember those any more. */
async function settleSeen(
  stores: Stores,
  shop: OpenShop,
  left: readonly Change[],
  passedOn: readonly Change[],
): Promise<void> {
  if (left.length === 0) return;
  const remembered = new Set(shop.client.unsettled().map(nameOf));
  for (const change of left) {
    const { write } = change;
    // The package forgets old writes, too.
    const isKnown = passedOn.includes(change) && mayGoOn(stores, change);
    if (write === null || !isKnown || remembered.has(nameOf(write))) continue;
    // If the journal fails now, the next look settles it.
    await stores.journal.settle(await seen(stores.catalogue, shop, change)).catch(() => {});
  }
}

function nameOf({ resource, method, id, order, sentAt }: UnsettledWrite): string {
  return [resource, method, id, order, sentAt].join(" ");
}
