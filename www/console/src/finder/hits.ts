import type { Message } from "../language/message.js";
import type { IconName } from "../parts/icon.js";

/** The parts of the list of what was found. */
export type HitGroup = "products" | "orders" | "do" | "recent";

/** Something that was found, or can be done. */
export interface Hit {
  /** The same record has the same one, whoever finds it. */
  key: string;
  group: HitGroup;
  icon: IconName;
  title: Message | string;
  /** What tells it apart. */
  sub?: Message | string;
  pill?: { label: string; colour: string | null };
  isMono?: boolean;
  /** The key that does the same on its page. */
  shortcut?: string;
  /** Other words by which it is found. */
  keywords?: string;
  /** A page outside, such as a carrier's. */
  url?: string;
  /** It is shown before anybody has looked whether it exists. */
  isGuess?: boolean;
  open(): void;
}
