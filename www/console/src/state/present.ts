import { shopDate } from "../language/dates.js";
import { SAMPLE_PRESENT } from "../shop/demo-choices.js";
import { shop } from "./session.js";

/**
 * What time it is in the shop that is open. No answer tells its time zone, so it is taken for the
 * reader's; the sample shop has a present of its own.
 */
export function present(): Date {
  const sample = shop.value?.way === "demo" ? shopDate(SAMPLE_PRESENT) : null;
  return sample ?? new Date();
}
