const [contender, question] = process.argv.slice(2);
const start = performance.now();
const { lastOrder } = await import(contender);
const { id } = await lastOrder(Object.fromEntries(new URLSearchParams(question)));
console.log(JSON.stringify({ ms: performance.now() - start, id }));
