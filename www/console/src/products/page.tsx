import { route } from "../state/route.js";
import { ProductsList } from "./list.js";
import { ProductPage } from "./product.js";

/** One product, or the list of them. */
export default function ProductsPage() {
  const { id } = route.value;
  const number = Number(id);
  return Number.isInteger(number) && number > 0 ? (
    <ProductPage key={number} id={number} />
  ) : (
    <ProductsList />
  );
}
