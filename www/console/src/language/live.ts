import { en } from "./en.js";
import type { Dictionary, Message } from "./message.js";

/** What a node shows: in itself under `""`, or in an attribute. */
type NodeMessages = Map<string, Message>;

let known: Dictionary = en;

const messages = new WeakMap<Node, NodeMessages>();

/** Nodes outside of the document are among them: a form may be put back later. */
const nodes = new Set<WeakRef<Node>>();
const gone = new FinalizationRegistry<WeakRef<Node>>((node) => nodes.delete(node));

/** The texts of the language that the page is in. */
export function words(): Dictionary {
  return known;
}

/** Lets a node show a text from now on, in whatever language the page is; `null` takes it away. */
export function setText(node: Node, message: Message | null, attribute = ""): void {
  const own = messages.get(node) ?? begin(node);
  if (message === null) own.delete(attribute);
  else own.set(attribute, message);
  write(node, attribute, message?.(known) ?? "");
}

/** Says everything again in another language; all that is shown stays where it is. */
export function useDictionary(words: Dictionary): void {
  known = words;
  for (const reference of nodes) {
    const node = reference.deref();
    if (node === undefined) continue;
    for (const [attribute, message] of messages.get(node) ?? [])
      write(node, attribute, message(words));
  }
}

function begin(node: Node): NodeMessages {
  const own: NodeMessages = new Map();
  const reference = new WeakRef(node);
  messages.set(node, own);
  nodes.add(reference);
  gone.register(node, reference);
  return own;
}

function write(node: Node, attribute: string, text: string): void {
  if (attribute === "") node.textContent = text;
  else (node as Element).setAttribute(attribute, text);
}
