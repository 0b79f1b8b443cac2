/**
 * What full records hold: each line a kind and the fields of it, in the order of the shops' synopses.
 * `name>=1.7` is there from that version on, `name<9` before it.
 */

const PRODUCTS = `
id id
link id_manufacturer id_supplier id_category_default
boolean new
link cache_default_attribute id_default_image id_default_combination id_tax_rules_group
integer position_in_category
text manufacturer_name
integer quantity
choice type
link id_shop_default
code reference supplier_reference
text location
decimal width height depth weight
boolean quantity_discount
code ean13 isbn>=1.7 upc mpn>=1.7
boolean cache_is_pack cache_has_attachments is_virtual state>=1.7
integer additional_delivery_times>=1.7
languages delivery_in_stock>=1.7 delivery_out_stock>=1.7
choice product_type>=1.7
boolean on_sale online_only
decimal ecotax
integer minimal_quantity low_stock_threshold>=1.7
boolean low_stock_alert>=1.7
decimal price wholesale_price
text unity
decimal unit_price>=8 unit_price_ratio additional_shipping_cost
integer customizable text_fields uploadable_files
boolean active
choice redirect_type
link id_product_redirected<1.7 id_type_redirected>=1.7
boolean available_for_order
date available_date
boolean show_condition>=1.7
choice condition
boolean show_price indexed
choice visibility
boolean advanced_stock_management
date date_add date_upd
integer pack_stock_type
languages meta_description meta_keywords<9 meta_title link_rewrite name
html description description_short
languages available_now available_later

associations categories category
id id
associations images image
id id
associations combinations combination
id id
associations product_option_values product_option_value
id id
associations product_features product_feature
id id
link id_feature_value
associations tags tag
id id
associations stock_availables stock_available
id id
link id_product_attribute
associations attachments>=1.7 attachment
id id
associations accessories product
id id
associations product_bundle product
id id
link id_product_attribute>=1.7
integer quantity
`;

const ORDERS = `
id id
link id_address_delivery id_address_invoice id_cart id_currency id_lang id_customer id_carrier current_state
code module
integer invoice_number
date invoice_date
integer delivery_number
date delivery_date
boolean valid
date date_add date_upd
text shipping_number note>=1.7
link id_shop_group id_shop
secret secure_key
text payment
boolean recyclable gift
text gift_message
boolean mobile_theme
decimal total_discounts total_discounts_tax_incl total_discounts_tax_excl
decimal total_paid total_paid_tax_incl total_paid_tax_excl total_paid_real
decimal total_products total_products_wt
decimal total_shipping total_shipping_tax_incl total_shipping_tax_excl carrier_tax_rate
decimal total_wrapping total_wrapping_tax_incl total_wrapping_tax_excl
integer round_mode round_type
decimal conversion_rate
code reference

associations order_rows order_row
id id
link product_id product_attribute_id
integer product_quantity
text product_name
code product_reference product_ean13 product_isbn>=1.7 product_upc
decimal product_price
link id_customization>=1.7
decimal unit_price_tax_incl unit_price_tax_excl
`;

const CUSTOMERS = `
id id
link id_default_group id_lang
date newsletter_date_add
code ip_registration_newsletter
date last_passwd_gen
secret secure_key
boolean deleted
secret passwd
text lastname firstname
code email
link id_gender
date birthday
boolean newsletter optin
code website
text company
code siret ape
decimal outstanding_allow_amount
boolean show_public_prices
link id_risk
integer max_payment_days
boolean active
text note
boolean is_guest
link id_shop id_shop_group
date date_add date_upd
secret reset_password_token>=1.7
secret_date reset_password_validity>=1.7

associations groups group
id id
`;

/** The resources that lists are drawn of, with the name of their element. */
export const RESOURCES = { products: "product", orders: "order", customers: "customer" };

const LINES = { products: PRODUCTS, orders: ORDERS, customers: CUSTOMERS };

/** Versions as numbers that compare. */
export const VERSIONS = { "1.6.1.24": 1.6, "1.7.8.11": 1.7, "8.2.1": 8.2, "9.0.2": 9 };

/**
 * `{ resource, item, fields, associations }` of a version: `fields` is a map from names to kinds,
 * and each of `associations`, by name, is `{ item, fields }`.
 */
export function shapeOf(resource, version) {
  const shape = {
    resource,
    item: RESOURCES[resource],
    fields: new Map(),
    associations: new Map(),
  };
  let { fields } = shape;
  for (const line of LINES[resource].split("\n").filter(Boolean)) {
    const [kind, ...names] = line.split(" ");
    if (kind === "associations") {
      const [named, item] = names;
      const [name] = present([named], version);
      fields = new Map();
      if (name !== undefined) shape.associations.set(name, { item, fields });
    } else {
      for (const name of present(names, version)) fields.set(name, kind);
    }
  }
  return shape;
}

function present(names, version) {
  return names.flatMap((written) => {
    const [, name, bound, than] = /^(\w+)(?:(>=|<)([\d.]+))?$/.exec(written);
    const isThere =
      bound === undefined || bound === ">=" ? version >= Number(than ?? 0) : version < Number(than);
    return isThere ? [name] : [];
  });
}
