import { h } from "../components/element.js";
import {
  LANGUAGES,
  pageLanguage,
  preferredLanguage,
  rememberLanguage,
  switchTo,
} from "../language/page.js";

/** A list of the page's languages, each under its own name. */
export function languagePicker(): HTMLElement {
  const list = h(
    "select",
    { id: "language", "aria-label": (w) => w.page.language },
    ...LANGUAGES.map(({ code, name, direction }) =>
      h("option", { value: code, lang: code, dir: direction }, name),
    ),
  );
  list.value = pageLanguage().code;
  list.addEventListener("change", async () => {
    const chosen = LANGUAGES.find(({ code }) => code === list.value);
    if (chosen === undefined) return;
    try {
      await switchTo(chosen);
      rememberLanguage(chosen);
    } catch {
      // Its texts could not be loaded: the page stays as it is.
      list.value = pageLanguage().code;
    }
  });
  return h("div", { class: "languagepicker" }, list);
}

/** Puts the page into the visitor's language before anything is shown; English where that fails. */
export async function beginInPreferredLanguage(): Promise<void> {
  await switchTo(preferredLanguage()).catch(() => {});
}
