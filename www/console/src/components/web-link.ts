import { h } from "./element.js";

/** A link out of the page, where its address is one of the web; anything else is only text. */
export function webLink(address: string, label: Node): Node {
  if (!/^https?:\/\//i.test(address)) return label;
  return h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, label);
}
