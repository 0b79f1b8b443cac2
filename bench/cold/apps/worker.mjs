import { lastOrder } from "contender";

export default {
  async fetch(request) {
    const { id } = await lastOrder(Object.fromEntries(new URL(request.url).searchParams));
    return Response.json({ id });
  },
};
