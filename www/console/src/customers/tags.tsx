import { words } from "../language/words.js";
import { Tag } from "../parts/pill.js";

/** What sets a customer apart from a usual one. */
interface Standing {
  active: boolean;
  is_guest: boolean;
  deleted?: boolean;
}

/** Guest, switched off, deleted; nothing for a usual account. */
export function CustomerTags({ of }: { of: Standing }) {
  const w = words.value.customers;
  return (
    <>
      {of.is_guest && <Tag icon="user">{w.guest}</Tag>}
      {!of.active && (
        <Tag tone="warn" icon="warn">
          {w.inactive}
        </Tag>
      )}
      {of.deleted && (
        <Tag tone="bad" icon="bad">
          {w.deleted}
        </Tag>
      )}
    </>
  );
}
