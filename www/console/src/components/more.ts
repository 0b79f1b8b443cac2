import type { Message } from "../language/message.js";
import { messageOf } from "../shop/failure.js";
import { fill, h } from "./element.js";
import { quoted } from "./quoted.js";

/** How each fold gets what is in it. */
const loads = new WeakMap<Element, () => Promise<void>>();

/** Something that is asked for when somebody wants to see it. */
export function more(label: Message, load: () => Promise<Node>): HTMLElement {
  const inside = h("div", { class: "inside", role: "status" });
  const fold = h("details", { class: "raw more" }, h("summary", {}, label), inside);
  const ask = async () => {
    fill(
      inside,
      h("p", { class: "hint" }, (w) => w.value.asking),
    );
    try {
      fill(inside, await load());
    } catch (error) {
      fill(inside, h("p", { class: "notice bad" }, quoted(messageOf(error))));
    }
  };
  let asked: Promise<void> | undefined;
  const show = () => {
    asked ??= ask();
    return asked;
  };
  loads.set(fold, show);
  fold.addEventListener("toggle", () => void show(), { once: true });
  return fold;
}

/** Opens every fold of that kind within a part of the page, and waits for what is in them. */
export async function unfoldAll(within: Element): Promise<void> {
  const folds = [...within.querySelectorAll<HTMLDetailsElement>("details.more")];
  for (const fold of folds) fold.open = true;
  await Promise.all(folds.map((fold) => loads.get(fold)?.()));
}
