/** The pictures of the sheet in `index.html`. */
export type IconName =
  | "arrow"
  | "bad"
  | "bowl"
  | "box"
  | "check"
  | "clock"
  | "code"
  | "copy"
  | "cup"
  | "dots"
  | "down"
  | "eye"
  | "file"
  | "filter"
  | "globe"
  | "help"
  | "home"
  | "key"
  | "leaf"
  | "load"
  | "mail"
  | "minus"
  | "moon"
  | "next"
  | "okc"
  | "orders"
  | "out"
  | "pause"
  | "pen"
  | "plug"
  | "plus"
  | "pot"
  | "rows"
  | "search"
  | "stop"
  | "tag"
  | "tin"
  | "truck"
  | "undo"
  | "user"
  | "warn"
  | "x";

/** A small picture beside a word; what it means the word says. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="i" aria-hidden="true">
      <use href={`#i-${name}`} />
    </svg>
  );
}
