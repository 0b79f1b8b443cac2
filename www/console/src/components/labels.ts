/** Names whose words alone say too little. */
const LABELS: Readonly<Record<string, string>> = {
  date_add: "Added",
  date_upd: "Changed",
  description_short: "Short description",
  email: "E-mail",
  firstname: "First name",
  id: "ID",
  id_carrier: "Carrier",
  id_currency: "Currency",
  id_order_state: "Status",
  is_guest: "Guest",
  is_rtl: "Right to left",
  iso_code: "Code",
  lastname: "Last name",
  link_rewrite: "Friendly URL",
  product_attribute_id: "Combination",
  send_email: "Sends e-mail",
  shipping_number: "Tracking",
  total_discounts_tax_incl: "Discounts",
  total_paid_real: "Paid so far",
  total_paid_tax_excl: "Total without tax",
  total_paid_tax_incl: "Total",
  total_products: "Products without tax",
  total_products_wt: "Products",
  total_shipping_tax_incl: "Shipping",
  unit_price_tax_excl: "Unit without tax",
  unit_price_tax_incl: "Unit price",
  total_price_tax_excl: "Without tax",
  total_price_tax_incl: "Sum",
};

/** A name of the Webservice in words: `id_carrier` is "Carrier ID". */
export function labelOf(name: string): string {
  const known = LABELS[name];
  if (known !== undefined) return known;
  const [, of] = /^id_(.+)$/.exec(name) ?? [];
  const words = (of ?? name).replaceAll("_", " ");
  const sentence = words.charAt(0).toUpperCase() + words.slice(1);
  return of === undefined ? sentence.replace(/ id$/, " ID") : `${sentence} ID`;
}

/** What an input asks for, where that is not what a value of the same name tells. */
const QUESTIONS: Readonly<Record<string, string>> = {
  new_email: "New e-mail",
  send_email: "Send the customer the e-mail of this status",
  state: "New status",
};

/** The label of an input. */
export function questionOf(name: string): string {
  return QUESTIONS[name] ?? labelOf(name);
}
