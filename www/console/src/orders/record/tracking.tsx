import type { OrderParcel } from "@aismarttalk/prestashop";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { words } from "../../language/words.js";
import { Button } from "../../parts/button.js";
import { TextInput } from "../../parts/field.js";
import { draftsOf, dropDrafts, keepDraft } from "../../state/drafts.js";
import { shopRef } from "../../state/session.js";
import { SaveButton } from "../../write/save-button.js";
import type { WrittenRecord } from "../../write/states.js";
import { useWrite, type Write } from "../../write/use-write.js";
import { WriteView } from "../../write/write-view.js";
import type { Order } from "./order.js";

/** The tracking number of a parcel, set where it stands. */
export function Tracking(props: {
  parcel: OrderParcel;
  order: Order;
  record: WrittenRecord;
  /** The number as it is. */
  children: ComponentChildren;
}) {
  const { parcel, order, record, children } = props;
  const w = words.value;
  const ref = shopRef.value ?? "";
  const key = `orders/${record.id}`;
  const field = parcel.id === null ? "number" : `number of ${parcel.id}`;
  const before = parcel.tracking_number ?? "";
  const draft = draftsOf(ref, key)[field]?.text;
  const [isOpen, setOpen] = useState(draft !== undefined);
  const text = draft ?? before;
  const named = parcel.id === null ? { order: order.id } : { parcel: parcel.id };
  const isTyped = text.trim() !== "" && text !== before;
  const write = useWrite({
    action: "set_tracking_number",
    record,
    input: isTyped ? { ...named, number: text.trim() } : null,
  });
  if (write === null) return <span class="row-wrap">{children}</span>;
  const { kind } = write.state;
  const isOurs = kind === "editing" || isAbout(write, parcel);
  const isTyping = isOpen && (kind === "editing" || !isOurs);
  const close = () => {
    dropDrafts(ref, key, [field]);
    setOpen(false);
    write.edit();
  };
  return (
    <div class="stack-s">
      <span class="row-wrap">
        {children}
        {!isTyping && kind === "editing" && (
          <Button kind="ghost" size="small" icon="pen" onClick={() => setOpen(true)}>
            {w.order.setNumber}
          </Button>
        )}
      </span>
      {isTyping && (
        <form
          class="row-wrap"
          onSubmit={(event) => {
            event.preventDefault();
            void write.preview();
          }}
        >
          <label class="sr" for={`${field} ${order.id}`}>
            {w.order.newNumber}
          </label>
          <TextInput
            id={`${field} ${order.id}`}
            value={text}
            edited={isTyped}
            direction="ltr"
            spellcheck={false}
            onInput={(typed) => keepDraft(ref, key, field, typed, before)}
          />
          <Button type="submit" size="small" kind="primary" disabled={!isTyped}>
            {w.write.preview}
          </Button>
          <Button size="small" kind="ghost" onClick={close}>
            {w.order.cancel}
          </Button>
        </form>
      )}
      {isOurs && kind !== "editing" && write.entry === null && (
        <Decision
          write={write}
          onDone={() => {
            dropDrafts(ref, key, [field]);
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}

/** Where there are several parcels, what is written is of one of them. */
function isAbout({ state }: Write, parcel: OrderParcel): boolean {
  if (!("shown" in state) || state.shown === null || parcel.id === null) return true;
  return state.shown.answer.id === parcel.id;
}

function Decision({ write, onDone }: { write: Write; onDone(): void }) {
  const { kind } = write.state;
  const isDeciding = ["preview", "saving", "conflict"].includes(kind);
  const done: Write = {
    ...write,
    edit: () => {
      if (kind === "saved") onDone();
      write.edit();
    },
  };
  return (
    <div class="stack-s">
      <WriteView write={done} />
      {isDeciding && (
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
