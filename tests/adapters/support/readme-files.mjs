// What a README has people install and write down: `npm install` commands, and blocks that come
// after "as `FILE`:".

/** The text of a section, to the next heading of its rank or a higher one. */
export function sectionOf(readme, title) {
  const lines = readme.split("\n");
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, "") === title);
  if (start < 0) throw new Error(`the README has no section "${title}"`);
  const rank = lines[start].indexOf(" ");
  let isCode = false;
  const length = lines.slice(start + 1).findIndex((line) => {
    if (line.startsWith("```")) isCode = !isCode;
    const heading = isCode ? null : /^#+ /.exec(line);
    return heading !== null && heading[0].length - 1 <= rank;
  });
  return lines.slice(start, length < 0 ? undefined : start + 1 + length).join("\n");
}

/** The packages that it has people install, besides this one. */
export function installedBy(section) {
  const commands = [...section.matchAll(/`npm install ((?:[^`]|\n)+)`/g)];
  const words = commands.flatMap(([, rest]) => rest.split(/\s+/));
  return words.filter((word) => !word.startsWith("-") && word !== "@aismarttalk/prestashop");
}

/** The files that it has people write: `[path, text]`. */
export function filesOf(section) {
  const blocks = section.matchAll(/\bas\s`([^`]+)`[^`\n]*:\n\n```\w+\n(.*?)^```$/gims);
  return [...blocks].map(([, path, text]) => [path, text]);
}

/** The blocks of a text of code: `{ language, code }`. */
export const blocksOf = (section) =>
  [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, code]) => ({
    language,
    code,
  }));
