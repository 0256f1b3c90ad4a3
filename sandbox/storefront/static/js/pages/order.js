// The thank-you page: payment, drawing and files of an order, as they happen.

import { ask } from "../api.js";
import { readCart } from "../cart.js";
import { fill, h, httpUrl, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { findOrder, follow, isSettled, orderOfLink } from "../live.js";
import { busy, plainPage, poster } from "../notices.js";
import { DOWNLOAD_RETRY } from "../operations.js";
import { person } from "../session.js";
import { keepOrder } from "../storage.js";
import { endedLink } from "./ended-link.js";
import { accountOffer } from "./order-account.js";
import { linesAndSums, timeline } from "./order-details.js";

export const title = "Your order";

const MEGABYTE = 1_000_000;

export async function render(main, { signal }) {
  const address = new URLSearchParams(location.search);
  const [session, number] = [address.get("session_id"), address.get("number")];
  const link = takeLink(address);
  const found = (link && await openLink(number, link)) || await findOrder({ session, number });
  if (signal.aborted) return;
  if (!found && link) {
    fill(main, endedLink(link, number));
    return;
  }
  if (!found) {
    fill(main, plainPage(
      "We cannot show this order here",
      "For your safety an order opens only in the browser it was placed in, and in the account that it belongs to.",
      h("div", { class: "row" },
        h("a", { class: "button", href: number ? `/find-order?number=${encodeURIComponent(number)}` : "/find-order" }, "Find your order"),
        !person() && h("a", {
          class: "button button-quiet", href: `/account/login?next=${encodeURIComponent(location.pathname + location.search)}`,
        }, "Log in"))));
    return;
  }
  watch(main, found, signal);
}

/** A mail's key, taken out of the address bar: it is not for screenshots, bookmarks or the next page. */
function takeLink(address) {
  const link = address.get("token");
  if (!link) return null;
  address.delete("token");
  history.replaceState(history.state, "", `${location.pathname}?${address}${location.hash}`);
  return link;
}

async function openLink(number, token) {
  const order = number && await orderOfLink(number, token);
  if (!order) return null;
  keepOrder({ id: order.id, number: order.number, token });
  return { order, token };
}

function watch(main, { order: first, token }, signal) {
  const view = new OrderView(main, token, (download) => retry(download));
  const follow_ = () => follow(first.id, token, show, (away) => view.away(away), signal);
  const show = (order) => {
    view.show(order);
    if (order.paymentStatus === "PAID") readCart().catch(() => {}); // a paid cart is gone
  };
  const retry = async (download) => {
    await ask(DOWNLOAD_RETRY, { downloadId: download.id }, "downloadRetry", "Download", { orderToken: token });
    follow_();
  };
  show(first);
  if (!isSettled(first)) follow_();
}

/** The page of an order: made once, refreshed in place, so that nobody loses their focus or their scroll. */
class OrderView {
  constructor(main, token, retry) {
    this.token = token;
    this.retry = retry;
    this.offer = h("div", { class: "offer-place" });
    this.words = h("header", { class: "order-head" });
    this.steps = h("ol", { class: "progress-steps" });
    this.bar = h("progress", { class: "order-bar", max: 100, value: 0, "aria-label": "How far your order is" });
    this.offline = h("p", { class: "notice", role: "status", hidden: true }, "The shop is out of reach for a moment. We keep asking.");
    this.files = h("div", { class: "files" });
    this.details = h("div", { class: "order-details" });
    this.said = "";
    this.drawn = "";
    this.pictures = new Map();
    fill(main, h("div", { class: "order" }, this.words, this.bar, this.steps, this.offline, this.files, this.offer, this.details));
  }

  show(order) {
    const state = stateOf(order);
    const said = `${state.title} ${state.text}`;
    if (said !== this.said) {
      this.said = said;
      fill(this.words,
        h("p", { class: "eyebrow" }, `Order ${order.number}`),
        h("div", { role: "status" }, h("h1", {}, state.title), h("p", { class: "lead" }, state.text)),
        state.action ?? null);
    }
    this.bar.value = state.progress;
    this.bar.hidden = state.progress === null || state.progress >= 100;
    fill(this.steps, state.steps.map(({ name, at }) => h("li", { "data-at": at, "aria-current": at === "now" ? "step" : null }, name)));
    const drawn = JSON.stringify(order.downloads.map(({ id, status }) => [id, status]));
    if (drawn !== this.drawn) fill(this.files, order.lines.map((line) => fileGroup(order, line, this.picture(line), this.retry)));
    this.drawn = drawn;
    if (!this.offer.hasChildNodes()) fill(this.offer, accountOffer(order, this.token));
    fill(this.details, linesAndSums(order), timeline(order));
  }

  // Once hung, a picture stays: drawing it anew at every change would make it flicker.
  picture(line) {
    if (!line.design) return null;
    const { title: name, previewUrl } = line.design;
    if (!this.pictures.has(line.id)) this.pictures.set(line.id, poster(previewUrl, `Your poster “${name}”`, { eager: true }));
    return this.pictures.get(line.id);
  }

  away(away) {
    this.offline.hidden = !away;
  }
}

function stateOf(order) {
  const digital = order.fulfillmentType !== "PHYSICAL";
  const files = order.downloads;
  const ready = files.filter((file) => file.status === "READY").length;
  const failed = files.filter((file) => file.status === "FAILED").length;
  const begun = files.filter((file) => file.status === "PROCESSING").length;
  const names = ["Payment", ...(digital ? ["Drawing", "Ready to download"] : []), ...(order.fulfillmentType !== "DIGITAL" ? ["Printing and shipping"] : [])];
  const steps = (at) => names.map((name, i) => ({ name, at: i < at ? "done" : i === at ? "now" : "later" }));
  if (order.status === "CANCELED") {
    const again = h("a", { class: "button", href: "/cart" }, "Back to your cart");
    return { title: "This checkout has ended", text: "Nothing was charged. What was in your cart is still there.", progress: null, steps: [], action: again };
  }
  if (["PENDING", "FAILED"].includes(order.paymentStatus)) {
    return { title: "Confirming your payment", text: "This takes a moment. You may leave this page and come back.", progress: 12, steps: steps(0) };
  }
  if (["REFUNDED", "DISPUTED"].includes(order.paymentStatus)) {
    const text = order.paymentStatus === "REFUNDED" ? "The whole amount is on its way back to you." : "We are looking into the payment together with your bank.";
    return { title: "Thank you", text, progress: null, steps: [] };
  }
  if (!digital) {
    const text = order.tracking ? "Your parcel is on its way." : "We have your order, and print it within the next working days.";
    return { title: "Thank you. Your poster is in good hands.", text, progress: null, steps: steps(1) };
  }
  if (failed) {
    return { title: "One file needs another try", text: "You have paid, and nothing is lost. Try again below.", progress: null, steps: steps(1) };
  }
  if (files.length && ready === files.length) {
    const more = order.fulfillmentType === "MIXED" ? " The printed ones follow by post." : "";
    return { title: "Your poster is ready", text: `Drawn in fine detail, yours to print as often as you like.${more}`, progress: 100, steps: steps(3) };
  }
  const progress = 30 + (files.length ? Math.round((68 * (ready + begun / 2)) / files.length) : 0);
  return { title: "Drawing your poster", text: "Thank you! Street by street, in print resolution. A few seconds more.", progress, steps: steps(1) };
}

function fileGroup(order, line, picture, retry) {
  const ids = new Set(line.downloads.map((file) => file.id));
  const files = order.downloads.filter((file) => ids.has(file.id));
  const name = line.design?.title ?? line.title;
  const waiting = !files.length && !["PENDING", "FAILED"].includes(order.paymentStatus) && line.productType !== "digital";
  return h(
    "section", { class: "file-group", "aria-label": name },
    picture,
    h("div", { class: "file-list" },
      h("h2", {}, name),
      h("p", { class: "quiet" }, [line.size && line.size.replace("x", " × ") + " in", ...line.options.map((option) => option.label)].filter(Boolean).join(" · ")),
      waiting && h("p", {}, "Printed for you, and sent by post."),
      h("ul", {}, files.map((file) => fileRow(file, retry)))),
  );
}

function fileRow(file, retry) {
  const facts = [];
  if (file.widthPx) facts.push(`${file.widthPx}\u00a0×\u00a0${file.heightPx}\u00a0px`);
  if (file.dpi) facts.push(`${file.dpi}\u00a0dpi`);
  if (file.fileSize) facts.push(sizeOf(file.fileSize));
  const words = { PENDING: "Waiting for the pen", PROCESSING: "Being drawn", FAILED: "This file could not be drawn" }[file.status];
  return h(
    "li", { class: "file", "data-status": file.status, "data-format": file.format },
    h("span", { class: "file-format" }, file.format),
    h("span", { class: "file-facts" }, file.status === "READY" ? facts.join(" · ") : words),
    file.status === "READY" && httpUrl(file.url) && h("a", {
      class: "button", href: httpUrl(file.url), download: file.fileName, rel: "noreferrer", "aria-label": `Download ${file.format}`,
    }, icon(ICONS.download, 18), "Download"),
    file.status === "FAILED" && h("button", {
      class: "button button-quiet", type: "button",
      onclick: (event) => busy(event.currentTarget, "Asking…", () => retry(file), (error) => fill(event.target, error.message)),
    }, "Try again"),
    (file.status === "PENDING" || file.status === "PROCESSING") && h("span", { class: "spinner", "aria-hidden": "true" }),
  );
}

function sizeOf(bytes) {
  return bytes >= MEGABYTE ? `${(bytes / MEGABYTE).toFixed(1)}\u00a0MB` : `${Math.max(1, Math.round(bytes / 1000))}\u00a0kB`;
}
