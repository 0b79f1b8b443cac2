import type { UpdatedField } from "@aismarttalk/prestashop";
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { clockText } from "../language/dates.js";
import type { Message } from "../language/message.js";
import type { Input } from "../shop/catalogue.js";
import { isUnchanged } from "../shop/writing.js";
import { useShortcuts } from "../state/keys.js";
import type { Entry } from "../write/entries.js";
import { edit } from "../write/flow.js";
import type { Shown, WriteState, WrittenRecord } from "../write/states.js";
import { preview, previewBack, stop } from "../write/steps.js";
import { useWrite, type Write } from "../write/use-write.js";
import type { Editing } from "./editing.js";
import { CONTENT, SEO } from "./fields.js";
import { saveInTurn } from "./saving.js";
import { inputFor } from "./texts.js";

/** A write that was saved, with what it answered. */
export interface SavedPart {
  write: Write;
  state: Extract<WriteState, { kind: "saved" }>;
}

/** Two actions write the texts of a product; for whoever saves them they are one. */
export interface TextWrites {
  kind: WriteState["kind"];
  writes: readonly Write[];
  /** What is put up for decision, or is being saved. */
  shown: readonly Shown[];
  saved: readonly SavedPart[];
  /** What is not known of this product: nothing is sent to it until then. */
  entry: Entry | null;
  /** The part that somebody else was faster with. */
  contested: Write | null;
  /** The part that went wrong. */
  failed: Write | null;
  /** How many texts would be saved. */
  count: number;
  isUndo: boolean;
  canSave: boolean;
  shopName: string;
  /** Beside the name of the product. */
  remark: { tone: "ok" | "warn" | "bad"; text: Message } | null;
  preview(): Promise<void>;
  save(): Promise<void>;
  edit(): void;
  stop(): void;
  undo(fields?: readonly UpdatedField[]): Promise<void>;
}

/** The records that are saved at the moment, one action after the other. */
const inTurn = signal<ReadonlySet<string>>(new Set());

/** The first of these that one of the parts is in is what the page shows. */
const ORDER: readonly WriteState["kind"][] = [
  "unknown",
  "conflict",
  "saving",
  "previewing",
  "failed",
  "preview",
  "saved",
  "editing",
];

/** The writing of the texts of a product, from the preview to the receipt. */
export function useTextWrites(editing: Editing, again: () => void): TextWrites {
  const { product } = editing.read;
  const record: WrittenRecord = {
    page: "products",
    id: String(product.id),
    name: product.name,
    reference: product.reference,
    picture: product.cover_image_url,
  };
  const inputs = inputsOf(editing);
  const content = useWrite({ action: CONTENT, record, input: inputs[CONTENT] ?? null });
  const seo = useWrite({ action: SEO, record, input: inputs[SEO] ?? null });
  const writes = [content, seo].filter((one) => one !== null);
  const key = `${editing.shop.ref} ${product.id}`;
  const entry = writes.find((one) => one.entry !== null)?.entry ?? null;
  const found: WriteState["kind"] =
    entry !== null
      ? "unknown"
      : (ORDER.find((kind) => writes.some(({ state }) => state.kind === kind)) ?? "editing");
  const isInTurn = inTurn.value.has(key);
  const kind = isInTurn && found !== "unknown" && found !== "conflict" ? "saving" : found;
  const shown = writes.flatMap(({ state }) =>
    "shown" in state && state.shown !== null && state.kind !== "saved" ? [state.shown] : [],
  );
  const saved = writes.flatMap((write) =>
    write.state.kind === "saved" ? [{ write, state: write.state }] : [],
  );
  const count = shown.reduce((sum, { answer }) => sum + answer.fields.length, 0);
  const texts: TextWrites = {
    kind,
    writes,
    shown,
    saved,
    entry,
    contested: writes.find(({ state }) => state.kind === "conflict") ?? null,
    failed: writes.find(({ state }) => state.kind === "failed") ?? null,
    count,
    isUndo: [...shown, ...saved.map(({ state }) => state.shown)].some(({ isUndo }) => isUndo),
    canSave: kind === "preview" && shown.some(({ answer }) => !isUnchanged(answer)) && !isInTurn,
    shopName: editing.shop.name,
    remark: null,
    preview: async () => {
      const due = writes.filter(({ action }) => inputs[action] !== undefined);
      for (const { flow, action } of writes) if (inputs[action] === undefined) edit(flow);
      await Promise.all(due.map(({ flow, action }) => preview(flow, inputs[action] ?? {})));
    },
    save: async () => {
      inTurn.value = new Set([...inTurn.value, key]);
      try {
        await saveInTurn(writes.map(({ flow }) => flow));
      } finally {
        inTurn.value = new Set([...inTurn.value].filter((one) => one !== key));
        again();
      }
    },
    edit: () => {
      for (const { flow, state } of writes) if (state.kind !== "unknown") edit(flow);
    },
    stop: () => {
      for (const { flow } of writes) stop(flow);
    },
    undo: async (fields) => {
      const parts = saved.map(({ write, state }) => ({
        flow: write.flow,
        answer: state.answer,
        fields: state.answer.fields.filter((one) => fields === undefined || fields.includes(one)),
      }));
      for (const { flow, fields: left } of parts) if (left.length === 0) edit(flow);
      const due = parts.filter(({ fields: left }) => left.length > 0);
      await Promise.all(due.map((part) => previewBack(part.flow, part.answer, part.fields)));
    },
  };
  const result = { ...texts, remark: remarkOf(texts) };
  useWriteKeys(result, editing);
  useFreshStart(result);
  return result;
}

function inputsOf({ changes, read }: Editing): Readonly<Record<string, Input>> {
  const actions = [...new Set(changes.map(({ field }) => field.action))];
  return Object.fromEntries(
    actions.map((action) => {
      const own = changes.filter(({ field }) => field.action === action);
      return [action, inputFor(read.product.id, own)];
    }),
  );
}

function remarkOf({ kind, saved, failed }: TextWrites): TextWrites["remark"] {
  const isPartly = saved.length > 0 && kind !== "saved";
  if (kind === "saved") {
    const at = clockText(new Date(Math.max(...saved.map(({ state }) => state.at))));
    return { tone: "ok", text: (w) => w.products.savedAt(at.slice(0, 5)) };
  }
  if (isPartly) return { tone: "bad", text: (w) => w.products.savedPartly };
  if (kind === "preview") return { tone: "warn", text: (w) => w.products.nothingSavedYet };
  // A failure may come after all was saved: what failed tells.
  if (failed?.state.kind === "failed" && failed.state.saved === "yes") return null;
  if (kind === "failed" || kind === "conflict")
    return { tone: "bad", text: (w) => w.products.nothingSaved };
  return null;
}

function useWriteKeys(writes: TextWrites, editing: Editing): void {
  const { kind, canSave } = writes;
  const isReady =
    editing.unfit === 0 && editing.overtaken.length === 0 && editing.changes.length > 0;
  useShortcuts(
    [
      {
        keys: ["Control+Enter"],
        does: (w) => w.products.previewOrSave,
        run: () => {
          if (canSave) void writes.save();
          else if (kind === "editing" && isReady) void writes.preview();
        },
      },
      {
        keys: ["u"],
        does: (w) => w.products.undo,
        run: () => {
          if (kind === "saved" && !writes.isUndo) void writes.undo();
        },
      },
      {
        keys: ["Escape"],
        does: (w) => w.products.back,
        run: () => {
          if (kind === "previewing") writes.stop();
          else if (kind === "preview" || kind === "failed" || kind === "conflict") writes.edit();
        },
      },
    ],
    [],
  );
}

/** Whoever comes back to a product finds its texts, and not an old preview or receipt. */
function useFreshStart(writes: TextWrites): void {
  useEffect(
    () => () => {
      for (const { flow } of writes.writes) {
        if (["preview", "saved", "failed"].includes(flow.state.peek().kind)) edit(flow);
      }
    },
    [],
  );
}
