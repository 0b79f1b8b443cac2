import Finder from "../finder/finder.js";
import { closeOverlay } from "./overlays.js";

/** The one box, over whatever page is shown. */
export default function FinderOverlay() {
  return <Finder onClose={closeOverlay} />;
}
