// What the shop sells: read once a visit.

import { run } from "./api.js";
import { PRODUCTS, TEMPLATE, TEMPLATES } from "./operations.js";

const kept = new Map();

async function once(name, load) {
  if (!kept.has(name)) kept.set(name, load());
  try {
    return await kept.get(name);
  } catch (error) {
    kept.delete(name); // so that trying again asks again
    throw error;
  }
}

/** All templates, without their documents. */
export function templates() {
  return once("templates", async () => (await run(TEMPLATES)).templates.nodes);
}

/** One template with its document, or null. */
export async function template(slug) {
  const all = await once("documents", async () => (await run(TEMPLATE)).templates.nodes);
  return all.find((each) => each.slug === slug) ?? null;
}

/** The products that have a price, in the shop's order. */
export function products() {
  return once("products", async () => (await run(PRODUCTS)).products.nodes);
}

/** Minor units as text, for the one sum that the shop does not send: a size's price and its options'. */
export function money(amount, currency) {
  const format = new Intl.NumberFormat("en-US", { style: "currency", currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}
