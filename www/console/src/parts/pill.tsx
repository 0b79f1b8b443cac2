import type { ComponentChildren } from "preact";
import { coloured } from "./colour.js";
import { Icon, type IconName } from "./icon.js";

/** The state a record is in: the shop's word in the shop's colour, which never carries the text. */
export function Pill({ children, colour }: { children: ComponentChildren; colour: string | null }) {
  return (
    <span class="pill" ref={coloured(colour)}>
      {children}
    </span>
  );
}

const TONES = { plain: "", ok: "tag-ok", warn: "tag-warn", bad: "tag-bad", accent: "tag-accent" };

export type Tone = keyof typeof TONES;

/** A short remark of ours: edited, may be cut, saved. */
export function Tag(props: { children: ComponentChildren; tone?: Tone; icon?: IconName }) {
  return (
    <span class={`tag ${TONES[props.tone ?? "plain"]}`}>
      {props.icon && <Icon name={props.icon} />}
      {props.children}
    </span>
  );
}

/** The code of a language beside a field. */
export function LanguageCode({ code }: { code: string }) {
  return <span class="lang">{code}</span>;
}
