import { clockText } from "../language/dates.js";
import { moneyText } from "../language/money.js";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Icon } from "../parts/icon.js";
import { Picture } from "../parts/picture.js";
import { Tag } from "../parts/pill.js";
import { RecordHead } from "../parts/record.js";
import { hrefTo } from "../state/route.js";
import { say } from "../state/toasts.js";
import { SaveButton } from "../write/save-button.js";
import { discardDrafts, type Editing, firstFocus } from "./editing.js";
import { calledOf } from "./read.js";
import type { TextWrites } from "./use-text-writes.js";

/** Which product it is, and what one does with it. */
export function ProductHead(props: {
  editing: Editing;
  writes: TextWrites;
  readAt: number | null;
  again(): void;
}) {
  const { editing, writes } = props;
  const w = words.value.products;
  const { product, currency } = editing.read;
  return (
    <RecordHead
      crumb={
        <>
          <a href={hrefTo("products")}>{words.value.shell.products}</a> /{" "}
          <bdi class="mono">{product.reference ?? `#${product.id}`}</bdi>
        </>
      }
      title={
        <>
          <Picture
            // The addresses of the sample shop lead nowhere.
            url={editing.shop.way === "demo" ? null : product.cover_image_url}
            size="large"
          />
          <div class="stack-xs">
            <h1 translate={false}>
              <bdi>{calledOf(product)}</bdi>
            </h1>
            <div class="row-wrap data muted">
              {product.reference && <bdi class="mono">{product.reference}</bdi>}
              <Price product={product} currency={currency} />
              <Tag tone={product.active ? "ok" : "plain"}>
                {product.active ? w.onSale : w.notOnSale}
              </Tag>
              {writes.remark && (
                <Tag tone={writes.remark.tone}>{writes.remark.text(words.value)}</Tag>
              )}
            </div>
          </div>
        </>
      }
      actions={<Actions {...props} />}
    />
  );
}

function Price(props: Pick<Editing["read"], "product" | "currency">) {
  const { product, currency } = props;
  const usual = product.price_tax_incl;
  const price = product.final_price ?? usual ?? product.price;
  const isReduced = product.reduction !== null && usual !== null;
  return (
    <span>
      {isReduced && (
        <>
          <s class="faint">{moneyText(usual, currency)}</s>{" "}
        </>
      )}
      {moneyText(price, currency)}
    </span>
  );
}

function Actions({ editing, writes }: { editing: Editing; writes: TextWrites }) {
  if (writes.kind === "preview" || writes.kind === "failed")
    return <PreviewActions writes={writes} name={calledOf(editing.read.product)} />;
  if (writes.kind !== "editing" && writes.kind !== "saved") return <BusyActions writes={writes} />;
  if (writes.kind === "editing" && editing.draftAt !== null && editing.changes.length > 0)
    return <DraftActions editing={editing} writes={writes} />;
  return <ReadingActions editing={editing} writes={writes} />;
}

function ReadingActions({ editing, writes }: { editing: Editing; writes: TextWrites }) {
  const w = words.value.products;
  const { product, languages } = editing.read;
  return (
    <>
      <ShopLink url={product.page_url} isSample={editing.shop.way === "demo"} />
      <Button
        kind="primary"
        shortcut="E"
        id="edit-texts"
        disabled={!editing.canEdit}
        onClick={() => {
          writes.edit();
          requestAnimationFrame(() => document.getElementById(firstFocus(languages))?.focus());
        }}
      >
        {editing.canEdit ? w.edit : w.mayNotEdit}
      </Button>
    </>
  );
}

/** The page that customers see; the sample shop has none. */
function ShopLink({ url, isSample }: { url: string; isSample: boolean }) {
  const w = words.value.products;
  if (isSample || !/^https?:\/\//u.test(url)) {
    return (
      <Button icon="out" onClick={() => say((all) => all.products.noShopPage)}>
        {w.seeInShop}
      </Button>
    );
  }
  return (
    <a class="btn" href={url} target="_blank" rel="noopener noreferrer">
      <Icon name="out" />
      {w.seeInShop}
    </a>
  );
}

function DraftActions({ editing, writes }: { editing: Editing; writes: TextWrites }) {
  const w = words.value.products;
  const { changes, unfit, overtaken, draftAt } = editing;
  const isReady = unfit === 0 && overtaken.length === 0;
  const label =
    unfit > 0
      ? w.fix(unfit)
      : overtaken.length > 0
        ? w.decide(overtaken.length)
        : w.preview(changes.length);
  return (
    <>
      <span class="row small muted draft-mark">
        <span class="draft-dot static" />
        {w.draftKeptAt(clockText(new Date(draftAt ?? 0)).slice(0, 5))}
      </span>
      <Button kind="ghost" onClick={() => discardDrafts(editing)}>
        {w.discard}
      </Button>
      <Button
        kind="primary"
        shortcut="Ctrl ↵"
        id="preview-texts"
        disabled={!isReady}
        onClick={() => void writes.preview()}
      >
        {label}
      </Button>
    </>
  );
}

function PreviewActions({ writes, name }: { writes: TextWrites; name: string }) {
  const w = words.value.products;
  return (
    <>
      <Button shortcut="Esc" onClick={writes.edit}>
        {w.back}
      </Button>
      {writes.canSave && (
        <Button kind="primary" shortcut="Ctrl ↵" id="save-texts" onClick={() => void writes.save()}>
          <span>
            {w.save(writes.count, writes.isUndo)(writes.shopName)}
            <span class="sr">{words.value.write.save.of(name)}</span>
          </span>
        </Button>
      )}
    </>
  );
}

function BusyActions({ writes }: { writes: TextWrites }) {
  const w = words.value.products;
  if (writes.kind === "unknown") return null;
  if (writes.contested !== null) {
    return (
      <>
        <Button shortcut="Esc" onClick={writes.edit}>
          {w.back}
        </Button>
        <SaveButton write={writes.contested} />
      </>
    );
  }
  return (
    <>
      <Button shortcut="Esc" onClick={writes.stop}>
        {w.stop}
      </Button>
      <Button kind="primary" disabled>
        {writes.kind === "previewing" ? w.previewing : w.saving}
      </Button>
    </>
  );
}
