// What was bought, what it cost, where it goes, and what happened so far.

import { h, httpUrl } from "../dom.js";

/** The lines of an order and how its total comes about. */
export function linesAndSums(order) {
  const sums = [
    ["Subtotal", order.subtotal],
    order.discount.amount > 0 && ["Discount", order.discount, "−"],
    (order.shipping.amount > 0 || order.fulfillmentType !== "DIGITAL") && ["Shipping", order.shipping],
    order.tax.amount > 0 && ["Tax", order.tax],
  ].filter(Boolean);
  return h(
    "section", { class: "order-part", "aria-label": "What you bought" },
    h("h2", {}, "What you bought"),
    h("ul", { class: "order-lines" }, order.lines.map((line) =>
      h("li", {}, h("span", {}, `${line.quantity} × ${line.title}`), h("span", {}, line.total.formatted)))),
    h("dl", { class: "sums" },
      sums.map(([name, money, sign = ""]) => h("div", { class: "sum" }, h("dt", {}, name), h("dd", {}, sign + money.formatted))),
      h("div", { class: "sum sum-total" }, h("dt", {}, "Total"), h("dd", {}, order.total.formatted))),
    order.email && h("p", { class: "quiet small" }, `Receipt to ${order.email}`),
    order.shippingAddress && address(order.shippingAddress),
    order.tracking && tracking(order.tracking),
  );
}

function address(to) {
  const place = [[to.postalCode, to.city].filter(Boolean).join(" "), to.state].filter(Boolean).join(", ");
  const country = new Intl.DisplayNames("en", { type: "region" }).of(to.country);
  const lines = [to.name, to.line1, to.line2, place, country];
  return h("address", {}, lines.filter(Boolean).map((line) => h("span", {}, line)));
}

function tracking({ carrier, number, url }) {
  const label = `${carrier} ${number}`;
  return h("p", {}, httpUrl(url) ? h("a", { class: "text-link", href: httpUrl(url), target: "_blank", rel: "noreferrer" }, label) : label);
}

/** What happened, newest last. */
export function timeline(order) {
  return h(
    "section", { class: "order-part", "aria-label": "What happened so far" },
    h("h2", {}, "What happened so far"),
    h("ol", { class: "timeline" }, order.timeline.map((event) =>
      h("li", {},
        h("time", { datetime: event.createdAt }, moment(new Date(event.createdAt))),
        h("span", {}, event.message)))),
  );
}

function moment(date) {
  if (date.toDateString() === new Date().toDateString()) {
    return date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  }
  return date.toLocaleDateString([], { day: "numeric", month: "short", year: "numeric" });
}
