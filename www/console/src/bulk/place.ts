import { fill, h } from "../components/element.js";
import type { BulkShop } from "./entry.js";
import type { BulkView } from "./view.js";

/** The part of the page where many products are changed. */
export interface BulkPlace {
  /** Shows or hides it; what runs there goes on. */
  show(isShown: boolean): void;
  isShown(): boolean;
  /** Another shop, or none: what ran on the one before ends. */
  connected(shop: BulkShop | null): void;
}

/** Loads what is needed when it is asked for: most visitors never do. */
export function bulkPlace(place: HTMLElement): BulkPlace {
  let shop: BulkShop | null = null;
  let view: BulkView | undefined;
  const draw = async () => {
    if (place.hidden || view !== undefined) return;
    if (shop === null) {
      fill(
        place,
        h("h1", { id: "bulk-title" }, (w) => w.bulk.title),
        h("p", {}, (w) => w.bulk.connectFirst),
      );
      return;
    }
    const mine = shop;
    const { bulkView } = await import("./view.js");
    if (mine !== shop || view !== undefined) return;
    view = bulkView(mine);
    fill(place, view.node);
  };
  return {
    show: (isShown) => {
      place.hidden = !isShown;
      void draw();
    },
    isShown: () => !place.hidden,
    connected: (next) => {
      view?.dispose();
      view = undefined;
      shop = next;
      void draw();
    },
  };
}
