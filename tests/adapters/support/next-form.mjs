// The form of a page of Next.js, sent as a browser without JavaScript sends it.

const ENTITIES = { quot: '"', lt: "<", gt: ">", "#x27": "'", amp: "&" };
const decoded = (text) => text.replace(/&(#?\w+);/g, (whole, name) => ENTITIES[name] ?? whole);

/** Fills in the form of the page and sends it; the text of its `output`. */
export async function sendForm(url, fields) {
  const html = await textOf(await fetch(url));
  const form = new FormData();
  for (const [tag] of html.matchAll(/<input [^>]*type="hidden"[^>]*>/g)) {
    const [, name] = /name="([^"]*)"/.exec(tag);
    form.append(decoded(name), decoded(/value="([^"]*)"/.exec(tag)?.[1] ?? ""));
  }
  for (const [name, value] of Object.entries(fields)) {
    if (!html.includes(`name="${name}"`)) throw new Error(`the page asks for no ${name}: ${html}`);
    form.append(name, value);
  }
  const headers = { Origin: url };
  const answer = await textOf(await fetch(url, { method: "POST", headers, body: form }));
  const [, output] = /<output[^>]*>(.*?)<\/output>/s.exec(answer) ?? [];
  if (output === undefined) throw new Error(`the page has no output: ${answer}`);
  return decoded(output);
}

async function textOf(response) {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status}: ${text}`);
  return text;
}
