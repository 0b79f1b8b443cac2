import { words } from "../language/words.js";
import { Blank } from "../parts/note.js";
import { findAction } from "../shop/catalogue.js";
import { hrefTo, route } from "../state/route.js";
import { shop } from "../state/session.js";
import { CallPage } from "./call-page.js";
import { CallList } from "./list.js";

/** Every action there is, or the one that the address names. */
export default function CallsPage() {
  const w = words.value;
  const open = shop.value;
  if (open === null) return <h1>{w.shell.calls}</h1>;
  // A record of an action of somebody's own is named behind it.
  const [name] = route.value.id?.split("/") ?? [];
  if (name === undefined) return <CallList shop={open} />;
  const action = findAction(name, open.actions);
  if (action !== undefined) return <CallPage shop={open} action={action} />;
  return (
    <>
      <h1>{w.shell.calls}</h1>
      <Blank icon="code" title={w.calls.noSuch(name)}>
        <a href={hrefTo("calls")}>{w.calls.all}</a>
      </Blank>
    </>
  );
}
