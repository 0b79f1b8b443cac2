import { h } from "../components/element.js";
import { shopText } from "../components/text.js";
import { type Fields, facts, isFields, rowsOf, valueNode } from "../components/value.js";
import { webLink } from "../components/web-link.js";
import { routeTo } from "../route.js";

/** Where the parcels of an order are, and where they go. */
export function deliveryFacts(delivery: Fields, order: unknown): HTMLElement {
  const parcels = rowsOf(delivery.parcels);
  return h(
    "section",
    { class: "delivery" },
    h("h4", {}, (w) => w.order.delivery),
    parcels.length === 0
      ? facts(delivery, ["carrier"])
      : h("ul", { class: "plain" }, ...parcels.map((one) => h("li", {}, ...parcelLine(one)))),
    isFields(delivery.address) && addressLines(delivery.address),
    typeof order === "number" &&
      h(
        "p",
        { class: "followups" },
        h("a", { href: routeTo("set_tracking_number", { order }) }, (w) => w.order.setNumber),
      ),
  );
}

function parcelLine({ carrier, tracking_number: number, tracking_url: url }: Fields): Node[] {
  const label = valueNode(number);
  const followed = typeof url === "string" ? webLink(url, label) : label;
  return [valueNode(carrier), document.createTextNode(" "), followed];
}

/** As it stands on a parcel: a line for each part that is there. */
function addressLines(address: Fields): HTMLElement {
  const line = (...names: string[]) =>
    names
      .map((name) => address[name])
      .filter((one) => typeof one === "string")
      .join(" ");
  const lines = [
    line("firstname", "lastname"),
    line("company"),
    line("address1"),
    line("address2"),
    line("postcode", "city"),
    line("country"),
    line("phone", "phone_mobile"),
    line("other"),
  ];
  const shown = lines.filter((one) => one !== "");
  return h("address", { dir: "auto" }, ...shown.map((one) => h("div", {}, shopText(one))));
}
