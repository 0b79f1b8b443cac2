import type { DeliveryAddress } from "@aismarttalk/prestashop";
import { words } from "../../language/words.js";

/** As it stands on a parcel: a line for each part that is there. */
export function Address({ address }: { address: DeliveryAddress }) {
  const lines = [
    [address.firstname, address.lastname],
    [address.company],
    [address.address1],
    [address.address2],
    [address.postcode, address.city],
    [address.country],
    [address.phone, address.phone_mobile],
    [address.other],
  ]
    .map((parts) => parts.filter((part) => part !== null && part !== "").join(" "))
    .filter((line) => line !== "");
  return (
    <div class="stack-xs data">
      <b>{words.value.order.goesTo}</b>
      <address dir="auto">
        {lines.map((line) => (
          <span key={line} class="block">
            {line}
          </span>
        ))}
      </address>
    </div>
  );
}
