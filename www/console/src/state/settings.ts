import { type Signal, signal } from "@preact/signals";
import { store, stored } from "./storage.js";

/** What colours the page wears. */
export type Theme = "system" | "light" | "dark";

/** Shows requests, codes and JSON. */
export const developer = setting<boolean>("developer", false);

/** Whether single letters do something. */
export const singleKeys = setting<boolean>("keys", true);

export const theme = setting<Theme>("theme", "system");

/** How close rows stand. */
export const compact = setting<boolean>("compact", false);

function setting<T extends boolean | string>(name: string, first: T): Signal<T> {
  const before = stored("local", name);
  const value = signal<T>(typeof before === typeof first ? (before as T) : first);
  value.subscribe((next) => {
    store("local", name, next === first ? null : next);
  });
  return value;
}
