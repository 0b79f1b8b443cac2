import { checkbox } from "../components/input.js";
import { forget, type KeptTarget, keep } from "../shop/kept.js";

/** The box to keep a secret until the tab is closed. */
export interface KeepBox {
  node: HTMLElement;
  isOn(): boolean;
  /** Remembers what is being connected to. */
  chosen(target: KeptTarget): void;
  /** Whether what is connected now came by this form. */
  connected(isThisForm: boolean): void;
  /** Ticks it for what was kept. */
  show(target: KeptTarget): void;
}

/** Ticking and unticking count at once, also for what is connected already. */
export function keepBox(id: string, secret: "key" | "token"): KeepBox {
  let target: KeptTarget | undefined;
  let isConnected = false;
  const { node, box } = checkbox(
    id,
    ({ connect: { keepKey, keepToken } }) => (secret === "key" ? keepKey : keepToken),
    (w) => w.connect.keepHelp,
    (isOn) => {
      if (!isConnected) return;
      if (isOn && target !== undefined) keep(target);
      else forget();
    },
  );
  return {
    node,
    isOn: () => box.checked,
    chosen: (given) => {
      target = given;
    },
    connected: (isThisForm) => {
      isConnected = isThisForm;
    },
    show: (given) => {
      target = given;
      box.checked = true;
    },
  };
}
