import { en } from "./en.js";
import type { Say, Words } from "./say.js";

/** What a node says: in itself under `""`, or in an attribute. */
type Sayings = Map<string, Say>;

let known: Words = en;

const sayings = new WeakMap<Node, Sayings>();

/** Nodes outside of the document are among them: a form may be put back later. */
const speaking = new Set<WeakRef<Node>>();
const gone = new FinalizationRegistry<WeakRef<Node>>((node) => speaking.delete(node));

/** The texts of the language that the page is in. */
export function words(): Words {
  return known;
}

/** Lets a node say something from now on, in whatever language the page is; `null` silences it. */
export function speak(node: Node, say: Say | null, attribute = ""): void {
  const own = sayings.get(node) ?? begin(node);
  if (say === null) own.delete(attribute);
  else own.set(attribute, say);
  write(node, attribute, say?.(known) ?? "");
}

/** Says everything again in another language; all that is shown stays where it is. */
export function retell(words: Words): void {
  known = words;
  for (const reference of speaking) {
    const node = reference.deref();
    if (node === undefined) continue;
    for (const [attribute, say] of sayings.get(node) ?? []) write(node, attribute, say(words));
  }
}

function begin(node: Node): Sayings {
  const own: Sayings = new Map();
  const reference = new WeakRef(node);
  sayings.set(node, own);
  speaking.add(reference);
  gone.register(node, reference);
  return own;
}

function write(node: Node, attribute: string, text: string): void {
  if (attribute === "") node.textContent = text;
  else (node as Element).setAttribute(attribute, text);
}
