import type { Box, Method } from "./boxes.js";

/** What a right lets one do, the worst first. */
const DEEDS: readonly { verb: string; rights: readonly Method[] }[] = [
  { verb: "delete", rights: ["DELETE"] },
  { verb: "change", rights: ["PUT", "PATCH"] },
  { verb: "add", rights: ["POST"] },
  { verb: "read", rights: ["GET"] },
];

/** What an owner would miss most. */
const DEAREST = ["orders", "customers", "products"];
const NAMED = 3;

/** The worst that the boxes let a thief do, such as "delete orders, customers and products". */
export function dangerOf(boxes: readonly Box[]): string | undefined {
  for (const { verb, rights } of DEEDS) {
    const concerned = boxes.filter(({ right }) => rights.includes(right));
    const names = [...new Set(concerned.map(({ resource }) => resource))];
    if (names.length > 0) return `${verb} ${listed(dearestFirst(names))}`;
  }
  return boxes.length > 0 ? "look which records there are" : undefined;
}

function dearestFirst(names: readonly string[]): string[] {
  const dear = DEAREST.filter((name) => names.includes(name));
  return [...dear, ...names.filter((name) => !dear.includes(name))];
}

function listed(names: readonly string[]): string {
  const words = names.slice(0, NAMED).map((name) => name.replaceAll("_", " "));
  if (names.length > NAMED) return `${words.join(", ")} and more`;
  return words.join(", ").replace(/, ([^,]*)$/, " and $1");
}
