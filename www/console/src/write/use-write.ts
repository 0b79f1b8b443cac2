import type { UpdatedField } from "@aismarttalk/prestashop";
import { computed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Input } from "../shop/catalogue.js";
import type { Connection } from "../shop/connection.js";
import type { WriteAnswer } from "../shop/writing.js";
import { shop } from "../state/session.js";
import { choose, readConflictAgain } from "./conflicts.js";
import { saveDecided } from "./deciding.js";
import { type Entry, openEntries } from "./entries.js";
import { edit, type Flow, flowOf } from "./flow.js";
import type { Choice, WriteState, WrittenRecord } from "./states.js";
import { preview, previewBack, save, stop } from "./steps.js";

/** What a page writes: an action, the record, and what was typed so far. */
export interface WriteWish {
  action: string;
  record: WrittenRecord;
  /** What the action would be given; `null` as long as nothing is there to save. */
  input: Input | null;
}

/** A write as a page shows it. */
export interface Write {
  shop: Connection;
  record: WrittenRecord;
  action: string;
  state: WriteState;
  /** What is not known of this record: nothing is sent to it until then. */
  entry: Entry | null;
  /** Asks the shop what the input would do; gives when it is known. */
  preview(): Promise<void>;
  /** Sends what was previewed. */
  save(): Promise<void>;
  /** Back to what was typed, which is all still there. */
  edit(): void;
  stop(): void;
  /** Previews taking back what was saved: all of it, or some fields. */
  undo(answer: WriteAnswer, fields?: readonly UpdatedField[]): Promise<void>;
  /** Of a conflict: whose value stays; of one field, or of all. */
  choose(choice: Choice, place?: string | null): void;
  saveDecided(): Promise<void>;
  readConflictAgain(): Promise<void>;
  /** What runs this: for parts of this room. */
  flow: Flow;
}

/**
 * The writing of a record by an action; `null` where the open shop has no such action, or none is open.
 * It goes on where it stood when the page comes back to the record.
 */
export function useWrite({ action, record, input }: WriteWish): Write | null {
  const open = shop.value;
  const key = `${record.page}/${record.id}`;
  const entryNow = useMemo(
    () =>
      computed(
        () =>
          openEntries.value.find((one) => `${one.record.page}/${one.record.id}` === key) ?? null,
      ),
    [key],
  );
  const entry = entryNow.value;
  if (open === null || !open.actions.some(({ name }) => name === action)) return null;
  const flow = flowOf(open, action, record);
  const state = stateWith(flow.state.value, entry, action);
  return {
    shop: open,
    record,
    action,
    state,
    entry,
    flow,
    preview: async () => {
      const wanted = input ?? inputIn(state);
      if (wanted !== null) await preview(flow, wanted);
    },
    save: () => save(flow),
    edit: () => edit(flow),
    stop: () => stop(flow),
    undo: (answer, fields) => previewBack(flow, answer, fields),
    choose: (choice, place = null) => choose(flow, choice, place),
    saveDecided: () => saveDecided(flow),
    readConflictAgain: () => readConflictAgain(flow),
  };
}

/** What was put up for decision last: where nothing is typed any more, that is meant. */
function inputIn(state: WriteState): Input | null {
  return "shown" in state && state.shown !== null ? state.shown.input : null;
}

/** After a reload only the entry remembers that something was sent. */
function stateWith(state: WriteState, entry: Entry | null, action: string): WriteState {
  if (entry === null || entry.action !== action || state.kind !== "editing") return state;
  return { kind: "unknown", shown: entry.shown, entry: entry.id };
}
