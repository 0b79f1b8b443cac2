// Entries of a journal, made by hand.

/** Where they are made. */
export const PLACE = { site: "one", installation: "clay" };

/** A written change of that moment. */
export function changeAt(ms, more = {}) {
  const at = new Date(ms).toISOString();
  const id = `${at}-${crypto.randomUUID()}`;
  const fields = [{ field: "note", language: null, before: "", after: "x" }];
  const what = {
    action: "update_customer",
    original: "update_customer",
    resource: "customers",
    record: 3,
  };
  const who = { id, ...PLACE, at, caller: "writer", request: crypto.randomUUID() };
  const known = {
    outcome: "written",
    fields,
    lasting: [],
    undoes: null,
    isOpen: false,
    write: null,
  };
  return { ...who, ...what, ...known, ...more };
}
