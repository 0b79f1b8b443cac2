import { route } from "../state/route.js";
import { CustomerList } from "./list.js";
import { CustomerRecord } from "./record.js";

/** The newest customers, or the one that the address names. */
export default function CustomersPage() {
  const { id } = route.value;
  return id === null ? <CustomerList /> : <CustomerRecord id={id} />;
}
