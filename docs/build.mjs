// The site: the reference by typedoc, each page as Markdown beside it, llms.txt, and the console as
// a playground. Run by `npm run docs`, once the package and the console are built.
import { spawnSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { llmsTxt } from "./llms.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const DIST = join(HERE, "dist");
const MARKDOWN = join(DIST, "markdown");
const CONSOLE = join(HERE, "../www/console/dist");
const TYPEDOC = join(HERE, "node_modules/typedoc/bin/typedoc");

await rm(DIST, { recursive: true, force: true });
const made = spawnSync(process.execPath, [TYPEDOC], { cwd: HERE, stdio: "inherit" });
if (made.status !== 0) process.exit(made.status ?? 1);
const files = await readdir(MARKDOWN, { recursive: true });
const pages = files.filter((name) => name.endsWith(".md"));

for (const page of pages) {
  const to = join(DIST, page);
  await mkdir(dirname(to), { recursive: true });
  await writeFile(to, searchable(await readFile(join(MARKDOWN, page), "utf8")));
  await nameAlternate(page);
}
await rm(MARKDOWN, { recursive: true });
await cp(CONSOLE, join(DIST, "playground"), { recursive: true });
const reference = JSON.parse(await readFile(join(DIST, "reference.json"), "utf8"));
await writeFile(join(DIST, "llms.txt"), llmsTxt(reference));
console.log(`the site is docs/dist: ${pages.length} pages, playground/index.html, llms.txt`);

/** Names as they are written in code, so that a plain search finds them. */
function searchable(text) {
  return text.replaceAll("\\_", "_");
}

/** Lets those who read the page as HTML know where its Markdown is. */
async function nameAlternate(page) {
  const html = join(DIST, page.replace(/\.md$/, ".html"));
  const text = await readFile(html, "utf8").catch(() => undefined);
  if (text === undefined) throw new Error(`${page} has no page beside it`);
  const href = relative(dirname(html), join(DIST, page)).split(sep).join("/");
  const link = `<link rel="alternate" type="text/markdown" href="${href}"/></head>`;
  await writeFile(html, text.replace("</head>", link));
}
