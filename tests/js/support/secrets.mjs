// Looks for a secret in whatever a user of the package may see.
import { inspect } from "node:util";
import { wireText } from "./demo-shop.mjs";

const DEEP = {
  showHidden: true,
  depth: 10,
  getters: true,
  maxStringLength: null,
  maxArrayLength: null,
};

/** Each way in which a value becomes text. */
function texts(value) {
  const found = [inspect(value, DEEP), String(value)];
  found.push(JSON.stringify(value) ?? "");
  if (value instanceof Error) {
    found.push(value.message, value.stack ?? "", JSON.stringify({ ...value }));
  }
  return found;
}

/** The secrets of the demo store's customers, as the shop sends them. */
export function customerSecrets(demo) {
  const wire = ["customers?display=full", "orders?display=full", "customers/2"]
    .map((path) => wireText(demo, path))
    .join("");
  const names = ["passwd", "secure_key", "reset_password_token"];
  const secrets = names.flatMap((name) =>
    [...wire.matchAll(new RegExp(`<${name}><!\\[CDATA\\[([^\\]]+)`, "g"))].map(([, text]) => text),
  );
  return [...new Set(secrets)];
}

/** The spellings of a key that would give it away. */
export function spellings(key) {
  const percent = [...key].map((one) => `%${one.charCodeAt(0).toString(16)}`).join("");
  return [
    key,
    key.toLowerCase(),
    percent,
    btoa(`${key}:`),
    btoa(`${key}:`).slice(0, 40),
    btoa(key),
    encodeURIComponent(btoa(`${key}:`)),
  ];
}

/** The secrets among `needles` that a value shows, in any letter case but that of Base64. */
export function shown(value, needles) {
  const all = texts(value).join("\n");
  const lower = all.toLowerCase();
  return needles.filter((one) => all.includes(one) || lower.includes(one.toLowerCase()));
}
