import { fill, h } from "../components/element.js";
import { setText } from "../language/live.js";
import type { Message } from "../language/message.js";

/** A long list, a page at a time: only that page is in the document. */
export interface Pager<Item> {
  node: HTMLElement;
  /** Puts in another list, from its first page on. */
  show(items: readonly Item[]): void;
}

/** `of` names the list; `view` makes the nodes of a page. */
export function pager<Item>(
  of: Message,
  size: number,
  view: (items: readonly Item[]) => Node,
): Pager<Item> {
  let all: readonly Item[] = [];
  let page = 0;
  const place = h("div", { class: "bulkpage" });
  const where = h("span", { class: "hint", role: "status" });
  const before = h("button", { type: "button" }, (w) => w.table.previous);
  const after = h("button", { type: "button" }, (w) => w.table.next);
  const steps = h("nav", { class: "bulkpager", "aria-label": of }, before, after, where);
  const draw = () => {
    const start = page * size;
    const shown = all.slice(start, start + size);
    fill(place, view(shown));
    steps.hidden = all.length <= size;
    const [last, count] = [start + shown.length, all.length];
    setText(where, (w) => w.bulk.pageWhere(start + 1, last, count));
    // A button that is disabled would lose the focus.
    before.setAttribute("aria-disabled", String(page === 0));
    after.setAttribute("aria-disabled", String(start + size >= all.length));
  };
  const turn = (by: number) => {
    const next = page + by;
    if (next < 0 || next * size >= all.length) return;
    page = next;
    draw();
  };
  before.addEventListener("click", () => turn(-1));
  after.addEventListener("click", () => turn(1));
  return {
    node: h("div", { class: "paged" }, place, steps),
    show: (items) => {
      all = items;
      page = 0;
      draw();
    },
  };
}
