import { type Signal, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { words } from "../language/words.js";
import { Button } from "../parts/button.js";
import { Note } from "../parts/note.js";

/** A page whose code comes when it is first shown. */
export function lazyPage(load: () => Promise<{ default: ComponentType }>): ComponentType {
  const page: Signal<ComponentType | null> = signal(null);
  const failed = signal(false);
  const begin = () => {
    failed.value = false;
    load().then(
      (loaded) => {
        page.value = loaded.default;
      },
      () => {
        failed.value = true;
      },
    );
  };
  return () => {
    const Page = page.value;
    if (Page !== null) return <Page />;
    // A part that is asked for late may be gone with an older build of the page.
    if (failed.value) return <PartMissing again={begin} />;
    begin();
    return <p class="faint">{words.value.shell.loading}</p>;
  };
}

function PartMissing({ again }: { again(): void }) {
  const w = words.value;
  const acts = <Button onClick={again}>{w.shell.tryAgain}</Button>;
  return <Note tone="bad" title={w.shell.partMissing} acts={acts} live />;
}
