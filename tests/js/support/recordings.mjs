// Exchanges recorded from real shops, where they are beside the repository: they are not part of it.
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER =
  process.env.RECORDINGS ?? fileURLToPath(new URL("../../../../shared/recorded", import.meta.url));

/** The keys of the recordings, and what the demo store calls those with the same rights. */
const KEYS = {
  [`${"A".repeat(31)}1`]: "DEMO0KEY0OF0SHOP0ONE000000000001",
  [`${"B".repeat(31)}2`]: "DEMO0KEY0FOR0EVERYTHING000000003",
  [`${"C".repeat(31)}3`]: "DEMO0KEY0THAT0IS0DISABLED0000005",
  [`${"D".repeat(31)}4`]: "DEMO0KEY0FOR0PRODUCTS0ONLY000004",
};

/** Why there is nothing to compare with; `undefined` where there is. */
export const missing = (number) =>
  existsSync(join(FOLDER, number)) ? undefined : `no recordings in ${join(FOLDER, number)}`;

/** `{ name, method, path, headers, body, response: { status, headers, text } }` of each exchange. */
export async function recordings(number) {
  const folder = join(FOLDER, number);
  const names = (await readdir(folder)).filter((file) => file.endsWith(".request")).sort();
  const read = names.map(async (file) => {
    const asked = message(await readFile(join(folder, file)));
    const told = message(await readFile(join(folder, file.replace(/request$/, "response"))));
    if (asked === undefined || told === undefined) return undefined;
    const [method, path] = asked.line.split(" ");
    const headers = asked.headers.map(([name, value]) => [name, withOwnKeys(value)]);
    const response = {
      status: Number(told.line.split(" ")[1]),
      headers: new Headers(told.headers),
      text: new TextDecoder().decode(told.body),
    };
    const name = file.replace(/^\d+-(.*)\.request$/, "$1");
    return { name, method, path: withOwnKeys(path), headers, body: asked.body, response };
  });
  return (await Promise.all(read)).filter((one) => one !== undefined);
}

/** A line, headers and a body; `undefined` where the connection was closed before. */
function message(bytes) {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const [line, ...rest] = bytes.subarray(0, end).toString().split("\r\n");
  const headers = rest.map((one) => /^([^:]+): ?(.*)$/.exec(one)?.slice(1)).filter(Boolean);
  return { line, headers, body: new Uint8Array(bytes.subarray(end + 4)) };
}

/** As it is, in small letters, and as credentials with a colon behind it and without. */
const formsOf = (key) =>
  [key, key.toLowerCase()].flatMap((one) => [one, btoa(`${one}:`), btoa(one)]);

const PAIRS = Object.entries(KEYS).flatMap(([theirs, ours]) => {
  const own = formsOf(ours);
  return formsOf(theirs).map((form, at) => [form, own[at]]);
});

function withOwnKeys(text) {
  return PAIRS.reduce((changed, [theirs, ours]) => changed.replaceAll(theirs, ours), text);
}
