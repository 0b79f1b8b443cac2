import { useEffect, useRef } from "preact/hooks";
import { said } from "../language/said.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Blank, Note } from "../parts/note.js";
import { Problem } from "../parts/problem.js";
import { describe } from "../shop/failure.js";
import { draftsOf, dropDrafts } from "../state/drafts.js";
import { useShortcuts } from "../state/keys.js";
import { remember } from "../state/recent.js";
import { hrefTo } from "../state/route.js";
import { shop } from "../state/session.js";
import { say } from "../state/toasts.js";
import { editingOf, firstFocus } from "./editing.js";
import { recordKey } from "./fields.js";
import { TextsForm } from "./form.js";
import { ProductHead } from "./head.js";
import { goToNeighbour, isInCell } from "./neighbours.js";
import { OvertakenCard } from "./overtaken.js";
import { calledOf, type ProductRead, useProduct } from "./read.js";
import { StockCard } from "./stock.js";
import { settledDrafts } from "./texts.js";
import { useTextWrites } from "./use-text-writes.js";
import { Writing } from "./writing.js";

/** A product: its texts, which are edited where they stand, and its stock. */
export function ProductPage({ id }: { id: number }) {
  const asked = useProduct(id);
  const { error, again } = asked;
  const value = useLast(asked.value);
  if (value === null) {
    const acts = <Button onClick={again}>{words.value.shell.tryAgain}</Button>;
    return (
      <>
        <h1 class="sr">{words.value.shell.products}</h1>
        {error && describe(error).code === "not_found" ? (
          <NoSuchProduct id={id} />
        ) : error ? (
          <Problem error={error} acts={acts} />
        ) : (
          <p class="faint">{words.value.shell.loading}</p>
        )}
      </>
    );
  }
  return (
    <>
      {error !== null && (
        <Problem
          error={error}
          acts={<Button onClick={again}>{words.value.shell.tryAgain}</Button>}
        />
      )}
      <LoadedProduct read={value} readAt={asked.readAt} again={again} />
    </>
  );
}

/** What was read last stays while it is read in another language: nothing is folded meanwhile. */
function useLast(value: ProductRead | null): ProductRead | null {
  const ref = shop.value?.ref ?? null;
  const last = useRef<{ ref: string | null; value: ProductRead } | null>(null);
  if (value !== null) last.current = { ref, value };
  return value ?? (last.current?.ref === ref ? last.current.value : null);
}

function NoSuchProduct({ id }: { id: number }) {
  const w = words.value.products;
  const acts = (
    <a class="btn btn-primary" href={hrefTo("products")}>
      {w.showAll}
    </a>
  );
  return (
    <Blank icon="box" title={w.noSuch(id, shop.value?.name ?? "")} acts={acts}>
      {w.noSuchWhy}
    </Blank>
  );
}

function LoadedProduct(props: { read: ProductRead; readAt: number | null; again(): void }) {
  const { read, again } = props;
  const open = shop.value;
  useMemory(read);
  if (open === null) return null;
  const editing = editingOf(open, read);
  const writes = useTextWrites(editing, again);
  const w = words.value;
  useShortcuts(
    [
      {
        keys: ["e"],
        does: () => words.peek().products.edit,
        run: () => {
          writes.edit();
          requestAnimationFrame(() => document.getElementById(firstFocus(read.languages))?.focus());
        },
      },
      {
        keys: ["Alt+ArrowRight", "Alt+ArrowLeft"],
        does: (all) => all.products.otherLanguage,
        // Elsewhere they are the browser's: back and forth.
        when: isInCell,
        run: (event) => goToNeighbour(event, editing),
      },
      { keys: ["r"], does: (all) => all.parts.readAgain, run: again },
    ],
    [],
  );
  return (
    <section class="stack">
      <ProductHead editing={editing} writes={writes} readAt={props.readAt} again={again} />
      <Writing editing={editing} writes={writes} />
      {writes.kind === "editing" && (
        <>
          <OvertakenCard editing={editing} />
          <TextsForm editing={editing} />
          <StockCard read={read} />
          {read.warnings.length > 0 && (
            <Note tone="plain" title={w.products.incomplete}>
              <ul>
                {read.warnings.map((warning) => (
                  <li key={warning}>{said(warning)}</li>
                ))}
              </ul>
            </Note>
          )}
        </>
      )}
    </section>
  );
}

/** Remembers the product, drops drafts that the shop says already, and says that the others are kept. */
function useMemory(read: ProductRead): void {
  const ref = shop.value?.ref ?? null;
  const { id } = read.product;
  const called = calledOf(read.product);
  useEffect(() => {
    if (ref === null) return;
    remember(ref, { page: "products", id: String(id), name: called, more: null });
  }, [ref, id, called]);
  useEffect(() => {
    if (ref === null) return;
    const record = recordKey(id);
    const settled = settledDrafts({ texts: read.texts, drafts: draftsOf(ref, record) });
    if (settled.length > 0) dropDrafts(ref, record, settled);
  }, [ref, read]);
  const left = useRef({ ref, called });
  left.current = { ref, called };
  useEffect(
    () => () => {
      const { ref: was, called: name } = left.current;
      if (was !== null && Object.keys(draftsOf(was, recordKey(id))).length > 0)
        say((w) => w.products.draftKept(name));
    },
    [id],
  );
}
