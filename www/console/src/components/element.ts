import { setText } from "../language/live.js";
import type { Message } from "../language/message.js";

/** What an element can hold; the values that are no content are left out. */
export type Child = Node | string | number | Message | false | null | undefined;

/** Attributes by name. */
export type Attributes = Record<string, string | number | boolean | Message | null | undefined>;

/**
 * Makes an element. Strings become text and nothing else, whatever they hold: this is the only
 * way content gets into the page. What is given as `Message` follows the language of the page.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value);
  element.append(...kept(children));
  return element;
}

/** Puts other content into an element. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren(...kept(children));
}

/** The element of the page with that id. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no element "${id}".`);
  return element;
}

function setAttribute(element: Element, name: string, value: Attributes[string]): void {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") setText(element, value, name);
  else element.setAttribute(name, value === true ? "" : String(value));
}

function kept(children: readonly Child[]): (Node | string)[] {
  return children.flatMap((child) => {
    if (child === null || child === undefined || child === false) return [];
    if (typeof child !== "function") return [typeof child === "number" ? String(child) : child];
    const text = document.createTextNode("");
    setText(text, child);
    return [text];
  });
}
