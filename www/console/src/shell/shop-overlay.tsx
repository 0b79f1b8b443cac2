import ShopSheet from "../connect/shop-sheet.js";
import { closeOverlay } from "./overlays.js";

/** Which shop is open, and which others there are. */
export default function ShopOverlay() {
  return <ShopSheet onClose={closeOverlay} />;
}
