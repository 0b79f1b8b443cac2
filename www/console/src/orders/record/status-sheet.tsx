import { useEffect, useRef, useState } from "preact/hooks";
import { moneyText } from "../../language/money.js";
import { words } from "../../language/words.js";
import { Icon } from "../../parts/icon.js";
import { Pill } from "../../parts/pill.js";
import { Problem } from "../../parts/problem.js";
import { Sheet } from "../../parts/sheet.js";
import { ReadAgo } from "../../parts/when.js";
import type { Input } from "../../shop/catalogue.js";
import { isUnchanged } from "../../shop/writing.js";
import { useShortcuts } from "../../state/keys.js";
import { replaceQuery } from "../../state/route.js";
import { Effects } from "../../write/effects.js";
import { Failed } from "../../write/failed.js";
import { SaveButton } from "../../write/save-button.js";
import type { WrittenRecord } from "../../write/states.js";
import { useWrite, type Write } from "../../write/use-write.js";
import { Waiting } from "../../write/waiting.js";
import type { OrderState } from "../list/rows.js";
import { useStates } from "../list/states.js";
import { buyerOf, currencyOf, type Order } from "./order.js";

/** One decision: which status comes next, whether the customer is told, and what else happens. */
export function StatusSheet(props: { order: Order; record: WrittenRecord; onClose(): void }) {
  const { order, record, onClose } = props;
  const w = words.value;
  const { value: states, error } = useStates();
  const [chosen, setChosen] = useState<number | null>(null);
  const [isMailed, setMailed] = useState(false);
  const next = chosen === null ? null : (states?.get(chosen) ?? null);
  const write = useWrite({
    action: "update_order_status",
    record,
    input: next === null ? null : inputFor(order, next, isMailed),
  });
  useSheet(write);
  useEffect(() => {
    if (next !== null) void write?.preview();
  }, [chosen, isMailed]);
  const choices = [...(states?.values() ?? [])];
  useShortcuts(
    choices.slice(0, 9).map(({ id }, place) => ({
      keys: [String(place + 1)],
      does: () => choices[place]?.label ?? "",
      run: () => setChosen(id),
    })),
    [states],
  );
  if (write === null) return null;
  const isSaving = write.state.kind === "saving";
  const close = () => {
    write.edit();
    onClose();
  };
  return (
    <Sheet
      title={w.order.changeStatus}
      about={<About order={order} record={record} next={next} />}
      onClose={close}
      footer={
        <>
          {chosen === null ? (
            <p class="small faint">{w.order.chooseStatus}</p>
          ) : (
            <SaveButton write={write} big />
          )}
          <Truth write={write} />
        </>
      }
    >
      <fieldset class="bare" disabled={isSaving}>
        <legend class="label">{w.order.newStatus}</legend>
        {error !== null && <Problem error={error} />}
        <ul class="choices">
          {choices.map((state, place) => (
            <Choice
              key={state.id}
              state={state}
              digit={place < 9 ? place + 1 : null}
              isNow={state.id === order.status.id}
              isChosen={state.id === chosen}
              onChoose={() => setChosen(state.id)}
            />
          ))}
        </ul>
      </fieldset>
      <WhatHappens write={write} next={next} isMailed={isMailed} onMail={setMailed} />
    </Sheet>
  );
}

function inputFor({ id }: Order, state: OrderState, isMailed: boolean): Input {
  return { id, state: state.id, send_email: isMailed && state.send_email };
}

/** It begins anew; once something is sent, the address asks for no sheet any more. */
function useSheet(write: Write | null): void {
  const kind = write?.state.kind;
  const isBegun = useRef(false);
  useEffect(() => {
    if (!isBegun.current) write?.edit();
    else if (kind === "saving") replaceQuery({});
    isBegun.current = true;
  }, [kind]);
}

function About(props: { order: Order; record: WrittenRecord; next: OrderState | null }) {
  const { order, record, next } = props;
  const { status } = order;
  const w = words.value;
  const more = [buyerOf(order), moneyText(order.totals.total_paid_tax_incl, currencyOf(order))];
  return (
    <>
      <p class="data muted">
        <span class="mono" translate={false}>
          {record.reference}
        </span>
        {more.filter((one) => one !== null).map((one) => ` · ${one}`)}
      </p>
      <div class="row gap-s">
        <Pill colour={status.color}>{status.label ?? w.order.noStatus}</Pill>
        {next !== null && (
          <>
            <Icon name="arrow" />
            <span class="sr">{w.write.becomes}</span>
            <Pill colour={next.color}>{next.label ?? w.order.noStatus}</Pill>
          </>
        )}
      </div>
    </>
  );
}

function Choice(props: {
  state: OrderState;
  digit: number | null;
  isNow: boolean;
  isChosen: boolean;
  onChoose(): void;
}) {
  const { state, digit, isNow, isChosen, onChoose } = props;
  const w = words.value.order;
  const does = [
    isNow ? w.now : "",
    state.send_email ? w.hasMail : "",
    state.shipped ? w.isShipped : state.paid ? w.isPaid : "",
  ].filter((one) => one !== "");
  return (
    <li>
      <label class="choice">
        <input class="tick" type="radio" name="state" checked={isChosen} onChange={onChoose} />
        <Pill colour={state.color}>{state.label ?? w.noStatus}</Pill>
        <span class="small faint grow">{does.join(", ")}</span>
        {digit !== null && <kbd aria-hidden="true">{digit}</kbd>}
      </label>
    </li>
  );
}

function WhatHappens(props: {
  write: Write;
  next: OrderState | null;
  isMailed: boolean;
  onMail(is: boolean): void;
}) {
  const { write, next, isMailed, onMail } = props;
  const w = words.value;
  const { state } = write;
  if (next === null) return null;
  if (state.kind === "failed") return <Failed write={write} />;
  if (state.kind !== "preview" && state.kind !== "saving") {
    return (
      <p class="faint" role="status">
        {w.write.previewing}
      </p>
    );
  }
  const { answer } = state.shown;
  if (isUnchanged(answer)) return <p class="data">{w.write.unchanged}</p>;
  const send = next.send_email && (
    <label class="row small">
      <input
        class="tick"
        type="checkbox"
        checked={isMailed}
        disabled={state.kind === "saving"}
        onChange={({ currentTarget: { checked } }) => onMail(checked)}
      />
      {w.write.send}
    </label>
  );
  return (
    <div class="stack-s">
      <h3>{w.write.effectsTitle}</h3>
      <Effects
        answer={answer}
        mailSwitch={send}
        noMail={next.send_email ? w.write.noMailChosen : w.write.mailNotOfStatus}
      />
      <p class="small muted">{isMailed ? w.order.mailIsForGood : w.order.canSetBack}</p>
      <Waiting write={write} />
    </div>
  );
}

/** Which shop it is, how it is reached, and how old what one decides on is. */
function Truth({ write: { shop, state } }: { write: Write }) {
  const w = words.value;
  return (
    <div class="row small faint">
      <span class="live" aria-hidden="true" />
      <span class="cut">
        {w.order.reached(shop.name, w.shell.ways[shop.way])}{" "}
        {state.kind === "preview" && <ReadAgo at={state.shown.at} />}
      </span>
    </div>
  );
}
