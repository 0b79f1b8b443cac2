/** What became of a write, what it does along, and what it cannot take back. */
export const WRITES = {
  "write.saved_lost": "The change is saved, although the shop's answer to it was lost.",
  "write.status_lost":
    "The status is changed, although the shop's answer was lost: whether an e-mail that belongs to it went out is not known.",
  "write.overwritten":
    "Nothing of the change is there, but the record was saved meanwhile: the change may have been saved, and overwritten since.",
  "write.look_first": "Look at the record before writing it again.",
  "write.old_values":
    "The shop was asked again, and nothing of the change is there: nothing was saved.",
  "write.missing": "Look at the record, and write again what is missing.",
  "write.somebody": "Somebody else changed the same record at the same time: {record}.",
  "write.no_row":
    "Order {order} has the new status, but its history has no row of it, so this change is saved in part, or another one that is under way: invoice, payment, stock and e-mail may be missing.",
  "write.similar": "There is a new record like it, but not the same: {fields}.",
  "write.part": "Only a part of the change is saved. As before: {fields}.",
  "write.unknown": "Whether the change is saved is not known.",
  "write.unknown_read":
    "Whether the change is saved is not known. {rest} Reading it again failed too: {more:rest}",
  "write.unknown_part":
    "Whether the change is saved is not known. {rest} Only a part of the change is saved. As before: {fields}.",
  "write.unknown_so": "Whether the change is saved is not known. {rest}",
  "write.read_failed": "Reading it again failed too: {rest}",
  "write.still_working": "The shop may still be working on it.",
  "write.not_twice":
    "Look again in a while, and do not send it again before: it could be saved twice.",
  "write.earlier": "Nothing was sent: an earlier write to {record} may still be saved.",
  "write.look_earlier": "Look again in a while what became of the earlier one, then write.",
  "write.held_back":
    "An earlier write to this record may still be saved: it is not written again before that is known.",
  "write.stopped": "The write was stopped before it was sent: {words}.",
  "write.before_write": "beforeWrite stopped it.",
  "write.lost": "The answer to the write was lost.",
  "write.slow": "The shop was slow.",
  "write.maybe_overwritten":
    "Whoever wrote this record between the last look at it and this write may have been overwritten without being told.",
  "write.reading_failed":
    "The shop confirmed the write, but reading it again failed, so what it made of the values is not known: {rest}",
  "write.kept": "The shop saved the record, but kept its own value of {fields}.",
  "write.beside": "Also changed meanwhile, by the shop or by somebody else: {fields}.",
  "write.was_there":
    "This value was there before and is not among the changes: correct it as well, for the shop checks it with them.",
  "write.mail_failed":
    "Probably the e-mail to the customer could not be sent: it is not told as sent.",
  "write.saved_anyway_mail":
    "The change is saved, although the shop's answer was lost or an error: {rest} Probably the e-mail to the customer could not be sent: it is not told as sent.",
  "write.saved_anyway":
    "The change is saved, although the shop's answer was lost or an error: {rest}",
  "write.old_there":
    "The shop answered that it has saved {record}, but the old values are there: nothing was saved, or somebody has put them back.",
  "write.not_saved":
    "The shop answered as if it had saved {record}, but nothing was saved: the record is as it was before, its date included.",
  "write.redirect":
    "Something between here and the shop turns writes into reads, such as a redirect that is followed with GET, or a cache.",
  "write.mixed":
    "Somebody else changed {record} at the same time, and it now holds a mix of both ({fields}).",
  "write.compare": "Compare expected with found, and write again what is missing.",
  "write.created": "The record is created, but reading it again failed: {rest}",
  "write.not_created":
    "The shop answered as if it had created one of {resource}, but there is none.",
  "write.not_deleted": "The shop says that {record} is deleted, but it is still there.",
  "write.delete_shop": "In a multistore, give the shopId of the shop to delete it from.",
  "write.confirmed": "The shop confirmed it, but reading again failed: {rest}",
  "write.confirmed_status":
    "The shop confirmed the change, but reading the order again failed: {rest}",
  "write.language_missing":
    "The record {resource} {id} came without {name} in language {language}, which the shop lists.",
  "write.would_blank": "A write would blank that text, so nothing was sent.",
  "write.again_later": "Try again when nobody is changing the shop's languages.",
  "write.languages":
    "The languages must be readable: a write that does not know the inactive ones would blank their texts.",
  "write.category_shops": "A PUT of a category would put it into every shop of a multistore.",
  "write.tick_patch_category":
    "Tick Patch (PATCH) in the line categories of the key, under Advanced Parameters > Webservice; where there is one shop only, View (GET) in the line shops will do.",
  "write.tick_shops":
    "Where there is one shop only, tick View (GET) in the line shops of the key, under Advanced Parameters > Webservice, so that it is seen; otherwise change the category in the back office.",
  "write.two_accounts": "This version of PrestaShop would let two accounts have it.",
  "write.root": "Change the root in the back office.",
  "write.patch_only":
    "This version of PrestaShop can change {resource} with PATCH only: every other way of saving loses values that it cannot take back.",
  "write.tick":
    "Tick {right} in the line {resource} of the key, under Advanced Parameters > Webservice.",
  "write.repeats_status":
    "Before PrestaShop 8 a change of {resource} would repeat their status: another row of the history, stock counted again, an e-mail to the customer.",
  "write.status_only":
    "The status can be changed, by an order history; nothing else of an order can.",
  "write.moved_on":
    "The status was changed, and the order has moved on since: it is in state {state} now, by a module or by somebody else.",
  "write.status_mixed": "orders {order}: its status was changed by somebody else at the same time.",
  "write.look_history":
    "Look at the order's history before anything else: invoices and stock may have been booked twice.",
  "write.already":
    "The order already has this status: nothing was written, and no e-mail was sent.",
  "write.stopped_between":
    "The order has the new status, but its history has no row of it: the shop stopped in between.",
  "write.may_be_missing":
    "Invoice, payment, stock and the e-mail may be missing; look at the order in the back office.",
  "write.no_state_mail": "This state has no e-mail: none is sent.",
  "write.status_not_changed":
    "The shop answered as if it had changed the status of order {order}, but nothing was changed: status and history are as before.",
  "write.not_shown": "The record is no longer what was shown: {record}.",
  "write.preview_again": "Preview the change again and confirm that.",
  "write.rights_unseen": "The key's rights could not be looked at.",
  "write.so_already": "The record already is so: there is nothing to write.",
  "write.no_mail": "No e-mail was sent: shops send it with a change.",
  "write.by_earlier": "An earlier call did it, whose answer was lost: nothing was sent this time.",
  "write.image_anyway": "The product has a new image, although the request failed: {rest}",
  "write.image_unknown": "It is not known whether the image was added: {rest}",
  "write.look_images":
    "Look at the images of the product in a while, and do not send it again before.",
  "write.wasm_stopped":
    "The write was sent, and the WebAssembly stopped before its outcome was known.",
  "write.look_again": "Call lookAgain on this error.",
  "write.not_before": "Do not repeat the write before the outcome is known.",
  "effect.email": "The shop e-mails the customer.",
  "effect.history": "The history of the order gets a row, which stays.",
  "effect.invoice": "The shop makes an invoice, unless the order has one.",
  "effect.delivery": "The shop makes a delivery slip, unless the order has one.",
  "effect.payment": "The shop books what is left to pay as paid.",
  "effect.stock":
    "The shop moves stock, where this status counts the products otherwise than the old one.",
  "effect.transit":
    "The shop e-mails the customer that the parcel is in transit, with its tracking number.",
  "effect.cleaned":
    "The shop cleans {place} as well: it holds HTML that shops take out when they save.",
  "effect.left_out": "Control characters are left out of {place}: no document can hold them.",
  "effect.group_stock": "The shops of the group have this stock in common.",
  "effect.shops": "Where several shops share this PrestaShop, {fields} changes in all of them.",
  "effect.address": "The address is {email}.",
  "effect.no_link":
    "But the carrier of the order has no address to follow parcels at: then newer versions of PrestaShop send nothing.",
  "effect.slug": "The shop makes link_rewrite anew, out of the name.",
  "effect.tree":
    "The shop counts the tree of the categories anew: depth and positions, those of others included.",
  "effect.position":
    "PrestaShop before 8 moves a category to another position whenever it is saved.",
  "lasting.first_name": "Documents and e-mails made meanwhile carry the new first name.",
  "lasting.last_name": "Documents and e-mails made meanwhile carry the new last name.",
  "lasting.email":
    "The customer signs in with the new address meanwhile; e-mails sent to it stay there.",
  "lasting.links": "Links to the product's new address may have been shared or indexed meanwhile.",
  "lasting.number": "E-mails that were sent meanwhile carry the number.",
} as const;
