import { moneyText } from "../language/money.js";
import { textNow, words } from "../language/words.js";
import { Picture } from "../parts/picture.js";
import { LanguageCode, Tag } from "../parts/pill.js";
import { draftedRecords } from "../state/drafts.js";
import { hrefTo } from "../state/route.js";
import { shopRef } from "../state/session.js";
import { fieldNamed, recordKey } from "./fields.js";
import { rowLinkId } from "./list-keys.js";
import type { ListPage, ListRow, SeoFinding } from "./list-read.js";

/** One line a product; the line is the link. */
export function ListTable(props: {
  page: ListPage;
  ticked: ReadonlySet<number>;
  here: number;
  toggle(id: number): void;
  toggleAll(): void;
}) {
  const { page, ticked, here, toggle, toggleAll } = props;
  const w = words.value.products;
  const hasFindings = page.productsRead !== null;
  const drafted = draftedRecords(shopRef.value ?? "");
  return (
    <div class="scroll">
      <table class="table folds products" role="table" aria-label={words.value.shell.products}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col" class="check">
              <label class="hit-area">
                <input
                  type="checkbox"
                  class="tick"
                  aria-label={w.tickAll}
                  checked={page.rows.length > 0 && ticked.size === page.rows.length}
                  onChange={toggleAll}
                />
              </label>
            </th>
            <th role="columnheader" scope="col">
              {w.fields.name}
            </th>
            {hasFindings ? (
              <th role="columnheader" scope="col">
                {w.findingsTitle}
              </th>
            ) : (
              <th role="columnheader" scope="col">
                {w.reference}
              </th>
            )}
            <th role="columnheader" scope="col">
              {w.sale}
            </th>
            {!hasFindings && (
              <th role="columnheader" scope="col" class="num">
                {w.price}
              </th>
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {page.rows.map((row, place) => (
            <Row
              key={row.id}
              row={row}
              page={page}
              isHere={place === here}
              isTicked={ticked.has(row.id)}
              isDrafted={drafted.includes(recordKey(row.id))}
              toggle={toggle}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row(props: {
  row: ListRow;
  page: ListPage;
  isHere: boolean;
  isTicked: boolean;
  isDrafted: boolean;
  toggle(id: number): void;
}) {
  const { row, page, isHere, isTicked, isDrafted, toggle } = props;
  const w = words.value.products;
  const called = row.name || (row.reference ?? `#${row.id}`);
  const currency = page.currency === null ? null : { iso_code: page.currency, decimals: 2 };
  const hasFindings = page.productsRead !== null;
  return (
    <tr role="row" class={isHere ? "here" : ""}>
      <td role="cell" class="check">
        <label class="hit-area">
          <input
            type="checkbox"
            class="tick"
            aria-label={called}
            checked={isTicked}
            onChange={() => toggle(row.id)}
          />
        </label>
      </td>
      <td role="cell" class="first">
        <span class="row">
          <Picture url={row.picture} size="small" />
          <a
            class="plain cut"
            id={rowLinkId(row.id)}
            href={hrefTo("products", row.id)}
            translate={false}
          >
            <bdi>{called}</bdi>
          </a>
          {isDrafted && (
            <>
              <span class="draft-dot static" />
              <span class="sr">{words.value.shell.draft}</span>
            </>
          )}
        </span>
      </td>
      {hasFindings ? (
        <td role="cell" class="wide2">
          <span class="row-wrap">
            {row.findings.map((finding) => (
              <FindingTag
                key={`${finding.field}-${finding.language}-${finding.finding}`}
                finding={finding}
                page={page}
              />
            ))}
          </span>
        </td>
      ) : (
        <td role="cell" class="mono muted kind">
          <bdi>{row.reference}</bdi>
        </td>
      )}
      <td role="cell" class="second">
        <Tag tone={row.active ? "ok" : "plain"}>{row.active ? w.onSale : w.notOnSale}</Tag>
      </td>
      {!hasFindings && (
        <td role="cell" class="num last">
          {moneyText(row.price, currency)}
        </td>
      )}
    </tr>
  );
}

function FindingTag({ finding, page }: { finding: SeoFinding; page: ListPage }) {
  const w = words.value.products;
  const language = page.languages.find(({ id }) => id === finding.language);
  const field = finding.field === null ? undefined : fieldNamed(finding.field);
  const called = field === undefined ? w.allTexts : w.fields[field.name];
  return (
    <span class="small muted" title={language ? textNow(language.name) : undefined}>
      {called} {language && <LanguageCode code={language.code} />}{" "}
      {finding.length > 0 && <span class="faint">{finding.length}</span>}
      {finding.same_as !== null && (
        <>
          {" "}
          <a href={hrefTo("products", finding.same_as)}>{w.sameAs(finding.same_as)}</a>
        </>
      )}
    </span>
  );
}
