/** Says what is under way, with the way out of it. */
export function Loading({ what, onCancel }: { what: string; onCancel?: (() => void) | undefined }) {
  return (
    <div className="loading">
      <p role="status">
        <span className="spinner" aria-hidden="true" /> {what}
      </p>
      {onCancel !== undefined && (
        <button type="button" onClick={onCancel}>
          Cancel
        </button>
      )}
    </div>
  );
}
