// What the demo store's documents hold, read by a strict XML parser instead of the package.
import { parseXml } from "@rgrove/parse-xml";
import { wireText } from "./demo-shop.mjs";

const SECRETS = ["passwd", "secure_key", "reset_password_token", "reset_password_validity"];

/** The records of a list or of one record: each `{ name: text | { language: text } | rows }`. */
export function wireRecords(demo, path, key) {
  const root = parseXml(wireText(demo, path, key)).root;
  const [first] = elements(root);
  const rows = first.name.endsWith("s") ? elements(first) : [first];
  return rows.map(record);
}

/** Where a typed record differs from its wire: a list of sentences, empty if nowhere. */
export function differences(typed, wire) {
  const found = [];
  for (const [name, sent] of Object.entries(wire)) {
    if (SECRETS.includes(name)) {
      if (name in typed || name in (typed.extra ?? {})) found.push(`${name} is handed out`);
    } else if (name === "associations") {
      compareAssociations(typed.associations, sent, found);
    } else {
      const value = name in typed ? typed[name] : typed.extra?.[name];
      if (!says(value, sent)) found.push(`${name}: ${show(value)} for ${show(sent)}`);
    }
  }
  for (const name of Object.keys(typed)) {
    if (!(name in wire) && name !== "extra" && name !== "associations")
      found.push(`${name} is made up`);
  }
  return found;
}

/** Whether a typed value says what the shop sent. */
function says(value, sent) {
  if (typeof sent === "object") {
    return (
      typeof value === "object" &&
      value !== null &&
      Object.keys(sent).length === Object.keys(value).length &&
      Object.entries(sent).every(([language, text]) => value[language] === text)
    );
  }
  if (value === null) return /^(0|0000-00-00( 00:00:00)?)?$/.test(sent);
  if (typeof value === "boolean") return sent === (value ? "1" : "0");
  if (typeof value === "number") return Number(sent) === value && sent !== "";
  return value === sent;
}

function compareAssociations(typed, sent, found) {
  for (const [name, rows] of Object.entries(sent)) {
    const values = typed?.[name];
    if (!Array.isArray(values) || values.length !== rows.length) {
      found.push(`${name}: ${show(values)} for ${rows.length} rows`);
      continue;
    }
    rows.forEach((row, at) => {
      for (const [field, text] of Object.entries(row)) {
        const value = field in values[at] ? values[at][field] : values[at].extra?.[field];
        if (!says(value, text)) found.push(`${name}[${at}].${field}: ${show(value)} for ${text}`);
      }
    });
  }
}

function record(element) {
  return Object.fromEntries(
    elements(element).map((field) => [
      field.name,
      field.name === "associations" ? associations(field) : content(field),
    ]),
  );
}

function associations(element) {
  return Object.fromEntries(
    elements(element).map((one) => [
      one.name,
      elements(one).map((row) =>
        Object.fromEntries(elements(row).map((field) => [field.name, content(field)])),
      ),
    ]),
  );
}

function content(element) {
  const inside = elements(element);
  if (inside.length === 0) return element.text;
  return Object.fromEntries(inside.map((one) => [one.attributes.id, one.text]));
}

function elements(node) {
  return node.children.filter((child) => child.type === "element");
}

function show(value) {
  return JSON.stringify(value);
}
