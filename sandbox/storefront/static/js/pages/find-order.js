// A guest's order, found again by its number and e-mail address.

import { FIND_ORDER } from "../account-operations.js";
import { ask } from "../api.js";
import { fill, h } from "../dom.js";
import { Refused } from "../errors.js";
import { emailField, field, form } from "../forms.js";
import { person } from "../session.js";
import { keepOrder } from "../storage.js";
import { sheet } from "./login.js";

export const title = "Find your order";

export async function render(main, { go }) {
  const number = new URLSearchParams(location.search).get("number") ?? "";
  const fields = form([
    field("Order number", {
      name: "number", type: "text", maxlength: 40, autocomplete: "off", autocapitalize: "characters", spellcheck: "false",
      placeholder: "YMA-2026-8H3K9C2D", value: number,
    }, "You find it in our mail and on your receipt."),
    emailField(person()?.email),
  ], {
    submit: "Find my order", waiting: "Looking…",
    send: async (values) => {
      const { order, orderToken: token } = await find(values);
      keepOrder({ ...order, token });
      go(`/order?number=${order.number}`);
      return true;
    },
  });
  fill(main, sheet("Find your order", "For what you bought without an account: its state and its files.", fields,
    h("p", { class: "sheet-foot" }, "Ordered with an account? ", h("a", { class: "text-link", href: "/account" }, "It is in your account"))));
}

async function find(values) {
  try {
    return await ask(FIND_ORDER, values, "orderLookup", "OrderLookup", { anonymous: true });
  } catch (error) {
    if (error.result?.__typename !== "NotFoundError") throw error;
    throw new Refused("No guest’s order has this number and this address. Check both, or log in if you have an account.", {});
  }
}
