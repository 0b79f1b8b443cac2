import { readFileSync } from "node:fs";
import { CouldNot } from "../command.js";

const EXAMPLE = `Give a JSON object, such as --input '{"id":5}', or --input @FILE with the name of a file that holds it.`;
const QUOTES = "Some shells, such as those of Windows, take quotes away: a file is safe from that.";

/** The input of an action: JSON, or a file of it. Nothing of it is repeated. */
export function readInput(text: string | undefined): Record<string, unknown> {
  if (text === undefined) return {};
  const json = text.startsWith("@") ? contentOf(text.slice(1)) : text;
  const value = parsed(json);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new CouldNot(["--input is no JSON object.", EXAMPLE]);
}

function contentOf(file: string): string {
  try {
    // Windows writes a mark in front, which is no JSON.
    return readFileSync(file, "utf8").replace(/^\ufeff/, "");
  } catch {
    throw new CouldNot(["--input names a file that cannot be read.", EXAMPLE]);
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new CouldNot(["--input is no JSON.", EXAMPLE, QUOTES]);
  }
}
