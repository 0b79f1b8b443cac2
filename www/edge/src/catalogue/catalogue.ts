import type { ActionWrites } from "@aismarttalk/prestashop";
import type { Action, Catalogue } from "./action.js";

/** The reading actions of a site that have an address of their own, which GET asks. */
export const SHORTCUTS = { access: "check_access", changes: "list_changes" } as const;

/** The catalogue of some actions. */
export function catalogueOf(actions: readonly Action[]): Catalogue {
  const byName = new Map(actions.map((action) => [action.name, action]));
  return { actions, find: (name) => byName.get(name) };
}

/** What the action of that name writes; `null` if it reads, or is no longer offered. */
export function writesOf(catalogue: Catalogue, name: string): ActionWrites | null {
  return catalogue.find(name)?.writes ?? null;
}

/**
 * The action whose declaration describes a write that an action makes of this resource: itself, or
 * the one that makes its second write alone.
 */
export function originalOf(catalogue: Catalogue, name: string, resource: string): string {
  const writes = writesOf(catalogue, name);
  const isSecond = writes !== null && ![writes.resource, writes.through].includes(resource);
  return (isSecond && writes.also?.action) || name;
}

/** The resources that the actions write, each once. */
export function writtenResources(actions: readonly Pick<Action, "writes">[]): string[] {
  return [...new Set(actions.flatMap(({ writes }) => writes?.resource ?? []))];
}
