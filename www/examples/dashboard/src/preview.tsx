import type { UpdateCustomerOutput } from "@aismarttalk/prestashop/edge";

/** What the form calls the fields of the record. */
const LABELS: Readonly<Record<string, string>> = {
  firstname: "First name",
  lastname: "Last name",
  email: "E-mail address",
  note: "Private note",
};

interface PreviewProps {
  answer: UpdateCustomerOutput;
  onConfirm: (token: string) => void;
  onBack: () => void;
}

/** What a write would change, or has changed. */
export function Preview({ answer, onConfirm, onBack }: PreviewProps) {
  const { fields, effects, warnings, preview, token } = answer;
  if (fields.length === 0) return <p role="status">The shop has it like this already.</p>;
  return (
    <div className="preview" data-state={preview ? "preview" : "written"}>
      <p role="status">{preview ? "This would be written:" : "Written."}</p>
      <dl>
        {fields.map(({ field, before, after }) => (
          <div key={field}>
            <dt>{LABELS[field] ?? field}</dt>
            <dd>
              <del>{before || "nothing"}</del> <ins>{after || "nothing"}</ins>
            </dd>
          </div>
        ))}
      </dl>
      {effects.length > 0 && (
        <ul>
          {effects.map(({ kind, text }) => (
            <li key={`${kind} ${text}`}>{text}</li>
          ))}
        </ul>
      )}
      {warnings.map((warning) => (
        <p className="warning" key={warning}>
          {warning}
        </p>
      ))}
      {preview && token !== null && (
        <div className="buttons">
          <button type="button" className="primary" onClick={() => onConfirm(token)}>
            Write it
          </button>
          <button type="button" onClick={onBack}>
            Back
          </button>
        </div>
      )}
    </div>
  );
}
