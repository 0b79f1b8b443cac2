import { pageLanguage } from "../language/page.js";
import { textNow } from "../language/words.js";
import type { Connection } from "../shop/connection.js";
import type { TextLanguage } from "../shop/record.js";
import { draftsOf, dropDrafts, keepDraft } from "../state/drafts.js";
import { say } from "../state/toasts.js";
import { cleaningOf } from "./cleaning.js";
import {
  draftKey,
  fieldNamed,
  limitsOf,
  recordKey,
  SEO,
  TEXT_FIELDS,
  type TextField,
  type TextName,
  writesOf,
} from "./fields.js";
import { excessOf } from "./lengths.js";
import type { ProductRead } from "./read.js";
import { cellId, type TextCell } from "./text-cell.js";
import { changesOf, type Overtaken, overtakenOf, type TextChange, textIn } from "./texts.js";

/** The texts of a product while they are edited. */
export interface Editing {
  shop: Connection;
  read: ProductRead;
  changes: readonly TextChange[];
  overtaken: readonly Overtaken[];
  /** How many changes the shop would refuse. */
  unfit: number;
  /** When something was typed last; `null` where there is no draft. */
  draftAt: number | null;
  draftedLanguages: ReadonlySet<string>;
  canEdit: boolean;
  /** How much of them search results usually show. */
  shown: { title: number; description: number };
  cellOf(field: TextField, language: TextLanguage, first: TextLanguage | undefined): TextCell;
}

/** Where the catalogue says nothing else. */
const SHOWN_TITLE = 60;
const SHOWN_DESCRIPTION = 160;

/** What is typed into the texts of a product, beside what the shop has. */
export function editingOf(shop: Connection, read: ProductRead): Editing {
  const record = recordKey(read.product.id);
  const { texts, languages } = read;
  const drafts = draftsOf(shop.ref, record);
  const typed = { texts, languages, drafts };
  const changes = changesOf(typed);
  const times = Object.values(drafts).map(({ at }) => at);
  const shownOf = (name: TextName) =>
    writesOf(SEO, shop.actions)?.fields[name]?.shown_length ?? null;
  const editing: Editing = {
    shop,
    read,
    changes,
    overtaken: overtakenOf(typed),
    unfit: changes.filter((change) => isUnfit(change, shop)).length,
    draftAt: times.length === 0 ? null : Math.max(...times),
    draftedLanguages: new Set(changes.map(({ language: { code } }) => code)),
    canEdit: read.areLanguagesKnown && TEXT_FIELDS.some((field) => mayWrite(field, shop)),
    shown: {
      title: shownOf("meta_title") ?? SHOWN_TITLE,
      description: shownOf("meta_description") ?? SHOWN_DESCRIPTION,
    },
    cellOf: (field, language, first) => {
      const { code } = language;
      const before = textIn(texts, field.name, code);
      const draft = drafts[draftKey(field.name, code)] ?? null;
      const onInput = (text: string) =>
        keepDraft(shop.ref, record, draftKey(field.name, code), text, before);
      const other =
        first === undefined || first === language
          ? ""
          : currentText(editing, field.name, first.code);
      return {
        id: cellId(field.name, code),
        field,
        language,
        limits: limitsOf(field, shop.actions),
        text: draft?.text ?? before,
        original: before,
        draft: draft?.text === before ? null : draft,
        canEdit: read.areLanguagesKnown && mayWrite(field, shop),
        onInput,
        copy: other === "" || !first ? null : { code: first.code, run: () => onInput(other) },
      };
    },
  };
  return editing;
}

/** What a field says now: as it was typed, or as the shop has it. */
export function currentText({ shop, read }: Editing, name: TextName, code: string): string {
  const draft = draftsOf(shop.ref, recordKey(read.product.id))[draftKey(name, code)];
  return draft?.text ?? textIn(read.texts, name, code);
}

/** Copies all texts into another language, as a draft that can be taken back at once. */
export function copyAll(editing: Editing, from: TextLanguage, to: TextLanguage): void {
  const { shop, read } = editing;
  const record = recordKey(read.product.id);
  const before = TEXT_FIELDS.map(
    ({ name }) => [name, currentText(editing, name, to.code)] as const,
  );
  const write = (texts: readonly (readonly [TextName, string])[]) => {
    for (const [name, text] of texts)
      keepDraft(shop.ref, record, draftKey(name, to.code), text, textIn(read.texts, name, to.code));
  };
  const copied = TEXT_FIELDS.flatMap(({ name }) => {
    const text = currentText(editing, name, from.code);
    return text === "" ? [] : [[name, text] as const];
  });
  write(copied);
  say((w) => w.products.copied(copied.length, textNow(to.name)), {
    label: (w) => w.products.undo,
    run: () => write(before),
  });
}

/** Drops all that was typed; it can be had back at once. */
export function discardDrafts({ shop, read }: Editing): void {
  const record = recordKey(read.product.id);
  const dropped = draftsOf(shop.ref, record);
  dropDrafts(shop.ref, record);
  say((w) => w.products.discarded(Object.keys(dropped).length), {
    label: (w) => w.products.undo,
    run: () => {
      for (const [key, { text, base }] of Object.entries(dropped))
        keepDraft(shop.ref, record, key, text, base);
    },
  });
}

/** Whether the shop, and the token of a worker, let this text be written. */
function mayWrite({ name, action }: TextField, { actions }: Connection): boolean {
  return writesOf(action, actions)?.fields[name] !== undefined;
}

function isUnfit({ field, after }: TextChange, { actions }: Connection): boolean {
  if (field.kind === "html") return cleaningOf(after).refused.length > 0;
  return excessOf(after, limitsOf(field, actions)) > 0;
}

/** The language of the texts that one sees first. */
export function firstFocus(languages: readonly TextLanguage[]): string {
  const own = languages.find(({ code }) => code === pageLanguage.peek().code) ?? languages[0];
  return cellId("name", own?.code ?? "");
}

/** What a field of an error is called here. */
export function fieldOfError(name: string | null | undefined): TextField | undefined {
  return name ? fieldNamed(name.split(/[.[]/u)[0] ?? "") : undefined;
}
