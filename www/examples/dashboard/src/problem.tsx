import { PrestaShopError, type Saved } from "@aismarttalk/prestashop/edge";

const SAVED: Readonly<Record<Saved, string>> = {
  no: "Nothing was saved.",
  unknown: "Whether it is saved is not known yet.",
  yes: "All of it is saved, or a part.",
};

interface ProblemProps {
  error: Error;
  /** Whether something was to be written: then it is told whether it is saved. */
  isWriting?: boolean;
  /** Looks what became of a write; absent where that is known. */
  onLookAgain?: (() => void) | undefined;
}

/** An error: what happened, and what to do about it. */
export function Problem({ error, isWriting = false, onLookAgain }: ProblemProps) {
  // Anything else is a mistake of this page, and belongs on the console.
  if (!(error instanceof PrestaShopError)) throw error;
  return (
    <div className="problem" role="alert" data-kind={error.kind}>
      {isWriting && (
        <p>
          <strong>{SAVED[error.saved]}</strong>
        </p>
      )}
      <p>{error.message}</p>
      {error.hint !== "" && <p className="hint">{error.hint}</p>}
      {onLookAgain && (
        <div className="buttons">
          <button type="button" onClick={onLookAgain}>
            Look again
          </button>
        </div>
      )}
    </div>
  );
}
