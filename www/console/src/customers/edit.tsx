import type { CustomerSummary } from "@aismarttalk/prestashop";
import { useEffect } from "preact/hooks";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Field, TextInput } from "../parts/field.js";
import { Tag } from "../parts/pill.js";
import { Card } from "../parts/record.js";
import type { Input } from "../shop/catalogue.js";
import { draftsOf, dropDrafts, keepDraft } from "../state/drafts.js";
import { useShortcuts } from "../state/keys.js";
import { replaceQuery, route } from "../state/route.js";
import { shopRef } from "../state/session.js";
import { SaveButton } from "../write/save-button.js";
import type { WrittenRecord } from "../write/states.js";
import { useWrite, type Write } from "../write/use-write.js";
import { WriteView } from "../write/write-view.js";

/** What can be changed of a customer: by the action's parameter, as it is now. */
type Editable = "firstname" | "lastname" | "new_email" | "note";

const EDITABLE: readonly Editable[] = ["firstname", "lastname", "new_email", "note"];

/** The customer as what is written knows them. */
export function recordOfCustomer({ id }: CustomerSummary, name: string): WrittenRecord {
  return { page: "customers", id: String(id), name, reference: null, picture: null };
}

/** `?do=edit` opens the form, and so does what was typed before. */
export function isEditing({ id }: CustomerSummary): boolean {
  const drafts = draftsOf(shopRef.value ?? "", `customers/${id}`);
  return route.value.query.do === "edit" || Object.keys(drafts).length > 0;
}

/** What was typed so far, and what the shop makes of it. */
export function CustomerEdit(props: {
  customer: CustomerSummary;
  name: string;
  /** Something was saved: what is shown is old. */
  onSaved(): void;
}) {
  const { customer, name, onSaved } = props;
  const record = recordOfCustomer(customer, name);
  const write = useWrite({ action: "update_customer", record, input: inputOf(customer) });
  const kind = write?.state.kind ?? "editing";
  useEffect(() => {
    if (kind === "saved") onSaved();
  }, [kind]);
  if (write === null) return null;
  const isForm = kind === "editing" && write.entry === null;
  if (isForm) return isEditing(customer) ? <EditForm customer={customer} write={write} /> : null;
  return <Decision write={write} />;
}

/** What the shop made of it, and the next step. */
function Decision({ write }: { write: Write }) {
  const { kind } = write.state;
  const isDeciding = ["previewing", "preview", "saving", "conflict"].includes(kind);
  const closing: Write = {
    ...write,
    edit: () => {
      if (kind === "saved") replaceQuery({});
      write.edit();
    },
  };
  return (
    <div class="stack">
      <WriteView write={closing} />
      {isDeciding && write.entry === null && (
        <div class="row-wrap">
          <SaveButton write={write} />
          {kind !== "saving" && (
            <Button kind="ghost" onClick={write.edit}>
              {words.value.write.back}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

function EditForm({ customer, write }: { customer: CustomerSummary; write: Write }) {
  const w = words.value;
  const input = inputOf(customer);
  const count = input === null ? 0 : Object.keys(input).length - 1;
  const preview = () => {
    if (count > 0) void write.preview();
  };
  const drop = () => {
    dropDrafts(shopRef.peek() ?? "", keyOf(customer));
    replaceQuery({});
  };
  useShortcuts([{ keys: ["Control+Enter"], does: (w) => w.write.preview, run: preview }], [count]);
  useEffect(() => document.getElementById(`edit-${EDITABLE[0]}`)?.focus(), []);
  return (
    <Card
      title={w.customers.edit}
      aside={count > 0 && <Tag tone="accent">{w.customers.edited(count)}</Tag>}
      footer={
        <>
          <Button kind="primary" shortcut="Ctrl ↵" disabled={count === 0} onClick={preview}>
            {w.write.preview}
          </Button>
          <Button kind="ghost" onClick={drop}>
            {count > 0 ? w.customers.drop(count) : w.customers.closeForm}
          </Button>
        </>
      }
    >
      <form
        class="pairs-grid"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          preview();
        }}
      >
        {EDITABLE.map((name) => (
          <EditField key={name} customer={customer} name={name} />
        ))}
        <button type="submit" class="sr" tabIndex={-1} aria-hidden="true" />
      </form>
    </Card>
  );
}

function EditField({ customer, name }: { customer: CustomerSummary; name: Editable }) {
  const w = words.value.customers;
  const before = valueNow(customer, name);
  const draft = draftsOf(shopRef.value ?? "", keyOf(customer))[name];
  const text = draft?.text ?? before;
  const id = `edit-${name}`;
  return (
    <Field
      id={id}
      label={
        <span class="row">
          {w.editable[name]}
          {text !== before && <Tag tone="accent">{w.editedField}</Tag>}
        </span>
      }
      help={w.editHelp[name]}
    >
      <TextInput
        id={id}
        value={text}
        type={name === "new_email" ? "email" : "text"}
        edited={text !== before}
        spellcheck={false}
        {...(name === "note" && { rows: 3 })}
        {...(name === "new_email" && { direction: "ltr" })}
        onInput={(typed) => keepDraft(shopRef.peek() ?? "", keyOf(customer), name, typed, before)}
      />
    </Field>
  );
}

/** What differs from the shop, as the action takes it; `null` for nothing. */
function inputOf(customer: CustomerSummary): Input | null {
  const drafts = draftsOf(shopRef.value ?? "", keyOf(customer));
  const changed = EDITABLE.flatMap((name) => {
    const text = drafts[name]?.text;
    return text === undefined || text === valueNow(customer, name) ? [] : [[name, text] as const];
  });
  return changed.length === 0 ? null : { id: customer.id, ...Object.fromEntries(changed) };
}

function valueNow(customer: CustomerSummary, name: Editable): string {
  return name === "new_email" ? customer.email : (customer[name] ?? "");
}

function keyOf({ id }: CustomerSummary): string {
  return `customers/${id}`;
}
