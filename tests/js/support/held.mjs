// A customer whom none of the inputs is about, and how a run about others looks.
import { actions } from "@aismarttalk/prestashop";
import { INPUTS } from "./action-inputs.mjs";
import { client, demoShop } from "./demo-shop.mjs";

const facts = client(demoShop());
const orders = await facts.orders.list();
const customers = await facts.customers.list();
const asked = JSON.stringify(INPUTS);
const isAsked = ({ id, email }) =>
  asked.includes(email) ||
  Object.values(INPUTS)
    .flat()
    .some((input) => input.id === id);
const ordersOf = (one) => orders.filter(({ id_customer }) => id_customer === one.id);

/** Somebody with orders, whom none of the inputs is about. */
export const HOLDER = customers.find(
  (one) =>
    !isAsked(one) &&
    customers.filter(({ email }) => email === one.email).length === 1 &&
    ordersOf(one).length > 0 &&
    ordersOf(one).every((order) => !asked.includes(order.reference) && !isAsked(order)),
);
export const OWN_ORDERS = ordersOf(HOLDER);
/** An order of somebody else, with ids that nothing else has in an answer. */
export const OTHER_ORDER = orders.find(
  ({ id, id_customer }) => id >= 100 && id_customer >= 20 && id_customer !== HOLDER.id,
);
/** The two ways to name the customer. */
export const HOLDS = [{ id: HOLDER.id }, { email: HOLDER.email.toUpperCase() }];

/** What only records of others hold. */
export const NEEDLES = [
  ...customers.filter(({ id }) => id !== HOLDER.id).map(({ email }) => email),
  ...orders.filter(({ id_customer }) => id_customer !== HOLDER.id).map((one) => one.reference),
].map((needle) => needle.toLowerCase());

const NAMES = {
  id: 99_999,
  reference: "QQQQQQQQQ",
  email: "nobody.at.all@example.com",
  customer: "nobody.at.all@example.com",
  order: 99_999,
};
const namesOf = (input) => Object.keys(NAMES).filter((name) => (input[name] ?? null) !== null);

/** What leads to a record of somebody else, by the name of a parameter, for an order or a customer. */
const other = customers.find(({ id }) => id === OTHER_ORDER.id_customer);
const OTHERS = (isOrder) => ({
  id: isOrder ? OTHER_ORDER.id : other.id,
  reference: OTHER_ORDER.reference,
  email: other.email,
  customer: other.email,
  order: OTHER_ORDER.id,
});

/** The example of an action with one parameter that leads to somebody else, for each there is. */
function inputsOf({ name, example, inputSchema }) {
  const { properties = {} } = inputSchema;
  const others = Object.entries(OTHERS(/order|parcel|tracking/.test(name)));
  return others
    .filter(([parameter]) => properties[parameter] !== undefined)
    .map(([parameter, value]) => {
      const rest = Object.entries(example).filter(([key]) => NAMES[key] === undefined);
      return { ...Object.fromEntries(rest), [parameter]: value };
    });
}

/** `[name, action, input, hold]` of every action and input that is about an order or a customer. */
export const ABOUT_OTHERS = actions
  .filter(({ name }) => /order|customer|parcel|tracking/.test(name))
  .flatMap((action) =>
    [...(INPUTS[action.name] ?? []), ...inputsOf(action)]
      .filter((input) => namesOf(input).length > 0)
      .flatMap((input) =>
        HOLDS.map((hold) => [
          `${action.name} ${JSON.stringify([input, hold])}`,
          action,
          input,
          hold,
        ]),
      ),
  );

/** The same input about what nobody has. */
export function ofNobody(input) {
  // A customer may be named by digits, too.
  const nobody = (name) => {
    if (/^\d+$/.test(input[name])) return 99_999;
    if (name === "order") return NAMES.reference;
    if (String(input[name]).startsWith("#")) return `#${NAMES[name]}`;
    return String(input[name]).startsWith("@") ? "@nowhere.example" : NAMES[name];
  };
  return { ...input, ...Object.fromEntries(namesOf(input).map((name) => [name, nobody(name)])) };
}

/** A text without the values that an input names records by; ids of languages are no such value. */
export function blanked(text, input) {
  const given = namesOf(input).map((name) => String(input[name]).trim());
  // Shops are asked for a pasted reference without its mark, too.
  const values = given.flatMap((value) => [value, value.replace(/^#/, "")]);
  const pattern = (value) => value.replaceAll(/[.+]/g, "\\$&");
  return values
    .reduce(
      (rest, value) =>
        rest.replaceAll(new RegExp(`(?<![\\w.])${pattern(value)}(?!\\w)`, "gi"), "…"),
      text.replaceAll(/language=\[[\d|]*\]/g, "language=[…]"),
    )
    .toLowerCase();
}
