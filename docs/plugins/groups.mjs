// What a reader looks for stands together: where to start, the actions, the resources, the errors.
import { Comment, CommentTag, Converter, ReflectionKind } from "typedoc";

/** The first group whose test an export passes is its own; the order of the page is in typedoc.json. */
const GROUPS = [
  ["Errors", ({ name }) => /Error|^Saved$/.test(name)],
  ["Start", ({ name }) => START.has(name)],
  [
    "Actions",
    ({ name, from }) => /\/generated\/(?:actions|run)\.ts$/.test(from) || ACTIONS.has(name),
  ],
  ["Resources", ({ name, from }) => RESOURCE_FILES.test(from) || RESOURCES.has(name)],
  ["Types", () => true],
];

const START = new Set([
  "PrestaShop",
  "PrestaShopOptions",
  "EdgeShop",
  "EdgeShopOptions",
  "demoShop",
  "DemoShop",
  "DemoShopOptions",
  "messageOf",
  "translate",
  "provide",
  "buildRequest",
  "parseResponse",
  "ready",
  "text",
]);
const ACTIONS = new Set([
  "Action",
  "ActionName",
  "Actions",
  "DeclaredActions",
  "RunOptions",
  "action",
  "actions",
]);
const RESOURCES = new Set(["Images", "DeclaredResources"]);
const RESOURCE_FILES = /\/(?:generated\/resources|resource)\.ts$/;

export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const exported of project.getReflectionsByKind(ReflectionKind.SomeModule)) {
      for (const child of exported.children ?? []) putIntoGroup(project, child);
    }
  });
}

function putIntoGroup(project, reflection) {
  if (reflection.kindOf(ReflectionKind.SomeModule)) return;
  const from = project.getSymbolIdFromReflection(reflection)?.fileName.replaceAll("\\", "/") ?? "";
  const { name } = reflection;
  const [group] = GROUPS.find(([, isIn]) => isIn({ name, from }));
  for (const documented of reflection.signatures ?? [reflection]) {
    documented.comment ??= new Comment();
  }
  const { comment } = reflection.signatures?.[0] ?? reflection;
  comment.blockTags.push(new CommentTag("@group", [{ kind: "text", text: group }]));
}
