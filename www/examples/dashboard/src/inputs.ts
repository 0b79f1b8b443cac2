import { z } from "zod";

/** A field for an e-mail address; the shop itself has the last word on it. */
export function emailAddress(label: string) {
  const error = ({ input }: { input?: unknown }) =>
    input === undefined ? `${label} is missing.` : `${label} is no e-mail address.`;
  return z.email({ error });
}
