import { fill, h } from "./element.js";

/** Something that is asked for when somebody wants to see it. */
export function more(label: string, load: () => Promise<Node>): HTMLElement {
  const inside = h("div", { class: "inside", role: "status" });
  const fold = h("details", { class: "raw more" }, h("summary", {}, label), inside);
  const show = async () => {
    fill(inside, h("p", { class: "hint" }, "Asking the shop …"));
    try {
      fill(inside, await load());
    } catch (error) {
      const why = error instanceof Error ? error.message : "The page failed.";
      fill(inside, h("p", { class: "notice bad", dir: "auto" }, why));
    }
  };
  fold.addEventListener("toggle", () => void show(), { once: true });
  return fold;
}
