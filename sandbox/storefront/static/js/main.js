// The page's router: addresses to pages, links without reloads, and the number beside the cart.

import { configure } from "./api.js";
import { cartChanges, readCart } from "./cart.js";
import { fill, h } from "./dom.js";
import { loading, plainPage, trouble } from "./notices.js";

const ROUTES = [
  [/^\/$/, () => import("./pages/home.js"), "Opening the shop…"],
  [/^\/design\/([a-z0-9-]+)$/, () => import("./pages/designer.js"), "Unrolling the paper…"],
  [/^\/cart$/, () => import("./pages/cart.js"), "Fetching your cart…"],
  [/^\/order$/, () => import("./pages/order.js"), "Looking up your order…"],
];

const main = document.getElementById("main");
let shopName = document.title;
let visit = new AbortController();
let shown = null;

/** Go to an address of this shop. */
export function go(path) {
  history.pushState(null, "", path);
  return show();
}

async function show({ focus = true } = {}) {
  visit.abort();
  visit = new AbortController();
  const { signal } = visit;
  shown = location.pathname + location.search;
  const [page, match, wait] = find(location.pathname);
  if (!page) {
    document.title = `Not found · ${shopName}`;
    fill(main, plainPage("There is nothing here", "The page may have moved.", h("a", { class: "button", href: "/" }, "To the shop")));
    return;
  }
  fill(main, loading(wait));
  try {
    const { render, title } = await page();
    document.title = `${title} · ${shopName}`;
    await render(main, { signal, parameters: match.slice(1), go });
  } catch (error) {
    if (signal.aborted) return;
    console.warn(error);
    fill(main, h("section", { class: "plain" }, trouble(error, () => show())));
  }
  if (!signal.aborted) settle(focus);
}

function find(path) {
  for (const [pattern, page, wait] of ROUTES) {
    const match = pattern.exec(path);
    if (match) return [page, match, wait];
  }
  return [null, null, null];
}

function settle(focus) {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target) return target.scrollIntoView();
  scrollTo(0, 0);
  if (focus) main.focus({ preventScroll: true });
}

function onClick(event) {
  const link = event.target.closest?.("a[href]");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (link.pathname === location.pathname && link.hash) return; // the browser scrolls
  event.preventDefault();
  go(link.pathname + link.search + link.hash);
}

function showCount({ detail: cart }) {
  const badge = document.getElementById("cart-count");
  const count = cart?.quantity ?? 0;
  badge.hidden = count === 0;
  fill(badge, String(count));
  const label = count === 1 ? "Cart, 1 piece" : `Cart, ${count} pieces`;
  document.getElementById("cart-link").setAttribute("aria-label", count ? label : "Cart, empty");
}

async function open() {
  cartChanges.addEventListener("change", showCount);
  document.addEventListener("click", onClick);
  addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) show(); // else only the fragment changed
  });
  try {
    const config = await configure();
    shopName = config.shopName;
    fill(document.getElementById("brand"), shopName);
  } catch {
    fill(main, trouble(new Error("The shop window could not be opened. Please reload the page.")));
    return;
  }
  if (location.pathname !== "/cart") readCart().catch(() => {}); // the cart's own page tells of trouble
  await show({ focus: false });
}

open();
