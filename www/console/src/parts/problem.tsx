import type { ComponentChildren } from "preact";
import { said } from "../language/said.js";
import { textNow, words } from "../language/words.js";
import { describe, isOfShop } from "../shop/failure.js";
import { developer } from "../state/settings.js";
import { Note } from "./note.js";

/** What failed, why, and what to do about it. Codes only where Developer is on. */
export function Problem({ error, acts }: { error: unknown; acts?: ComponentChildren }) {
  const { title, message, hint, code } = describe(error);
  return (
    <Note tone="bad" title={textNow(title)} live acts={acts}>
      <Said error={error} text={textNow(message)} />
      {hint && <p>{said(textNow(hint))}</p>}
      {developer.value && code && (
        <p class="small faint">
          {words.value.parts.errorCode} <code>{code}</code>
        </p>
      )}
    </Note>
  );
}

/** What happened: in the words of the page, or as the shop says it, marked as such. */
function Said({ error, text }: { error: unknown; text: string }) {
  if (!isOfShop(error, text)) return <p>{said(text)}</p>;
  return (
    <p>
      {words.value.parts.shopSays} <q dir="auto">{text}</q>
    </p>
  );
}
