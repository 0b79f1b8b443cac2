import type { FindProductsInput } from "@aismarttalk/prestashop";
import { useState } from "preact/hooks";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { download } from "../parts/download.js";
import { Field, TextInput } from "../parts/field.js";
import { Problem } from "../parts/problem.js";
import { Card } from "../parts/record.js";
import { route } from "../state/route.js";
import { shop } from "../state/session.js";
import { say } from "../state/toasts.js";
import { currentTexts, reading, type Wanted } from "./current-texts.js";
import { bulkAction } from "./fields.js";

const LACKS = ["meta_title", "meta_description"] as const;

type Lack = (typeof LACKS)[number];

/** Which products' texts: those that another page has ticked, or those that a search finds. */
export function TextsCard() {
  const w = words.value.bulk;
  const ids = idsIn(route.value.query.ids);
  const [text, type] = useState(route.value.query.words ?? "");
  const [lack, choose] = useState<Lack | "">("");
  const [isOnSale, only] = useState(false);
  const find: FindProductsInput = {
    ...(text.trim() !== "" && { words: text.trim() }),
    ...(lack !== "" && { missing: [lack] }),
    ...(isOnSale && { active: true }),
  };
  const [error, get] = useDownload();
  return (
    <Card title={w.current}>
      <div class="stack">
        <p class="small muted">{w.currentHelp}</p>
        {ids.length > 0 ? (
          <p class="strong">{w.ticked(ids.length)}</p>
        ) : (
          <>
            <Field id="texts-of" label={w.textsOf} help={w.textsOfHelp}>
              <TextInput id="texts-of" type="search" value={text} onInput={type} />
            </Field>
            <Field id="texts-lack" label={w.lack}>
              <select
                id="texts-lack"
                class="input"
                value={lack}
                onChange={({ currentTarget: { value } }) => choose(value as Lack | "")}
              >
                <option value="">{w.lackNothing}</option>
                {LACKS.map((one) => (
                  <option key={one} value={one}>
                    {w.lacks[one]}
                  </option>
                ))}
              </select>
            </Field>
            <label class="pick">
              <input
                type="checkbox"
                class="tick"
                checked={isOnSale}
                onChange={({ currentTarget: { checked } }) => only(checked)}
              />
              {w.onSale}
            </label>
          </>
        )}
        <TextsButton onClick={() => get(ids.length > 0 ? { ids } : { find })} />
        {error !== null && <Problem error={error} />}
      </div>
    </Card>
  );
}

/** Reads the texts and hands the file over; while it reads, how far it is. */
export function TextsButton({ onClick }: { onClick(): void }) {
  const w = words.value.bulk;
  const now = reading.value;
  if (now === null) {
    return (
      <span>
        <Button icon="file" onClick={onClick}>
          {w.downloadTexts}
        </Button>
      </span>
    );
  }
  return (
    <span class="row-wrap">
      <span role="status">{w.readingTexts(now.done, now.all)}</span>
      <Button size="small" icon="stop" onClick={now.stop}>
        {w.stopReading}
      </Button>
    </span>
  );
}

/** Why the last download failed, and how to begin one. */
export function useDownload(): readonly [unknown, (wanted: Wanted) => void] {
  const [error, fail] = useState<unknown>(null);
  const get = async (wanted: Wanted) => {
    const open = shop.peek();
    const action = open === null ? undefined : bulkAction(open.actions);
    if (open === null || action === undefined || reading.peek() !== null) return;
    fail(null);
    try {
      const text = await currentTexts(open, action, await open.records.languages(), wanted);
      if (text === null) return say((w) => w.bulk.readingStopped);
      download({ name: `${fileName(open.name)}.csv`, type: "text/csv;charset=utf-8", text });
    } catch (thrown) {
      fail(thrown);
    }
  };
  return [error, (wanted) => void get(wanted)];
}

/** "clay-leaf-texts-2026-11-30" */
export function fileName(shopName: string, what = "texts"): string {
  const plain = shopName.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
  return `${plain}-${what}-${new Date().toISOString().slice(0, 10)}`;
}

function idsIn(text = ""): number[] {
  return text
    .split(",")
    .filter((one) => /^[1-9]\d*$/.test(one))
    .map(Number);
}
