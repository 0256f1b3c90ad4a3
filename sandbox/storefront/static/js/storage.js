// What this browser remembers: the login, the guest's cart, the keys of their orders, and unfinished designs.

const SESSION = "shop.session";
const CART = "shop.cart";
const ORDERS = "shop.orders";
const OFFERED = "shop.offered";
const DRAFT = "shop.draft.";
const MOST_ORDERS = 20;

/** `{ refreshToken, name, email }` of whoever is logged in, or null. */
export function keptSession() {
  const kept = read(localStorage, SESSION);
  return typeof kept?.refreshToken === "string" ? kept : null;
}

/** Keep the login; null forgets it. */
export function keepSession(session) {
  write(localStorage, SESSION, session);
}

/** Tell of logins and logouts in other tabs: `onChange(true)` when the login is gone. */
export function onSessionElsewhere(onChange) {
  addEventListener("storage", ({ key }) => {
    if (key === SESSION || key === null) onChange(keptSession() === null);
  });
}

/** The guest's cart token, or null. */
export function cartToken() {
  return read(localStorage, CART);
}

/** Keep the guest's cart token; null forgets it. */
export function keepCartToken(token) {
  write(localStorage, CART, token);
}

/** Keep the key of an order: who holds it may see the order. */
export function keepOrder({ id, number, token, sessionUrl = "" }) {
  const known = keptOrders().find((order) => order.id === id);
  const session = /cs_(?:test|live)_[A-Za-z0-9]+/.exec(sessionUrl)?.[0] ?? known?.session ?? null;
  const orders = keptOrders().filter((order) => order.id !== id);
  write(localStorage, ORDERS, [{ id, number, token, session }, ...orders].slice(0, MOST_ORDERS));
}

/** The kept orders, that of the session first, then the newest. */
export function keptOrders(session = null) {
  const kept = read(localStorage, ORDERS);
  const orders = Array.isArray(kept) ? kept.filter((order) => typeof order?.token === "string") : [];
  return orders.sort((a, b) => Number(b.session === session) - Number(a.session === session));
}

/** Forget the keys of all orders. */
export function forgetOrders() {
  write(localStorage, ORDERS, null);
}

/** Whether an account was asked for on the page of an order: the link in its mail takes a password. */
export function wasOffered() {
  return read(localStorage, OFFERED) === true;
}

export function keepOffered(offered) {
  write(localStorage, OFFERED, offered || null);
}

/** The unfinished design of a template, or null. It lasts as long as the tab. */
export function draft(slug) {
  return read(sessionStorage, DRAFT + slug);
}

/** Keep the unfinished design of a template; null forgets it. */
export function keepDraft(slug, value) {
  write(sessionStorage, DRAFT + slug, value);
}

// A browser that keeps nothing (private windows, full disks) still shops, until it is closed.
const memory = new Map();

function read(area, name) {
  try {
    const text = area.getItem(name);
    return text === null ? null : JSON.parse(text);
  } catch {
    return memory.get(name) ?? null;
  }
}

function write(area, name, value) {
  try {
    if (value === null || value === undefined) area.removeItem(name);
    else area.setItem(name, JSON.stringify(value));
  } catch {
    memory.set(name, value);
  }
}
