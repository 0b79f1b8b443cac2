import type { OrderParcel } from "@aismarttalk/prestashop";
import { useState } from "preact/hooks";
import { words } from "../../language/words.js";
import { Button } from "../../parts/button.js";
import { CopyButton } from "../../parts/copy.js";
import { TextInput } from "../../parts/field.js";
import { Icon } from "../../parts/icon.js";
import { Tag } from "../../parts/pill.js";
import { Card, Pairs } from "../../parts/record.js";
import { shopRef } from "../../state/session.js";
import type { WrittenRecord } from "../../write/states.js";
import { Address } from "./address.js";
import { carrierName, nameCarrier } from "./carriers.js";
import type { Order } from "./order.js";
import { Tracking } from "./tracking.js";

/** Where an order is, and where it goes. */
export function Parcel({ order, record }: { order: Order; record: WrittenRecord }) {
  const w = words.value.order;
  const { delivery, shipping, gift, gift_message: message } = order;
  const parcels = delivery.parcels.length > 0 ? delivery.parcels : [NO_PARCEL];
  const isShipped = delivery.parcels.some(({ tracking_number: number }) => hasText(number));
  return (
    <Card title={w.parcel} aside={<Tag>{isShipped ? w.hasNumber : w.hasNoNumber}</Tag>}>
      <div class="stack-s">
        {parcels.map((parcel, place) => (
          <Pairs
            key={parcel.id ?? place}
            pairs={[
              [
                w.carrier,
                <Carrier
                  key="carrier"
                  name={parcel.carrier ?? delivery.carrier}
                  id={shipping.id_carrier}
                />,
              ],
              [
                w.tracking,
                <Tracking key="tracking" parcel={parcel} order={order} record={record}>
                  <TrackingNumber parcel={parcel} />
                </Tracking>,
              ],
            ]}
          />
        ))}
        {delivery.address !== null && <Address address={delivery.address} />}
        {gift && (
          <p class="data">
            <b>{w.gift}</b> {message !== null && <span dir="auto">{message}</span>}
          </p>
        )}
      </div>
    </Card>
  );
}

const NO_PARCEL: OrderParcel = {
  id: null,
  carrier: null,
  tracking_number: null,
  tracking_url: null,
};

function TrackingNumber({ parcel }: { parcel: OrderParcel }) {
  const w = words.value.order;
  const { tracking_number: number, tracking_url: url } = parcel;
  if (!hasText(number)) return <span class="faint">{w.noNumber}</span>;
  return (
    <>
      {url !== null && /^https?:\/\//.test(url) ? (
        <a class="mono" href={url} target="_blank" rel="noreferrer" translate={false}>
          {number} <Icon name="out" />
          <span class="sr">{w.opensCarrier}</span>
        </a>
      ) : (
        <span class="mono" translate={false}>
          {number}
        </span>
      )}
      <CopyButton text={number} label={w.copyNumber} />
    </>
  );
}

/** A carrier whose name the key may not read can be given one, which stays in this browser. */
function Carrier({ name, id }: { name: string | null; id: number | null }) {
  const w = words.value.order;
  const ref = shopRef.value;
  const [isNaming, setNaming] = useState(false);
  if (hasText(name)) return <span dir="auto">{name}</span>;
  if (id === null || id === 0 || ref === null) return <span class="faint">{w.noCarrier}</span>;
  const own = carrierName(ref, id);
  if (isNaming) {
    return (
      <NameForm
        name={own ?? ""}
        label={w.nameOf(id)}
        onDone={(text) => {
          if (text !== null) nameCarrier(ref, id, text);
          setNaming(false);
        }}
      />
    );
  }
  return (
    <span class="row-wrap">
      {own === null ? w.carrierNumbered(id) : <span dir="auto">{own}</span>}
      {own !== null && <span class="small faint">{w.namedHere(id)}</span>}
      <Button kind="ghost" size="small" onClick={() => setNaming(true)}>
        {own === null ? w.nameIt : w.rename}
      </Button>
    </span>
  );
}

function NameForm(props: { name: string; label: string; onDone(name: string | null): void }) {
  const [text, setText] = useState(props.name);
  const w = words.value;
  return (
    <form
      class="row-wrap"
      onSubmit={(event) => {
        event.preventDefault();
        props.onDone(text);
      }}
    >
      <label class="sr" for="carrier-name">
        {props.label}
      </label>
      <TextInput id="carrier-name" value={text} onInput={setText} />
      <Button type="submit" size="small">
        {w.order.keepName}
      </Button>
      <Button kind="ghost" size="small" onClick={() => props.onDone(null)}>
        {w.order.cancel}
      </Button>
    </form>
  );
}

function hasText(text: string | null): text is string {
  return text !== null && text !== "";
}
