// The shape of a document of the Webservice: names in their order, without the values.
import { parseXml } from "@rgrove/parse-xml";

const childrenOf = (node) => node.children.filter(({ type }) => type === "element");

/** Repeated siblings count once, as the first that is filled: how many there are is the catalogue's matter. */
function tree(node) {
  const children = new Map();
  for (const child of childrenOf(node)) {
    const known = children.get(child.name);
    if (known === undefined || known.children.length === 0) children.set(child.name, tree(child));
  }
  const attributes = Object.entries(node.attributes)
    .filter(([name]) => name !== "xlink:href")
    .map(([name, value]) => (/^(?:id|shopName)$/.test(name) ? name : `${name}=${value}`));
  return { name: node.name, attributes, children: [...children.values()] };
}

function compare(ours, theirs, above, found) {
  const path = `${above}/${ours.name}`;
  if (ours.name !== theirs.name) found.push(`${path}: theirs is ${theirs.name}`);
  const attributes = [ours, theirs].map((one) => one.attributes.join());
  if (attributes[0] !== attributes[1]) found.push(`${path}: ${attributes.join(", theirs ")}`);
  if (ours.children.length === 0 || theirs.children.length === 0) return found;
  const names = [ours, theirs].map((one) => one.children.map(({ name }) => name).join());
  if (names[0] !== names[1]) {
    found.push(`${path}: ${names.join(", theirs ")}`);
    return found;
  }
  for (const [at, child] of ours.children.entries())
    compare(child, theirs.children[at], path, found);
  return found;
}

/** Where two documents differ: sentences, none where they do not. */
export function shapeDifferences(ours, theirs) {
  const [one, other] = [ours, theirs].map((text) => tree(parseXml(text).root));
  return compare(one, other, "", []);
}

/** The error codes of a document. */
export const errorCodes = (text) =>
  [...text.matchAll(/<code><!\[CDATA\[(.*?)\]\]>/g)].map(([, code]) => code);
