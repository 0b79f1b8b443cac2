// What the HTTP modules of n8n and Make send, by their own settings.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { EXAMPLES } from "./example-folder.mjs";

/** The request of the workflow's HTTP node for what came to its webhook. */
export async function n8nRequest({ body, execution, token }) {
  const workflow = JSON.parse(await readFile(join(EXAMPLES, "n8n/workflow.json"), "utf8"));
  const { nodes, connections } = workflow;
  const [start, ...others] = nodes;
  const [[{ node: next }]] = connections[start.name].main;
  const { type, parameters } = others.find(({ name }) => name === next);
  if (start.type !== "n8n-nodes-base.webhook" || type !== "n8n-nodes-base.httpRequest") {
    throw new Error(`${type} follows ${start.type}`);
  }
  // A webhook hands on its request, and expressions are JavaScript between two braces.
  const scope = { $json: { body }, $execution: { id: execution } };
  const value = (text) => filledIn(text, (code) => runInNewContext(code, scope));
  const headers = parameters.headerParameters.parameters.map((one) => [one.name, value(one.value)]);
  return {
    method: parameters.method,
    url: value(parameters.url),
    headers: {
      ...Object.fromEntries(headers),
      // By its type of credential, and for a body of JSON.
      ...(parameters.genericAuthType === "httpBearerAuth" && { Authorization: `Bearer ${token}` }),
      ...(parameters.specifyBody === "json" && { "Content-Type": "application/json" }),
    },
    body: value(parameters.jsonBody),
  };
}

/** Only a text that begins with an equals sign has expressions. */
function filledIn(text, evaluated) {
  if (!text.startsWith("=")) return text;
  return text.slice(1).replace(/\{\{(.*?)\}\}(?!\})/gs, (_, code) => evaluated(code));
}

/** The request of the module that the README describes for Make, whose first module is the webhook. */
export async function makeRequest({ body, token }) {
  const readme = await readFile(join(EXAMPLES, "n8n/README.md"), "utf8");
  const rows = [...readme.matchAll(/^\| (.+?) \| `(.+)` \|$/gm)];
  const fields = new Map(rows.map(([, field, value]) => [field.replaceAll("`", ""), value]));
  const value = (field) => fields.get(field).replace(/\{\{1\.(\w+)\}\}/g, (_, name) => body[name]);
  const headers = [...fields.keys()].filter((field) => field.startsWith("Header "));
  return {
    method: value("Method"),
    url: value("URL"),
    headers: {
      ...Object.fromEntries(headers.map((field) => [field.slice(7), value(field)])),
      Authorization: value("Header Authorization").replace("YOUR-TOKEN", token),
      "Content-Type": /\((.+)\)/.exec(value("Content type"))[1],
    },
    body: value("Request content"),
  };
}
