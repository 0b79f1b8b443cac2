// Next.js, without configuration: a Server Component and a Server Action, built and in development.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { build, install, missing, start, version } from "./next.mjs";

export const ROWS = [
  { name: `Next.js ${version}, Server Components`, missing, run: runBuilt },
  { name: `Next.js ${version}, Server Components, dev`, missing, run: runServed },
];

async function runBuilt(context) {
  await prepare(context.folder);
  await build(context.folder);
  return ask(await start(context.folder, "start"), context);
}

async function runServed(context) {
  await prepare(context.folder);
  return ask(await start(context.folder, "dev"), context);
}

/** Next takes `src/app` where there is no `app`. */
async function prepare(folder) {
  await rm(join(folder, "app"), { recursive: true });
  await install(folder);
}

/** The reports of the component; an error where the action does not get to the shop. */
async function ask(server, { shop, key }) {
  try {
    const address = `${server.url}/?${new URLSearchParams({ url: shop, key })}`;
    const html = await textOf(await fetch(address), server);
    const [action] = /\$ACTION_ID_\w+/.exec(html) ?? [];
    if (action === undefined) throw new Error(`the page has no action: ${html}`);
    const form = new FormData();
    for (const [name, value] of Object.entries({ [action]: "", url: shop, key })) {
      form.append(name, value);
    }
    const headers = { Origin: server.url };
    const acted = await fetch(server.url, { method: "POST", headers, body: form });
    const listed = inside("output", await textOf(acted, server));
    if (listed !== "3 products") throw new Error(`the action lists ${listed}\n${server.said()}`);
    return JSON.parse(inside("pre", html));
  } finally {
    await server.stop();
  }
}

async function textOf(response, server) {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}\n${server.said()}`);
  return text;
}

const ENTITIES = { quot: '"', lt: "<", gt: ">", "#x27": "'", amp: "&" };

/** The text of the first element of that name. */
function inside(name, html) {
  const [, text] = new RegExp(`<${name}[^>]*>(.*?)</${name}>`, "s").exec(html) ?? [];
  if (text === undefined) throw new Error(`the page has no ${name}: ${html}`);
  return text.replace(/&(#?\w+);/g, (whole, entity) => ENTITIES[entity] ?? whole);
}
