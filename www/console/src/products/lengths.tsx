import type { ComponentChildren } from "preact";
import type { Limits } from "./fields.js";

/**
 * How long PrestaShop finds a text: by code points, so that an emoji is one character and each
 * combining mark another.
 */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** The first so many characters, and what is behind them. */
export function cutAt(text: string, length: number): [shown: string, gone: string] {
  const characters = [...text];
  return [characters.slice(0, length).join(""), characters.slice(length).join("")];
}

/** How many characters a text has too many; 0 where it fits. */
export function excessOf(text: string, { most }: Limits): number {
  return most === null ? 0 : Math.max(0, lengthOf(text) - most);
}

/** A text with what is usually cut off struck through. */
export function lengthSegments(text: string, length: number): ComponentChildren {
  const [shown, gone] = cutAt(text, length);
  return (
    <>
      {shown}
      {gone !== "" && <span class="gone">{gone}</span>}
    </>
  );
}
