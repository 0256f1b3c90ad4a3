// Orders in a list: one row each, and the history that grows page by page.

import { HISTORY } from "../account-operations.js";
import { run } from "../api.js";
import { fill, h } from "../dom.js";
import { busy, loading, poster, trouble } from "../notices.js";

const FILTERS = [
  ["All", ["PAID", "PROCESSING", "FULFILLED", "PARTIALLY_REFUNDED", "REFUNDED"]],
  ["Under way", ["PAID", "PROCESSING"]],
  ["Done", ["FULFILLED"]],
  ["Refunded", ["PARTIALLY_REFUNDED", "REFUNDED"]],
  ["Not paid", ["PENDING", "CANCELED"]],
];
const STATUS = {
  PENDING: "Waiting for payment", PAID: "Paid", PROCESSING: "Being made", FULFILLED: "Done",
  PARTIALLY_REFUNDED: "Partly refunded", REFUNDED: "Refunded", CANCELED: "Canceled",
};
const DATE = new Intl.DateTimeFormat("en", { dateStyle: "medium" });

/** `action` stands where the way to the order would be. */
export function orderRow(order, { action = null, more = null } = {}) {
  const [first] = order.lines;
  const name = first?.design?.title ?? first?.title ?? "";
  const others = order.lines.length - 1;
  const href = `/order?number=${order.number}`;
  return h("li", { class: "order-row", "data-number": order.number },
    first?.design ? poster(first.design.previewUrl, "") : h("span", { class: "poster" }),
    h("div", { class: "order-row-words" },
      h("h3", {}, action ? name : h("a", { href }, name), others > 0 && h("span", { class: "quiet" }, ` and ${others} more`)),
      h("p", { class: "quiet small" }, h("span", { class: "whole" }, order.number), " · ", h("span", { class: "whole" }, DATE.format(new Date(order.createdAt)))),
      h("p", { class: "order-row-facts" }, h("span", { class: "badge", "data-status": order.status }, statusOf(order)), order.total.formatted)),
    action && h("div", { class: "order-row-action" }, action), more);
}

function statusOf(order) {
  return order.paymentStatus === "DISPUTED" ? "With your bank" : STATUS[order.status] ?? order.status;
}

/** What somebody bought, newest first, by status. */
export class OrderHistory {
  constructor(signal) {
    this.signal = signal;
    this.status = FILTERS[0][1];
    this.list = h("ul", { class: "orders" });
    this.rest = h("div", { class: "orders-rest" });
    this.element = h("section", { "aria-labelledby": "orders-title" },
      h("h2", { id: "orders-title" }, "Your orders"), this.filters(), this.list, this.rest);
  }

  filters() {
    const buttons = FILTERS.map(([name, status], i) => h("button", {
      class: "chip", type: "button", "aria-pressed": String(i === 0),
      onclick: ({ currentTarget }) => {
        for (const button of buttons) button.setAttribute("aria-pressed", String(button === currentTarget));
        this.status = status;
        this.open();
      },
    }, name));
    return h("div", { class: "chips", role: "group", "aria-label": "Show orders that are" }, buttons);
  }

  /** The first page anew. */
  async open() {
    const { status } = this;
    if (!this.list.children.length) fill(this.rest, loading("Fetching your orders…"));
    try {
      const page = await this.page(null);
      if (this.status !== status || this.signal.aborted) return; // another filter was chosen meanwhile
      fill(this.list);
      this.add(page);
    } catch (error) {
      if (this.status === status) fill(this.rest, trouble(error, () => this.open()));
    }
  }

  async page(after) {
    return (await run(HISTORY, { status: this.status, after }, { signal: this.signal })).me.orders;
  }

  add({ nodes, totalCount, pageInfo }) {
    this.list.append(...nodes.map((order) => orderRow(order)));
    if (!totalCount) {
      fill(this.rest, this.nothing());
      return;
    }
    const more = async (event) => busy(event.currentTarget, "Fetching…", async () => {
      this.add(await this.page(pageInfo.endCursor));
      return true;
    }, (error) => fill(this.rest, trouble(error)));
    fill(this.rest, pageInfo.hasNextPage && h("button", { class: "button button-quiet", type: "button", onclick: more }, `Show more of ${totalCount}`));
  }

  nothing() {
    if (this.status !== FILTERS[0][1]) return h("p", { class: "quiet" }, "None of your orders.");
    return h("div", { class: "orders-none" },
      h("p", { class: "quiet" }, "Nothing yet. There is a wall somewhere waiting for a place you love."),
      h("a", { class: "button", href: "/#templates" }, "Choose a template"));
  }
}
