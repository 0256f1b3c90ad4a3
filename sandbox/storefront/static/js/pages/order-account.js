// What a guest may do with a paid order: keep it in an account.

import { CLAIM_ORDER, OFFER_ACCOUNT } from "../account-operations.js";
import { ask } from "../api.js";
import { fill, h } from "../dom.js";
import { busy, trouble } from "../notices.js";
import { person } from "../session.js";
import { keepOffered } from "../storage.js";

const SAID = { claimed: "This order belongs to an account already. Log in to see it there.", unpaid: "The payment is still on its way. Please try again in a moment." };

/** The offer for an order that `token` opens; null where there is nothing to offer. */
export function accountOffer(order, token) {
  if (!token || order.customer || !order.email || !order.paidAt) return null;
  const visitor = person();
  if (visitor) return visitor.email === order.email.toLowerCase() ? claim(order) : null;
  return offer(order, token);
}

function box(heading, text, ...rest) {
  return h("section", { class: "offer", "aria-label": heading }, h("div", {}, h("h2", {}, heading), h("p", { class: "quiet" }, text)), rest);
}

function offer(order, token) {
  const problem = h("div", {});
  const element = box("Keep it in an account", `Your files and all your orders in one place. We send a link to ${order.email}.`,
    h("button", {
      class: "button button-quiet", type: "button",
      onclick: (event) => busy(event.currentTarget, "Sending…", async () => {
        await asked(OFFER_ACCOUNT, { orderId: order.id }, "orderAccountOffer", "RegistrationReceived", { orderToken: token });
        keepOffered(true);
        fill(element, h("div", { role: "status" }, h("h2", {}, "Look into your mailbox"),
          h("p", { class: "quiet" }, `A mail to ${order.email} has the link. Then add this order in your account.`)));
        return true;
      }, (error) => fill(problem, trouble(error))),
    }, "Send me the link"), problem);
  return element;
}

function claim(order) {
  const problem = h("div", {});
  const element = box("Add it to your account", "You bought this as a guest, with the address of your account.",
    h("button", {
      class: "button button-quiet", type: "button",
      onclick: (event) => busy(event.currentTarget, "Adding…", async () => {
        await asked(CLAIM_ORDER, { number: order.number }, "orderClaim", "Order");
        fill(element, h("div", { role: "status" }, h("h2", {}, "It is in your account"),
          h("p", {}, h("a", { class: "text-link", href: "/account" }, "See all your orders"))));
        return true;
      }, (error) => fill(problem, trouble(error))),
    }, "Add to my account"), problem);
  return element;
}

async function asked(query, variables, name, expected, options) {
  try {
    return await ask(query, variables, name, expected, options);
  } catch (error) {
    error.message = SAID[error.result?.state] ?? error.message;
    throw error;
  }
}
