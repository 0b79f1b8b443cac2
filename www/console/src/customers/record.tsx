import type { CustomerSummary } from "@aismarttalk/prestashop";
import { useEffect } from "preact/hooks";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { CopyButton } from "../parts/copy.js";
import { Blank } from "../parts/note.js";
import { Tag } from "../parts/pill.js";
import { Problem } from "../parts/problem.js";
import { Card, Pairs, RecordHead } from "../parts/record.js";
import { ReadAgo, When } from "../parts/when.js";
import { useAction } from "../state/answers.js";
import { useShortcuts } from "../state/keys.js";
import { remember } from "../state/recent.js";
import { hrefTo } from "../state/route.js";
import { shopRef } from "../state/session.js";
import { CustomerActs } from "./acts.js";
import { CustomerEdit } from "./edit.js";
import { fullName } from "./naming.js";
import { OrdersCard, useOrdersOf } from "./orders.js";
import { ParcelCard } from "./parcel.js";
import { CustomerTags } from "./tags.js";

/** A customer by the id in the address. */
export function CustomerRecord({ id }: { id: string }) {
  const number = /^[1-9]\d*$/.test(id) ? Number(id) : null;
  const { value, error, readAt, again } = useAction(
    "get_customer",
    number === null ? null : { id: number },
  );
  const w = words.value;
  const customer = value?.customers[0];
  if (customer !== undefined) return <Person customer={customer} readAt={readAt} again={again} />;
  return (
    <>
      <RecordHead crumb={<Crumb />} title={<h1>{w.customers.oneTitle}</h1>} />
      {number === null && <Blank icon="user" title={w.customers.noSuchLink} />}
      {error !== null && (
        <Problem error={error} acts={<Button onClick={again}>{w.shell.tryAgain}</Button>} />
      )}
      {number !== null && error === null && <p class="faint">{w.shell.loading}</p>}
    </>
  );
}

interface Read {
  customer: CustomerSummary;
  readAt: number | null;
  again(): void;
}

function Person({ customer, readAt, again }: Read) {
  const w = words.value;
  const name = fullName(customer, w);
  const orders = useOrdersOf(customer);
  useEffect(() => {
    if (shopRef.value === null) return;
    remember(shopRef.value, { page: "customers", id: String(customer.id), name, more: null });
  }, [customer.id, name]);
  const readAll = () => {
    again();
    orders.again();
  };
  useShortcuts([{ keys: ["r"], does: (w) => w.parts.readAgain, run: readAll }], [again, orders]);
  return (
    <>
      <RecordHead
        crumb={<Crumb name={name} />}
        title={
          <>
            <h1 translate={false}>{name}</h1>
            <CustomerTags of={customer} />
            <ReadAgo at={readAt} />
          </>
        }
        actions={<CustomerActs customer={customer} name={name} />}
        facts={<Facts customer={customer} />}
      />
      <CustomerEdit customer={customer} name={name} onSaved={again} />
      <div class="cols">
        <div class="stack">
          <ParcelCard orders={orders} />
          <OrdersCard customer={customer} orders={orders} />
        </div>
        <div class="stack">
          <Contact customer={customer} />
          <Namesakes customer={customer} />
        </div>
      </div>
    </>
  );
}

function Crumb({ name }: { name?: string }) {
  return (
    <>
      <a href={hrefTo("customers")}>{words.value.customers.title}</a>
      {name && (
        <>
          {" / "}
          <bdi translate={false}>{name}</bdi>
        </>
      )}
    </>
  );
}

function Facts({ customer: { date_add, newsletter, id } }: { customer: CustomerSummary }) {
  const w = words.value.customers;
  return (
    <>
      <span>
        {w.registeredOn} <When date={date_add} />
      </span>
      <span>{newsletter ? w.withNewsletter : w.withoutNewsletter}</span>
      <span>{w.number(id)}</span>
    </>
  );
}

/** Nothing in an address adds copies or a text to the mail. */
const mailTo = (email: string) => `mailto:${email.split("@").map(encodeURIComponent).join("@")}`;

function Contact({ customer: { email, note } }: { customer: CustomerSummary }) {
  const w = words.value.customers;
  const mail = (
    <span class="row">
      <a href={mailTo(email)} translate={false}>
        <bdi>{email}</bdi>
      </a>
      <CopyButton text={email} label={w.copyEmail} short />
    </span>
  );
  return (
    <Card title={w.contact}>
      <Pairs
        pairs={[
          [w.email, email === "" ? "–" : mail],
          [w.note, (note ?? "") === "" ? <span class="faint">{w.noNote}</span> : <p>{note}</p>],
        ]}
      />
    </Card>
  );
}

/** Guests share the address of an account, and of each other. */
function Namesakes({ customer }: { customer: CustomerSummary }) {
  const { email, id } = customer;
  const { value } = useAction("get_customer", email === "" ? null : { email });
  const others = value?.customers.filter((one) => one.id !== id) ?? [];
  const w = words.value;
  if (others.length === 0) return null;
  return (
    <Card title={w.customers.sameEmail} aside={<span class="faint">{others.length}</span>}>
      <ul class="plain-list">
        {others.map((one) => (
          <li key={one.id} class="row-wrap">
            <a href={hrefTo("customers", one.id)} translate={false}>
              {fullName(one, w)}
            </a>
            {one.is_guest ? <CustomerTags of={one} /> : <Tag>{w.customers.account}</Tag>}
            <span class="small faint end">
              <When date={one.date_add} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
