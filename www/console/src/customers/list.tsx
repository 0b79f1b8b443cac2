import type { FoundCustomer } from "@aismarttalk/prestashop";
import { useRef } from "preact/hooks";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { NotShown } from "../parts/not-shown.js";
import { Blank } from "../parts/note.js";
import { Problem } from "../parts/problem.js";
import { RecordHead } from "../parts/record.js";
import { useRowKeys } from "../parts/row-keys.js";
import { Cell, Row, Table } from "../parts/table.js";
import { ReadAgo, When } from "../parts/when.js";
import { useShortcuts } from "../state/keys.js";
import { hrefTo } from "../state/route.js";
import { shopRef } from "../state/session.js";
import { CustomerFilters } from "./filters.js";
import { fullName } from "./naming.js";
import { useCustomers } from "./reading.js";
import { customersWanted, isNarrow, NO_SEARCH, search, searchOf } from "./search.js";
import { CustomerTags } from "./tags.js";

/** Who bought in the shop: the newest first, or those that are looked for. */
export function CustomerList() {
  const w = words.value;
  const shop = shopRef.value ?? "";
  const asked = searchOf(shop);
  const { value, error, isLoading, readAt, again } = useCustomers(
    customersWanted(asked),
    asked.pages,
  );
  useShortcuts([{ keys: ["r"], does: (w) => w.parts.readAgain, run: again }], [again]);
  const drop = () => search(shop, NO_SEARCH);
  return (
    <>
      <RecordHead
        title={
          <>
            <h1>{w.customers.title}</h1>
            <ReadAgo at={readAt} />
          </>
        }
        actions={
          <Button kind="ghost" icon="load" shortcut="R" onClick={again}>
            {w.parts.readAgain}
          </Button>
        }
      />
      {error !== null && <Problem error={error} acts={<Retry again={again} />} />}
      <NotShown warnings={value?.warnings ?? []} />
      <section class="card" aria-label={w.customers.title}>
        <CustomerFilters shop={shop} asked={asked} />
        {value !== null && value.customers.length > 0 && <People customers={value.customers} />}
        {value?.customers.length === 0 && !isLoading && (
          <Blank
            icon="user"
            title={isNarrow(asked) ? w.customers.nobodyFound : w.customers.nobody}
            acts={isNarrow(asked) && <Button onClick={drop}>{w.customers.showAll}</Button>}
          >
            {isNarrow(asked) && w.customers.nobodyFoundHelp}
          </Blank>
        )}
        {value === null && error === null && <p class="in faint">{w.shell.loading}</p>}
        {value !== null && value.customers.length > 0 && (
          <footer class="small muted">
            <span>{w.customers.shown(value.customers.length, value.hasMore)}</span>
            {value.hasMore && (
              <Button
                size="small"
                class="end"
                disabled={isLoading}
                onClick={() => search(shop, { pages: asked.pages + 1 })}
              >
                {w.customers.showMore}
              </Button>
            )}
          </footer>
        )}
      </section>
    </>
  );
}

function Retry({ again }: { again(): void }) {
  return <Button onClick={again}>{words.value.shell.tryAgain}</Button>;
}

function People({ customers }: { customers: readonly FoundCustomer[] }) {
  const w = words.value.customers;
  const table = useRef<HTMLTableElement>(null);
  useRowKeys(table);
  return (
    <Table
      label={w.title}
      class="people"
      place={table}
      columns={[
        { name: w.name },
        { name: w.email },
        { name: w.state },
        { name: w.newsletter },
        { name: w.registered, class: "num" },
      ]}
    >
      {customers.map((one) => (
        <PersonRow key={one.id} customer={one} />
      ))}
    </Table>
  );
}

function PersonRow({ customer }: { customer: FoundCustomer }) {
  const w = words.value;
  const { id, email, date_add, newsletter } = customer;
  return (
    <Row class="linked">
      <Cell class="first">
        <a class="plain whole who" href={hrefTo("customers", id)} translate={false}>
          {fullName(customer, w)}
        </a>
      </Cell>
      <Cell class="muted" isName>
        <bdi>{email}</bdi>
      </Cell>
      <Cell class="second">
        <CustomerTags of={customer} />
      </Cell>
      <Cell class="off muted">{newsletter ? w.customers.subscribed : "–"}</Cell>
      <Cell class="num last muted">
        <When date={date_add} />
      </Cell>
    </Row>
  );
}
