/** What actions say of their answers: warnings, notes and the check of a key. */
export const ACTIONS = {
  "access.ready": "The key has every right it needs.",
  "access.not_ready": "The key is not ready.",
  "access.lacks": "It lacks: {rights:lack+}.",
  "access.patch": "PrestaShop 9 needs PATCH to change {resource}: a PUT damages them.",
  "access.too_much":
    "It can do too much: on {count} resource(s) it has rights that nothing here uses.",
  "access.untick":
    "Untick {rights:right+} in the line {resource} of the key: nothing here uses it, and a lost key does less harm without.",
  "access.needed": "It is needed for {purpose}.",
  "access.needed_account":
    "It is needed for {purpose}, because from PrestaShop 9 on any other way of saving a customer damages the account.",
  "access.adds": "It adds {purpose}.",
  "access.optional": "The documented key does without.",
  "warning.lacks": "Without the right {method:box} on {resource}, {without}.",
  "warning.add":
    "To add it, edit the key under Advanced Parameters > Webservice and tick {method:box} in the line {resource}.",
  "warning.combinations": "Only the first 100 combinations are answered.",
  "warning.currency":
    "Of the shop's currencies none alone has the rate 1, so it is not known which is its default.",
  "warning.price":
    "The shop computes no price for product {id}: mostly none of its combinations is its default.",
  "warning.uncompared":
    "Not all rows were compared yet, so it is not known whether more match: give the cursor to go on.",
  "warning.audit":
    "{count} texts are too long or hold signs that shops cannot search for: whether other products have the same is not known.",
  "stock.none": "This shop keeps no stock of the product.",
  "parcel.status_kept": "The status of the order was not changed.",
  "parcel.moved_on":
    "The parcel {parcel} or the status of order {order} is no longer what was shown.",
  "parcel.half": "The tracking number is saved, but {outcome}: {rest}",
  "parcel.number_stays": "The number stays: what is left is the status, by update_order_status.",
  "parcel.one_mail":
    "The customer gets one e-mail: that with the number, and not that of the status.",
  "parcel.no_mail": "No e-mail is sent: the parcel has this number already.",
} as const;
