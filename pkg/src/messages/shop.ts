/** What a shop, its host or something in front of it answered, and what to do about it. */
export const SHOP = {
  "shop.error_status": "The shop answered with an error and status {status}.",
  "shop.error_with": "The shop answered with an error, with status {status}.",
  "shop.php_fault": "The shop's PHP reported a fault instead of answering.",
  "shop.php_fatal": "The shop's PHP stopped with a fatal error.",
  "shop.no_such_record": "The shop has no such record.",
  "shop.no_such_state": "The shop has no such order state, or no such order.",
  "shop.host_answered": "The shop's host answered instead of the Webservice, with status {status}.",
  "shop.not_modified": 'The shop answered "not modified", without a body.',
  "shop.redirects": "The address does not answer itself but redirects.",
  "shop.redirects_to": "The address does not answer itself but redirects to {address}.",
  "shop.refused": "The host refused the request, with status {status}.",
  "shop.page": "The answer is a web page or text, not the Webservice.",
  "shop.blocked": "The request was blocked by {who}, with status {status}.",
  "shop.password": "The shop's host asks for a password of its own.",
  "shop.password_of": 'The shop\'s host asks for a password of its own ("{realm}").',
  "shop.unreachable": "The shop cannot be reached: {words}.",
  "shop.timeout": "The shop gave no whole answer within {ms} ms.",
  "shop.aborted": "The request was stopped by its caller.",
  "shop.iteration_stopped": "The iteration was stopped by its caller.",
  "shop.elsewhere": "This address leads to another shop: {address} is answered by {there:address}.",
  "answer.empty": "The answer is empty.",
  "answer.empty_status": "The answer is empty, with status {status}.",
  "answer.compressed": "The answer is compressed.",
  "answer.json": "The answer is JSON, not XML.",
  "answer.other_json": "The answer is JSON, but not that of the Webservice.",
  "answer.cut": "The answer is no whole Webservice document.",
  "answer.root":
    "The answer is a whole XML document, but its root is <{element}>, not <prestashop>.",
  "answer.unreadable": "The answer cannot be read: {reason:xml}.",
  "answer.unreadable_in": "The answer cannot be read in {resource}: {reason:xml}.",
  "answer.unreadable_record": "The answer cannot be read in {resource} {id}: {reason:xml}.",
  "answer.holds": "The answer holds {holds}.",
  "answer.lacks": "The answer holds no {lacked}.",
  "answer.large": "The answer has {bytes} bytes, more than are read.",
  "answer.over": "The answer has more than {bytes} bytes.",
  "answer.shops": "The answer names more than {most} shops by {name}.",
  "answer.listed": "The shop lists more than {most} {name}.",
  "answer.unsorted":
    "The shop does not sort by id, so that pages would repeat records or leave some out.",
  "answer.few": "Of {most} rows too few match to fill the list.",
  "answer.record_fails": "The record {resource} {id} makes the shop fail.",
  "answer.record_fails_so": "The record {resource} {id} makes the shop fail. {rest}",
  "record.unreadable": "The record cannot be read again: {reason:xml}.",
  "found.no_id": "The shop has no {item} with the id {id}.",
  "found.no_order": 'The shop has no order with the reference "{given}".',
  "found.no_product": 'The shop has no product with the reference "{given}".',
  "found.no_customer": "The shop has no customer with the e-mail address {email}.",
  "found.no_record": "Shop {shop} has no record {id} of {resource}.",
  "found.no_record_here": "The shop of this address has no record {id} of {resource}.",
  "found.shop_no_order": "Shop {shop} has no order {id}.",
  "found.no_order_id": "The shop has no order {id}.",
  "found.state_deleted": "The order state {id} was deleted.",
  "found.no_state": "The shop has no order state {id}.",
  "right.none": "The key has no right to {method:box} on {resource}.",
  "right.not_change": "The key may not change {resource}.",
  "right.not_read": "The key may not read the resource.",
  "held.may_not": "A call that is held to a customer may not {deed} {name}.",
  "held.may_not_run": "A call that is held to a customer may not run {action}.",
  "held.reads": "It may read the customer's own records, and what the shop shows to everybody.",
  "held.list_it": "To allow it, the caller lists it under `writes`.",
  "held.one":
    "This call is held to one customer: it reads that customer's records, and what the shop shows to everybody.",
  "do.key":
    "Check the key in the shop's back office under Advanced Parameters > Webservice: it must exist, be 32 characters long and be switched on.",
  "do.rights":
    "In the back office under Advanced Parameters > Webservice, edit the key and tick the missing box in the line of this resource.",
  "do.correct_value": "Correct the value and send the request again; nothing was saved.",
  "do.correct_request":
    "Correct the request: fields and their names differ between versions of PrestaShop; the shop's message lists those it has.",
  "do.php_fault": "The shop's PHP reported a fault.",
  "do.php_log_or_warnings":
    "Ask its host to look into the PHP error log, or to switch off the display of warnings.",
  "do.busy": "The host is overloaded or in maintenance.",
  "do.moment": "Try again in a moment.",
  "do.enable":
    'In the back office under Advanced Parameters > Webservice, set "Enable PrestaShop\'s webservice" to Yes.',
  "do.no_method":
    "This version of PrestaShop does not know the method; PATCH exists from version 8 on.",
  "do.plural": "Resources are named in lower-case plural, such as products.",
  "do.give_value": "Give the field a value; nothing was saved.",
  "do.not_finished": "The shop could not finish saving.",
  "do.may_be_saved": "It may have saved nonetheless: read the record before trying again.",
  "do.listed_languages": "Name languages by the ids that the resource languages lists.",
  "do.gone": "The record does not exist, or no longer.",
  "do.not_deleted": "The shop could not delete the record.",
  "do.read_first": "Read it before trying again.",
  "do.not_offered":
    "The Webservice does not offer this method for this resource, whatever the key.",
  "do.module_class": "The key belongs to a module class that the shop cannot load.",
  "do.new_key": "Make a new key.",
  "do.request_xml":
    "The shop could not read the request's XML: look for control characters in the record's texts.",
  "do.length_zero": "If it says length 0, the connection was cut.",
  "do.not_in_shop": "The record is not in this shop of the multistore.",
  "do.shop_that_has": "Give the id of a shop that has it.",
  "do.key_not_of_shop": "The key is not associated with this shop.",
  "do.tick_shop":
    "Edit the key under Advanced Parameters > Webservice and tick the shop, or give the id of a shop it has.",
  "do.email_taken": "Another customer of this shop has this e-mail address.",
  "do.no_such_shop": "No shop, or no shop group, has this id in the multistore.",
  "do.no_key_seen": "The shop saw no key.",
  "do.header_dropped":
    'Check it; if it is right, the host drops the Authorization header: set auth to "query", or switch on "CGI mode" for PHP under Advanced Parameters > Webservice.',
  "do.large_request": "The request is larger than the host accepts.",
  "do.long_address": "The address is longer than the host accepts; ask for fewer values at once.",
  "do.limits": "The host limits how often it is asked.",
  "do.wait": "Wait, then try again.",
  "do.processes": "The hosting account has reached its limit of processes or memory.",
  "do.fewer_at_once":
    "Try again in a moment, with fewer requests at once, or ask the host for a higher limit.",
  "do.bandwidth": "The hosting account has used up its bandwidth.",
  "do.later": "Try again later, or ask the host for more.",
  "do.allow_methods":
    "The web server, or a firewall such as ModSecurity, does not let this method through: ask the host to allow PUT, PATCH and DELETE for /api.",
  "do.disk": "The disk of the host is full: ask the host for space.",
  "do.cloudflare_tls":
    "Cloudflare cannot make a secure connection with the shop's server: renew its certificate, or choose another mode under SSL/TLS in Cloudflare's dashboard.",
  "do.cloudflare_dns":
    "Cloudflare does not find the shop's server: check its DNS records or its tunnel in Cloudflare's dashboard.",
  "do.failed_silently": "The shop failed without saying why.",
  "do.its_log": "Its PHP error log does.",
  "do.host_failed":
    "The host, or a proxy in front of it, failed, and not the shop's PHP: ask the host.",
  "do.check_address":
    "Check the shop's address: it must lead to the folder that holds /api, on the domain set in the shop, and the host must hand /api on to PrestaShop (friendly URLs on, no firewall page).",
  "do.changed_between":
    "Something between here and the shop changes requests or answers; compare with the address opened in a browser.",
  "do.fewer_or_higher": "Ask for fewer records or fields, or set a higher {option}.",
  "do.fewer": "Ask for fewer records or fields.",
  "do.fewer_or_shop": "Ask for fewer records, or give the shopId.",
  "do.without_sha": "Send the request without Local-Content-Sha1, or use the answer you have.",
  "do.use_address": "Use {address} as the shop's address.",
  "do.own_domain":
    "Use the shop's own domain, exactly as it stands in Shop Parameters > Traffic & SEO; in a multistore, check that the shop exists and is active.",
  "do.json_format": "The shop answered in its JSON format, which leaves out fields.",
  "do.ask_xml":
    "Ask for XML: no output_format or io_format in the address, no Output-Format or Io-Format header.",
  "do.cut_or_removed":
    "The answer was cut, or something between here and the shop removed it: try again.",
  "do.decompressed": "Hand over the body as the HTTP client decompressed it.",
  "do.php_log": "Ask the shop's host to look into the PHP error log.",
  "do.state_ids": "Take the state's id from order_states and the order's from orders.",
  "do.state_id": "Take an id from order_states.",
  "do.was_cut": "The answer was cut: try again.",
  "do.another_program":
    "Another program than PrestaShop answers here, such as thirty bees, or another path of the shop.",
  "do.no_use": "Trying again changes nothing.",
  "do.encoding":
    "A text is stored or sent in another encoding, such as Latin-1: save it again in the back office, or look for the module or import that wrote it.",
  "do.utf8":
    "The Webservice answers in UTF-8: look for the module or the host's setting that changes it.",
  "do.one_breaks":
    'If it is one record that breaks it, look for control characters or "]]>" in its texts; otherwise the answer was cut: try again.',
  "do.allow": "In {who}, allow your server's IP address or the path /api.",
  "do.which_rule":
    "Ask the shop's host which rule of its firewall it is: one on IP addresses, on methods or on the User-Agent, which holds aismarttalk-prestashop outside of browsers.",
  "do.may_be_right": "The shop's address may be right.",
  "do.is_right": "The shop's address is right: this client was answered there before.",
  "do.or_no_record":
    "If one record was asked for, it may also not exist, and the host put its own page in the place of the shop's empty answer.",
  "do.lock":
    "It is a lock of the whole site, as staging sites have it, and not about the key: take it off for /api, or let your server's IP address through.",
  "do.cloudflare_events": "Security > Events shows the rule.",
  "do.bot_fight": "Bot Fight Mode ignores skip rules: switch it off, or use an IP Access rule.",
  "do.bypass": "It takes a Bypass policy.",
  "do.white_list": "Use its white list; on shared hosting, the host does.",
  "do.modsecurity": "Its log names the rule: ask the host to switch that rule off for /api.",
  "do.sucuri": "See Firewall > Access Control.",
  "do.datadome": "It takes a custom rule.",
  "do.siteground": "Only its support can do so.",
  "do.litespeed": "Look for rules in the .htaccess file, and for its reCAPTCHA.",
  "do.nginx":
    "Look for `deny`, `limit_except` and rules on the User-Agent: GET, POST, PUT, PATCH and DELETE must pass.",
  "do.apache":
    "Look for `Require`, `LimitExcept`, rules on the User-Agent, and ModSecurity: GET, POST, PUT, PATCH and DELETE must pass.",
  "do.iis": "Remove its WebDAV module, and allow PUT, PATCH and DELETE in Request Filtering.",
  "do.check_connection": "Check the address and the connection.",
  "do.cors":
    "In a browser, shops of 1.6 to 8 never allow requests from other sites: go through a server or an edge worker.",
  "do.signal_fired": "Its AbortSignal fired: call again when the answer is wanted.",
  "do.signal_fired_records": "Its AbortSignal fired: call again when the records are wanted.",
  "do.switched_off":
    "The shop of this address is switched off or deleted, and the default shop answers in its place: use the address of the shop that is meant.",
  "do.proxy_shop": "Where a proxy changes the path, give the shopId.",
  "do.broken_root":
    "If other requests work, it is only the list of the key's rights, GET /api/, that fails: mostly a module that adds a resource to the Webservice without a description breaks it.",
  "do.something_else": "No shop has so many: something else answers in its place.",
  "do.skip_failing": "To go on without it, call iterate with skipFailing.",
  "do.known_before":
    "This was known before, so nothing was sent; it is tried again in {seconds} s.",
  "do.ask_at_once": "If the key was changed, access() or the action check_access asks at once.",
  "do.module_lists": "A module changes its lists.",
  "do.use_list": "Use list, with filters that few records match.",
  "do.shared_field": "Filter by a field that all shops share as well, or iterate.",
  "do.which_shop": "Without this right it cannot be seen in which shop the record is.",
  "do.other_shop":
    "It does not exist, or another shop of the multistore has it: then give the shopId or the address of that one.",
  "do.check_id": "Check the id; in a multistore, check that the record is in the shop asked.",
  "do.check_id_shop": "Check the id; in a multistore, give the shopId of the order's shop.",
  "do.check_reference": "Check the reference; it is not the order's id.",
  "do.by_email": "Look the order up by the customer's e-mail address.",
  "do.product_reference":
    "Check the reference; it is not the product's id, and combinations have references of their own.",
  "do.email_or_reference": "Check the address, or look for the order by its reference.",
  "do.proxy": "Something between here and the shop answers in its place.",
  "do.own_address": "Use the shop's own address, exactly as it stands in its settings.",
  "knowledge.version": "It is of another version of this package.",
  "knowledge.address": "It is of a shop at another address.",
  "knowledge.shop": "It is of another shopId.",
  "knowledge.key": "It is of another key, or another auth.",
  "knowledge.old": "It is older than ten minutes, or from the future.",
  "list.noise": "The shop's answer has output around it: {text}",
  "list.unfit": "A value is not of its field's kind: {text}",
  "list.repaired": '{count} value(s) with a bare "]]>" were read to their end',
  "list.dropped":
    "{count} row(s) that do not match the filter, or are of another shop, were left out",
  "list.left_out": "The record {resource} {id} is left out: it makes the shop fail.",
  "list.compared":
    "Shops compare {names} with the values of whichever shop was saved last, so they are compared here; this was request {request} of the list",
  "list.may_miss":
    "Shops compare {names} with the values of whichever shop was saved last: of several shops in one PrestaShop rows may be missing, which list finds",
  "list.doubts": "Only the shop's database can compare what was kept: {text}",
  "list.compared_doubts":
    "Shops compare {names} with the values of whichever shop was saved last, so they are compared here; this was request {request} of the list. {rest}",
  "list.may_miss_doubts":
    "Shops compare {names} with the values of whichever shop was saved last: of several shops in one PrestaShop rows may be missing, which list finds. {rest}",
  "changes.many":
    "More than {most} records of {resource} were saved within 90 minutes: the rest is told later.",
  "changes.set_back":
    "The shop's clock was set back by {minutes} minutes: changes of that time may be told again, with the same keys.",
  "page.gone": "Nothing is fetched from files: serve the page over HTTP, or bundle for Node.",
  "page.csp":
    "If there is a network, add this address to `connect-src` of the page's Content-Security-Policy.",
} as const;
