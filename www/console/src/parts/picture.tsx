import { useState } from "preact/hooks";
import { shop } from "../state/session.js";
import { Icon, type IconName } from "./icon.js";

const PICTURE_SIZES = { small: "pic-s", usual: "", large: "pic-l" };

/**
 * The picture of a product, from the shop's public address; a drawn one where there is none or it
 * does not come. Only an address of the web is asked; the sample shop has none.
 */
export function Picture(props: {
  url: string | null | undefined;
  size?: keyof typeof PICTURE_SIZES;
  icon?: IconName;
}) {
  const [failed, setFailed] = useState<string | null>(null);
  const { url, size = "usual", icon = "box" } = props;
  const isOnline = shop.value?.way !== "demo";
  const isShown = isOnline && typeof url === "string" && /^https?:\/\//.test(url) && url !== failed;
  return (
    <span class={`pic ${PICTURE_SIZES[size]}`} aria-hidden="true">
      {isShown ? (
        <img src={url} alt="" loading="lazy" decoding="async" onError={() => setFailed(url)} />
      ) : (
        <Icon name={icon} />
      )}
    </span>
  );
}
