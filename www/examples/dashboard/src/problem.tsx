import type { PrestaShopError } from "@aismarttalk/prestashop";

/** An error: what happened, and what to do about it. */
export function Problem({ error }: { error: PrestaShopError }) {
  return (
    <div className="problem" role="alert" data-kind={error.kind}>
      <p>{error.message}</p>
      {error.hint !== "" && <p className="hint">{error.hint}</p>}
    </div>
  );
}
