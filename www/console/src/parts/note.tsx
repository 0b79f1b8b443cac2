import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.js";

const ICONS: Record<NoteTone, IconName> = { plain: "help", ok: "okc", warn: "warn", bad: "bad" };

export type NoteTone = "plain" | "ok" | "warn" | "bad";

/** What is so in a sentence, what it means, and one action at the end. */
export function Note(props: {
  tone: NoteTone;
  title: ComponentChildren;
  children?: ComponentChildren;
  acts?: ComponentChildren;
  /** Spoken when it comes. */
  live?: boolean;
  id?: string;
}) {
  const { tone, live = false } = props;
  return (
    <div
      id={props.id}
      class={`note note-${tone}`}
      role={live ? "status" : undefined}
      tabIndex={live ? -1 : undefined}
    >
      <Icon name={ICONS[tone]} />
      <div>
        <p class="strong">{props.title}</p>
        {props.children}
      </div>
      {props.acts && <div class="acts row">{props.acts}</div>}
    </div>
  );
}

/** What is not there, what is near, the next step. */
export function Blank(props: {
  icon: IconName;
  title: string;
  children?: ComponentChildren;
  acts?: ComponentChildren;
}) {
  return (
    <div class="blank">
      <Icon name={props.icon} />
      <h2>{props.title}</h2>
      {props.children && <p>{props.children}</p>}
      {props.acts && <div class="row-wrap center">{props.acts}</div>}
    </div>
  );
}
