// What the head of every page says of the visitor: who they are, and how much is in their cart.

import { cartChanges } from "./cart.js";
import { fill } from "./dom.js";
import { sessionChanges } from "./session.js";

/** Keep it up to date from now on. */
export function openHeader() {
  cartChanges.addEventListener("change", showCount);
  sessionChanges.addEventListener("change", showPerson);
}

function showCount({ detail: cart }) {
  const badge = document.getElementById("cart-count");
  const count = cart?.quantity ?? 0;
  badge.hidden = count === 0;
  fill(badge, String(count));
  const label = count === 1 ? "Cart, 1 piece" : `Cart, ${count} pieces`;
  document.getElementById("cart-link").setAttribute("aria-label", count ? label : "Cart, empty");
}

function showPerson({ detail: person }) {
  const link = document.getElementById("account-link");
  const name = person?.name.trim().split(/\s+/)[0];
  link.href = person ? "/account" : "/account/login";
  link.setAttribute("aria-label", name ? `Account of ${person.name}` : "Account");
  link.toggleAttribute("data-in", person !== null);
  fill(document.getElementById("account-name"), name || "Account");
}
