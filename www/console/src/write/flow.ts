import { type Signal, signal } from "@preact/signals";
import { type Action, findAction, type Input } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import { notWithThisToken } from "../shop/failure.js";
import type { ShopRef } from "../shop/ref.js";
import { type WriteAnswer, writeAnswer } from "../shop/writing.js";
import { runNamed } from "../state/running.js";
import type { Shown, WriteState, WrittenRecord } from "./states.js";

/**
 * A record that one action writes, and where that stands. It outlives the page that shows it: a write
 * goes on whatever is looked at meanwhile.
 */
export interface Flow {
  shop: Connection;
  action: Action;
  record: WrittenRecord;
  state: Signal<WriteState>;
  /** Of what runs now. */
  stopping: AbortController;
}

const flows = new Map<string, Flow>();

/** The flow of a record and an action; the same one again for as long as the tab lives. */
export function flowOf(shop: Connection, name: string, record: WrittenRecord): Flow {
  const key = keyOf(shop.ref, name, record);
  const before = flows.get(key);
  // A shop that was connected to again, and a record whose name has come meanwhile.
  if (before !== undefined) return Object.assign(before, { shop, record });
  const action = findAction(name, shop.actions);
  if (action === undefined) throw notWithThisToken(name);
  const state = signal<WriteState>({ kind: "editing" });
  const flow = { shop, action, record, state, stopping: new AbortController() };
  flows.set(key, flow);
  return flow;
}

/** The flow that is there already, without making one. */
export function knownFlow(ref: ShopRef, name: string, record: WrittenRecord): Flow | undefined {
  return flows.get(keyOf(ref, name, record));
}

function keyOf(ref: ShopRef, name: string, { page, id }: WrittenRecord): string {
  return `${ref} ${name} ${page}/${id}`;
}

/** Runs the action of a flow; its requests stand in the log. */
export async function runOn(flow: Flow, input: Input, stop: AbortSignal): Promise<WriteAnswer> {
  const answer = await runNamed(flow.shop, flow.action.name, input, { signal: stop });
  return writeAnswer(flow.action, input, answer);
}

/** The shop's own preview; writes nothing. */
export async function previewOf(flow: Flow, input: Input, stop: AbortSignal): Promise<Shown> {
  const answer = await runOn(flow, { ...input, preview: true }, stop);
  return shownOf(flow, input, answer);
}

/** What a preview is shown by. */
export async function shownOf(
  { shop }: Flow,
  input: Input,
  answer: WriteAnswer,
  more: Partial<Pick<Shown, "isUndo" | "edited">> = {},
): Promise<Shown> {
  const languages = (await shop.records.languages()).map(({ id, code, isRightToLeft }) => ({
    id,
    code,
    isRightToLeft,
  }));
  return { input, answer, languages, at: Date.now(), isUndo: false, edited: [], ...more };
}

/** Whether something was sent of which the end is waited for. */
export function isWriting({ state }: Flow): boolean {
  return state.value.kind === "saving";
}

/** Another thing begins: what came before it counts no more. */
export function begin(flow: Flow): AbortController {
  if (!isWriting(flow)) flow.stopping.abort();
  flow.stopping = new AbortController();
  return flow.stopping;
}

/** Back to what was typed; a write that runs goes on. */
export function edit(flow: Flow): void {
  if (isWriting(flow)) return;
  begin(flow);
  flow.state.value = { kind: "editing" };
}
