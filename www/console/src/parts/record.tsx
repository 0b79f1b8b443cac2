import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./icon.js";

/** The head of a page: name, state, and what one does with it, always in the same place. */
export function RecordHead(props: {
  title: ComponentChildren;
  /** Where it belongs, above the title. */
  crumb?: ComponentChildren;
  /** At most three buttons. */
  actions?: ComponentChildren;
  facts?: ComponentChildren;
}) {
  return (
    <div class="record">
      {props.crumb && <div class="crumb">{props.crumb}</div>}
      <div class="title">{props.title}</div>
      {props.actions && <div class="actions">{props.actions}</div>}
      {props.facts && <div class="facts">{props.facts}</div>}
    </div>
  );
}

/** A part of a page that ends somewhere. */
export function Card(props: {
  title: ComponentChildren;
  /** Beside the title. */
  aside?: ComponentChildren;
  children: ComponentChildren;
  footer?: ComponentChildren;
  /** The children bring their own edges: a table. */
  bare?: boolean;
  class?: string;
  icon?: IconName;
}) {
  return (
    <section class={`card ${props.class ?? ""}`}>
      <header>
        {props.icon && <Icon name={props.icon} />}
        <h2>{props.title}</h2>
        {props.aside}
      </header>
      {props.bare ? props.children : <div class="in">{props.children}</div>}
      {props.footer && <footer>{props.footer}</footer>}
    </section>
  );
}

/** Names and values. */
export function Pairs({
  pairs,
}: {
  pairs: readonly (readonly [name: ComponentChildren, value: ComponentChildren])[];
}) {
  return (
    <dl class="pairs">
      {pairs.map(([name, value]) => (
        <>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  );
}
