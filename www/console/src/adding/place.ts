import { fill, h } from "../components/element.js";
import { ADDING_TITLE } from "./title.js";
import type { AddingView } from "./view.js";

/** The part of the page where a shop is added to a worker. */
export interface AddingPlace {
  /** Shows or hides it; what runs there goes on. */
  show(isShown: boolean): void;
  isShown(): boolean;
}

/** Loads what is needed when it is asked for: most visitors never do. */
export function addingPlace(place: HTMLElement): AddingPlace {
  let view: Promise<AddingView> | undefined;
  const draw = async () => {
    view ??= import("./view.js").then(({ addingView }) => addingView());
    fill(place, (await view).node);
  };
  return {
    show: (isShown) => {
      place.hidden = !isShown;
      if (!isShown || view !== undefined) return;
      fill(place, h("h1", { id: "adding-title" }, ADDING_TITLE));
      // Where the part is missing, the page says so.
      draw().catch(() => {
        view = undefined;
      });
    },
    isShown: () => !place.hidden,
  };
}
