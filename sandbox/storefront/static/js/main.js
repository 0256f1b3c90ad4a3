// The page's router: addresses to pages, and links without reloads.

import { configure } from "./api.js";
import { readCart } from "./cart.js";
import { fill, h } from "./dom.js";
import { openHeader } from "./header.js";
import { loading, plainPage, trouble } from "./notices.js";
import { openSession, person } from "./session.js";

const ROUTES = [
  [/^\/$/, () => import("./pages/home.js"), "Opening the shop…"],
  [/^\/design\/([a-z0-9-]+)$/, () => import("./pages/designer.js"), "Unrolling the paper…"],
  [/^\/cart$/, () => import("./pages/cart.js"), "Fetching your cart…"],
  [/^\/order$/, () => import("./pages/order.js"), "Looking up your order…"],
  [/^\/find-order$/, () => import("./pages/find-order.js"), "One moment…"],
  [/^\/account$/, () => import("./pages/account.js"), "Opening your account…"],
  [/^\/account\/login$/, () => import("./pages/login.js"), "One moment…"],
  [/^\/account\/register$/, () => import("./pages/register.js"), "One moment…"],
  [/^\/account\/verify$/, () => import("./pages/verify.js"), "Opening your account…"],
  [/^\/account\/reset$/, () => import("./pages/reset.js"), "One moment…"],
];

const main = document.getElementById("main");
let shopName = document.title;
let visit = new AbortController();
let shown = null;

/** Go to an address of this shop; with `replace`, nobody comes back to the one before. */
export function go(path, { replace = false } = {}) {
  history[replace ? "replaceState" : "pushState"](null, "", path);
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

async function open() {
  openHeader();
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
  openSession();
  if (!person() && location.pathname !== "/cart") readCart().catch(() => {}); // the cart's own page tells of trouble
  await show({ focus: false });
}

open();
