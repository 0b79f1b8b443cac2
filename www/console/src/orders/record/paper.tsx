import { shop } from "../../state/session.js";

/** Whose order it is, for paper: the shop and its address. */
export function Paper() {
  const open = shop.value;
  if (open === null) return null;
  return (
    <p class="paper" translate={false}>
      <b>{open.name}</b> {open.way !== "worker" && <span dir="ltr">{open.address}</span>}
    </p>
  );
}
