// The cart of this browser, and the way from it to the payment page.

import { ask, run } from "./api.js";
import { Refused, Unreachable } from "./errors.js";
import { httpUrl } from "./dom.js";
import {
  ADD_LINES, CHECKOUT_BUY_NOW, CHECKOUT_START, READ_CART, REMOVE_LINES, RESTORE_CART, SET_EMAIL, UPDATE_LINES,
} from "./operations.js";
import { MERGE_CART } from "./account-operations.js";
import { cartToken, keepCartToken, keepOrder, keptSession } from "./storage.js";

/** Fires "change" with the cart (or null) as its detail. */
export const cartChanges = new EventTarget();

function changed(cart) {
  if (cart?.token) keepCartToken(cart.token);
  cartChanges.dispatchEvent(new CustomEvent("change", { detail: cart }));
  return cart;
}

/** The cart as the shop sees it now; null when there is none. Asks nothing for a guest who never had one. */
export async function readCart() {
  if (!cartToken() && !keptSession()) return changed(null);
  return changed((await run(READ_CART)).cart);
}

/**
 * Open the cart that a mail's link leads to, on whatever device.
 *
 * @throws {Refused} when the link has ended, or the cart was bought.
 */
export async function restoreCart(token) {
  return changed(await ask(RESTORE_CART, { token }, "cartRestore", "Cart"));
}

// What the last merge changed; told once, in the cart.
let mergeNotices = [];

/**
 * Take the guest's cart over into the account's; how many pieces there are then. Null when there was none to take.
 *
 * @throws {Refused} when the two do not fit into one; then the guest's is kept.
 */
export async function mergeCart() {
  const token = cartToken();
  if (!token) return readCart().then(() => null);
  try {
    const cart = await ask(MERGE_CART, { token }, "cartMerge", "Cart");
    mergeNotices = cart.warnings.map((warning) => warning.message);
    keepCartToken(null);
    return cart.quantity;
  } catch (error) {
    if (error.result?.__typename !== "NotFoundError") throw error; // one that was paid, or has ended
    keepCartToken(null);
    return null;
  } finally {
    readCart().catch(() => {});
  }
}

/** What the last merge changed, for people; once. */
export function takeMergeNotices() {
  const notices = mergeNotices;
  mergeNotices = [];
  return notices;
}

export async function addLine(line) {
  return changed(await ask(ADD_LINES, { lines: [line] }, "cartLinesAdd", "Cart"));
}

/** 0 removes the line. */
export async function setQuantity(lineId, quantity) {
  return changed(await ask(UPDATE_LINES, { lines: [{ lineId, quantity }] }, "cartLinesUpdate", "Cart"));
}

export async function removeLine(lineId) {
  return changed(await ask(REMOVE_LINES, { lineIds: [lineId] }, "cartLinesRemove", "Cart"));
}

/** Remember where to reach the buyer, and whether they want reminders. Nothing that is shown changes. */
export async function setEmail(email, consent = null) {
  try {
    return await ask(SET_EMAIL, { email, consent }, "cartEmailSet", "Cart");
  } catch (error) {
    if (error instanceof Unreachable && error.code === "BAD_USER_INPUT") {
      throw new Refused("Please enter an address such as name@example.com.", { path: ["email"] });
    }
    throw error;
  }
}

/** Go and pay for the cart. True: the browser is on its way. */
export async function checkOut() {
  return leave(await ask(CHECKOUT_START, back("/cart"), "checkoutStart", "Checkout"));
}

/** Go and pay for one line; the cart stays as it is. True: the browser is on its way. */
export async function buyNow(line) {
  const wish = JSON.stringify(line);
  if (wish !== lastWish.line) lastWish = { line: wish, key: newKey() };
  const variables = { line, key: lastWish.key, ...back(location.pathname) };
  return leave(await ask(CHECKOUT_BUY_NOW, variables, "checkoutBuyNow", "Checkout"));
}

// Asking again for the same after a lost answer must not make a second order.
let lastWish = { line: null, key: null };

function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Who has paid comes to the shop's own STOREFRONT_URL, which is here; who has not, back to where they were.
function back(path) {
  return { cancelUrl: location.origin + path };
}

function leave(checkout) {
  const url = httpUrl(checkout.sessionUrl);
  if (!url) throw new Unreachable("The payment page has no address. Nothing was charged.");
  keepOrder({ ...checkout.order, token: checkout.orderToken, sessionUrl: url });
  location.assign(url);
  return true;
}
