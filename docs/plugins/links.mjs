// Names in the README and the guides lead to their page of the reference: `EdgeShop`, but no word of prose.
import { Converter, ReflectionKind } from "typedoc";

const NAME = /^`(\w+)`$/;

export function load(app) {
  app.converter.on(Converter.EVENT_RESOLVE_END, ({ project }) => {
    const exported = exportsOf(project);
    for (const text of [project.readme ?? [], ...project.documents.map(({ content }) => content)]) {
      for (const [at, part] of text.entries()) {
        const [, name] = (part.kind === "code" && NAME.exec(part.text)) || [];
        const target = exported.get(name);
        if (target !== undefined)
          text[at] = { kind: "inline-tag", tag: "@link", text: name, target };
      }
    }
  });
}

/** What the entries export, by name; of one name in two entries, the first. */
function exportsOf(project) {
  const all = project.getReflectionsByKind(ReflectionKind.SomeExport);
  const own = all.filter(({ parent }) => parent?.kindOf(ReflectionKind.SomeModule));
  return new Map(own.map((one) => [one.name, one]).toReversed());
}
