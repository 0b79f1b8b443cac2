import type { WriteEffect } from "@aismarttalk/prestashop";
import type { ComponentChildren } from "preact";
import { textOf } from "../language/message.js";
import { said } from "../language/said.js";
import { words } from "../language/words.js";
import { Icon, type IconName } from "../parts/icon.js";
import { isMailed, type WriteAnswer } from "../shop/writing.js";

const ICONS: Readonly<Record<string, IconName>> = {
  email: "mail",
  history: "clock",
  invoice: "file",
  delivery: "truck",
  payment: "okc",
  stock: "box",
  cleaned: "pen",
  moved: "rows",
  address: "user",
  shops: "globe",
};

/** What one might fear of a status, where it does not happen. */
const FEARED = ["email", "invoice", "stock"] as const;

/** What a write does beyond its fields, or did; and of a status also what it does not. */
export function Effects(props: {
  answer: WriteAnswer;
  /** Where the e-mail can be chosen: its switch. */
  mailSwitch?: ComponentChildren;
  /** What is said of an e-mail that does not go. */
  noMail?: string;
}) {
  const { answer, mailSwitch, noMail } = props;
  const effects = effectsOf(answer);
  const isStatus = answer.isMailAsked !== null;
  const missing = isStatus
    ? FEARED.filter((kind) => !effects.some((one) => one.kind === kind))
    : [];
  const w = words.value.write;
  const whyNot = { email: noMail ?? w.noMail, invoice: w.noInvoice, stock: w.noStock };
  if (effects.length === 0 && missing.length === 0) return null;
  return (
    <ul class="effects">
      {effects.map(({ kind, text }) => (
        <li key={`${kind} ${text}`} data-kind={kind}>
          <Icon name={ICONS[kind] ?? "arrow"} />
          <div>
            <b>{textOf(w.effects, kind) ?? kind}</b>
            <p>{said(text)}</p>
          </div>
          {kind === "email" && mailSwitch}
          {kind === "history" && <span class="small faint">{w.always}</span>}
        </li>
      ))}
      {missing.map((kind) => (
        <li key={kind} class="not" data-kind={kind}>
          <Icon name={ICONS[kind] ?? "arrow"} />
          <div>
            <b>{w.not[kind]}</b>
            <p>{whyNot[kind]}</p>
          </div>
          {kind === "email" && mailSwitch ? (
            mailSwitch
          ) : (
            <span class="small faint">{w.asItIs}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

/** An older worker tells of no effects: that an e-mail is asked for is known all the same. */
function effectsOf(answer: WriteAnswer): readonly WriteEffect[] {
  if (answer.effects !== null) return answer.effects;
  return isMailed(answer) ? [{ kind: "email", text: "" }] : [];
}
