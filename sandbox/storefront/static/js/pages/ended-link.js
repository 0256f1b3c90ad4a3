// A mail's link that has ended: it offers a fresh one, which goes to the order's own address.

import { ask } from "../api.js";
import { fill, h } from "../dom.js";
import { busy, plainPage } from "../notices.js";
import { ORDER_LINK_RENEW } from "../operations.js";

/** What the page says instead of the order. */
export function endedLink(token, number) {
  const find = h("a", { class: "button button-quiet", href: `/find-order${number ? `?number=${encodeURIComponent(number)}` : ""}` }, "Find it by its number");
  const problem = h("p", { class: "field-error", role: "alert", hidden: true });
  const button = h("button", { class: "button", type: "button" }, "Send me a new link");
  const place = h("div", {},
    plainPage(
      "This link has ended",
      "Links in our mails open an order for a while only. A new one goes to the address that the order was placed with.",
      problem, h("div", { class: "row" }, button, find)));
  button.addEventListener("click", () => busy(button, "Sending…", async () => {
    const { days } = await ask(ORDER_LINK_RENEW, { token }, "orderLinkRenew", "OrderLinkSent");
    fill(place, plainPage(
      "Look into your mailbox",
      `A new link is on its way. It opens your order for ${days} days.`,
      h("a", { class: "button button-quiet", href: "/" }, "To the shop")));
  }, (error) => {
    const lost = error.result?.__typename === "TokenInvalidError";
    fill(problem, lost ? "This link is not whole. Find your order by its number and your address." : error.message);
    problem.hidden = false;
  }));
  return place;
}
