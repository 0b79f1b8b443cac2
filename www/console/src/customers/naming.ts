import type { Dictionary } from "../language/message.js";

/** What a person is called in the shop. */
export interface NamedPerson {
  firstname: string | null;
  lastname: string | null;
}

/** "Maëlle Le Goff"; a word of ours where the shop has no name. */
export function fullName({ firstname, lastname }: NamedPerson, w: Dictionary): string {
  const name = [firstname, lastname].filter((one) => (one ?? "").trim() !== "").join(" ");
  return name === "" ? w.customers.unnamed : name;
}
