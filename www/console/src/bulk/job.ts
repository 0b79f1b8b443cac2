import type { Say, Told } from "../language/say.js";
import { hintOf, tellingOf } from "../services/failure.js";
import type { ProductTexts } from "./rows.js";

/** What is needed of a shop: any connection can give it. */
export interface BulkShop {
  run(action: string, input: BulkInput, signal: AbortSignal): Promise<unknown>;
}

/** Inputs of the actions used here. */
export type BulkInput = Record<
  string,
  string | number | boolean | Readonly<Record<string, string>>
>;

/** A text before and after. */
export interface TextChange {
  field: string;
  language: { id: number; iso_code: string | null } | null;
  before: string;
  after: string;
}

/** What the shop made of a text by itself. */
interface Difference {
  field: string;
  language: { id: number; iso_code: string | null } | null;
  stored: string;
  harmless: boolean;
}

/** What `update_product_seo` answers. */
interface Answer {
  written: boolean;
  fields: readonly TextChange[];
  differences: readonly Difference[];
  warnings: readonly string[];
  token: string | null;
}

/** Where a product stands. */
export type State =
  /** Not yet looked at, or to be looked at again. */
  | "waiting"
  /** Previewed: there is something to write. */
  | "ready"
  /** Previewed: the shop has it so already. */
  | "unchanged"
  | "written"
  /** Changed by somebody else since its preview. */
  | "conflict"
  /** The shop or the package does not accept it. */
  | "refused"
  | "not_found"
  /** It was sent, and no answer told what came of it: it is read again before anything else. */
  | "unknown";

/** A product of a job. */
export interface Entry extends ProductTexts {
  state: State;
  /** Known from the start, or once a reference was looked up. */
  id: number | null;
  /** What is changed, or was. */
  changes: readonly TextChange[];
  /** Of the preview. */
  token: string | null;
  /** What went wrong, or is worth knowing; may be empty. */
  message: readonly Told[];
  /** What to do about it; may be empty. */
  hint: Told;
}

/** Why a pass ended. */
export type PassEnd =
  | { kind: "done" }
  | { kind: "stopped" }
  /** What no other product would escape: the rest has not been tried. */
  | { kind: "halted"; message: Told; hint: Told };

/** How a pass is watched and stopped. */
export interface PassOptions {
  /** Ends what is under way at once. */
  signal: AbortSignal;
  /** Whether to begin nothing more; what is under way ends by itself. */
  isDraining(): boolean;
  /** Called whenever a product has been dealt with. */
  onStep(entry: Entry): void;
}

/** So many products at a time: a shop has other visitors. */
export const CONCURRENCY = 3;

const UPDATE = "update_product_seo";

/** Refusals that say for sure that nothing was written, and concern one product. */
const OWN_FAULTS: Readonly<Record<string, State>> = {
  conflict: "conflict",
  not_found: "not_found",
  validation: "refused",
  invalid_request: "refused",
};

/** Refusals that say for sure that nothing was written, and concern every product. */
const REFUSED_TO_ALL = ["authentication", "permission", "webservice_disabled", "rate_limited"];

/** Where nothing is sure, and the next product may fare better. */
const ONE_OFF = ["server", "malformed_response", "timeout", "outcome_unknown"];

/** Products to be written, none of them looked at yet. */
export function jobOf(products: readonly ProductTexts[]): Entry[] {
  return products.map((product) => ({
    ...product,
    state: "waiting",
    id: "id" in product.product ? product.product.id : null,
    changes: [],
    token: null,
    message: [],
    hint: "",
  }));
}

/** Which products a pass deals with. */
export function pending(job: readonly Entry[], pass: "preview" | "write"): Entry[] {
  const states: readonly State[] = pass === "preview" ? ["waiting"] : ["ready", "unknown"];
  return job.filter(({ state }) => states.includes(state));
}

/** Learns what writing would change; writes nothing. */
export function previewAll(
  job: readonly Entry[],
  shop: BulkShop,
  options: PassOptions,
): Promise<PassEnd> {
  const owners = new Map<number, Entry>();
  for (const one of job) if (one.id !== null) owners.set(one.id, one);
  return pass(pending(job, "preview"), options, (entry) =>
    previewOne(entry, shop, owners, options),
  );
}

/** Writes what was previewed and nothing else; what is done stays done. */
export function writeAll(
  job: readonly Entry[],
  shop: BulkShop,
  options: PassOptions,
): Promise<PassEnd> {
  return pass(pending(job, "write"), options, (entry) => writeOne(entry, shop, options));
}

/** Lets the products that somebody else has changed be previewed again. */
export function forgiveConflicts(job: readonly Entry[]): void {
  for (const entry of job) {
    if (entry.state === "conflict") set(entry, { state: "waiting", token: null, message: [] });
  }
}

type Step = (entry: Entry) => Promise<PassEnd>;

const DONE: PassEnd = { kind: "done" };

async function pass(
  entries: readonly Entry[],
  { signal, isDraining, onStep }: PassOptions,
  step: Step,
): Promise<PassEnd> {
  const queue = entries.values();
  let end: PassEnd = DONE;
  const work = async () => {
    for (const entry of queue) {
      if (end.kind !== "done") return;
      if (signal.aborted || isDraining()) {
        end = { kind: "stopped" };
        return;
      }
      const ended = await step(entry);
      // What stopped the first one stops the others that are under way as well.
      if (ended.kind !== "done" && end.kind === "done") end = ended;
      onStep(entry);
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return end;
}

async function previewOne(
  entry: Entry,
  shop: BulkShop,
  owners: Map<number, Entry>,
  { signal }: PassOptions,
): Promise<PassEnd> {
  try {
    const id = entry.id ?? (await lookUp(entry, shop, signal));
    if (id === null) return DONE;
    const owner = owners.get(id);
    if (owner !== undefined && owner !== entry) {
      const rows = owner.rows.map(({ number }) => number);
      set(entry, { state: "refused", message: [(w) => w.bulk.job.sameProduct(rows)] });
      return DONE;
    }
    owners.set(id, entry);
    set(entry, { id });
    const answer = await preview(entry, shop, signal);
    set(entry, {
      state: answer.fields.length === 0 ? "unchanged" : "ready",
      changes: answer.fields,
      token: answer.token,
      message: answer.warnings,
      hint: "",
    });
    return DONE;
  } catch (error) {
    return failed(entry, error, "waiting");
  }
}

async function writeOne(entry: Entry, shop: BulkShop, { signal }: PassOptions): Promise<PassEnd> {
  if (entry.state === "unknown") {
    try {
      if (!(await isStillAsShown(entry, shop, signal))) return DONE;
    } catch (error) {
      return failed(entry, error, "unknown");
    }
  }
  try {
    const expect = entry.token;
    // Without it the shop could not be held to what was shown.
    if (expect === null) {
      set(entry, { state: "conflict", message: [(w) => w.bulk.job.noPreview] });
      return DONE;
    }
    const input = { id: entry.id ?? 0, ...entry.texts, expect };
    const answer = (await shop.run(UPDATE, input, signal)) as Answer;
    set(entry, {
      state: answer.written ? "written" : "unchanged",
      message: [...answer.warnings, ...answer.differences.flatMap(told)],
      hint: "",
    });
    return DONE;
  } catch (error) {
    return failed(entry, error, isSurelyUnwritten(error) ? "ready" : "unknown");
  }
}

/** Reads a product whose write had no answer; `false` where there is nothing left to write. */
async function isStillAsShown(entry: Entry, shop: BulkShop, signal: AbortSignal): Promise<boolean> {
  const found = await preview(entry, shop, signal);
  if (found.fields.length === 0) {
    set(entry, {
      state: "written",
      message: [(w) => w.bulk.job.readAgain],
      hint: "",
    });
    return false;
  }
  if (found.token !== null && found.token === entry.token) return true;
  set(entry, {
    state: "conflict",
    message: [(w) => w.bulk.job.neither],
    hint: (w) => w.bulk.job.neitherHint,
  });
  return false;
}

async function preview(entry: Entry, shop: BulkShop, signal: AbortSignal): Promise<Answer> {
  const input = { id: entry.id ?? 0, ...entry.texts, preview: true };
  return (await shop.run(UPDATE, input, signal)) as Answer;
}

/** The id of the one product with a reference; `null` where there is more than one. */
async function lookUp(entry: Entry, shop: BulkShop, signal: AbortSignal): Promise<number | null> {
  if ("id" in entry.product) return entry.product.id;
  const { reference } = entry.product;
  const found = (await shop.run("get_product", { reference }, signal)) as {
    products: readonly { id: number }[];
  };
  const [one, ...others] = found.products;
  if (one !== undefined && others.length === 0) return one.id;
  const ids = found.products.map(({ id }) => id);
  set(entry, {
    state: "refused",
    message: [(w) => w.bulk.job.severalProducts(ids)],
    hint: (w) => w.bulk.job.severalProductsHint,
  });
  return null;
}

/** Notes what went wrong; `otherwise` is where it stands if the error does not say. */
function failed(entry: Entry, error: unknown, otherwise: State): PassEnd {
  const { kind, message, hint } = failureOf(error);
  const state = OWN_FAULTS[kind];
  // A product that vanished before its second look has not been written by us for sure.
  set(entry, { state: state ?? otherwise, message: [message], hint });
  if (state !== undefined) return DONE;
  if (kind === "aborted") {
    set(entry, { message: otherwise === "unknown" ? [message] : [], hint: "" });
    return { kind: "stopped" };
  }
  return ONE_OFF.includes(kind) ? DONE : { kind: "halted", message, hint };
}

function isSurelyUnwritten(error: unknown): boolean {
  return REFUSED_TO_ALL.includes(failureOf(error).kind);
}

/** Errors of the package and of a worker carry a kind; a fault of this page has none. */
function failureOf(error: unknown): { kind: string; message: Told; hint: Told } {
  if (!(error instanceof Error)) return { kind: "", message: String(error), hint: "" };
  const kind = "kind" in error && typeof error.kind === "string" ? error.kind : "";
  return { kind, message: tellingOf(error), hint: hintOf(error) };
}

function told({ field, language, stored, harmless }: Difference): Say[] {
  if (harmless) return [];
  return [
    ({ bulk }) => {
      const code = language?.iso_code ?? bulk.job.everyLanguage;
      return bulk.job.stored(bulk.textIn(field, code), stored);
    },
  ];
}

function set(entry: Entry, values: Partial<Entry>): void {
  Object.assign(entry, values);
}
