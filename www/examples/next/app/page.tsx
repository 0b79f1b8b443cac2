"use client";
import { useActionState } from "react";
import { savePrice } from "./actions";

export default function Page() {
  const [told, save, isSaving] = useActionState(savePrice, "");
  return (
    <form action={save}>
      <input name="id" aria-label="Product" required />
      <input name="price" aria-label="Price without tax" required />
      <button type="submit" disabled={isSaving}>
        Save
      </button>
      <output>{told}</output>
    </form>
  );
}
