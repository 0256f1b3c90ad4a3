// The cart: what is in it, what it costs, and the way to the payment page.

import {
  cartChanges, checkOut, readCart, removeLine, restoreCart, setEmail, setQuantity, takeMergeNotices,
} from "../cart.js";
import { fill, h, icon, newId } from "../dom.js";
import { Refused } from "../errors.js";
import { ICONS } from "../icons.js";
import { busy, plainPage, poster, trouble } from "../notices.js";
import { person } from "../session.js";

export const title = "Your cart";

export async function render(main, { signal }) {
  const opened = await openLink();
  const cart = opened ?? await readCart();
  if (signal.aborted) return;
  const merged = [...takeMergeNotices(), ...(opened === null ? [ENDED] : [])];
  show(main, cart, merged);
  cartChanges.addEventListener("change", ({ detail }) => show(main, detail, merged), { signal });
}

const ENDED = "The link to a cart of yours has ended, or what was in it has been bought.";

/** The cart of a mail's link, whose key is taken out of the address bar; undefined without one, null when it ended. */
async function openLink() {
  const address = new URLSearchParams(location.search);
  const link = address.get("restore");
  if (!link) return undefined;
  history.replaceState(history.state, "", location.pathname);
  try {
    return await restoreCart(link);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return null;
  }
}

function show(main, cart, merged) {
  if (!cart?.lines.length) {
    const start = h("a", { class: "button", href: "/#templates" }, "Choose a template");
    const words = merged.includes(ENDED) ? ENDED : "There is a wall somewhere waiting for a place you love.";
    fill(main, plainPage("Your cart is empty", words, start));
    return;
  }
  const kept = document.activeElement?.id;
  const problems = h("div", { class: "cart-problems" });
  const refused = (error) => {
    fill(problems, trouble(error));
    readCart().catch(() => {});
  };
  fill(
    main,
    h("div", { class: "cart" },
      h("header", { class: "cart-head" }, h("h1", {}, "Your cart"), h("p", {}, pieces(cart.quantity))),
      h("div", { class: "cart-main" },
        problems,
        merged.map(said), general(cart.warnings),
        h("ul", { class: "cart-lines" }, cart.lines.map((line) => lineRow(line, warningsOf(cart, line), refused)))),
      summary(cart)),
  );
  if (kept) document.getElementById(kept)?.focus();
}

function pieces(count) {
  return count === 1 ? "One piece" : `${count} pieces`;
}

function warningsOf(cart, line) {
  return cart.warnings.filter((warning) => warning.lineId === line.id);
}

function general(warnings) {
  return warnings.filter((warning) => !warning.lineId).map((warning) => said(warning.message));
}

function said(text) {
  return h("p", { class: "notice", role: "status" }, text);
}

function lineRow(line, warnings, refused) {
  const name = line.design?.title ?? line.product.name;
  const details = [line.size?.label, ...line.options.map((option) => option.label)].filter(Boolean).join(" · ");
  return h(
    "li", { class: "cart-line", "aria-label": name },
    line.design ? poster(line.design.previewUrl, `Preview of “${name}”`) : h("span"),
    h("div", { class: "cart-line-words" },
      h("h2", {}, name),
      h("p", { class: "quiet" }, line.product.name),
      details && h("p", { class: "quiet" }, details),
      warnings.map((warning) => h("p", { class: "notice", role: "status" }, warning.message))),
    h("p", { class: "cart-line-price" }, h("strong", {}, line.total.formatted), line.quantity > 1 && h("span", { class: "quiet" }, `${line.unitPrice.formatted} each`)),
    h("div", { class: "cart-line-tools" }, quantity(line, name, refused), remove(line, name, refused)),
  );
}

function quantity(line, name, refused) {
  const id = `quantity-${line.id}`;
  const to = (count) => setQuantity(line.id, count).catch(refused);
  const typed = (event) => {
    const count = Math.round(Number(event.target.value));
    if (count >= 1 && count <= 99) to(count);
    else event.target.value = String(line.quantity);
  };
  const step = (label, path, by, suffix) =>
    h("button", {
      class: "icon-button", type: "button", id: `${id}-${suffix}`, "aria-label": `${label}: ${name}`,
      disabled: line.quantity + by < 1 || line.quantity + by > 99, onclick: () => to(line.quantity + by),
    }, icon(path, 16));
  return h(
    "div", { class: "stepper" },
    step("One less", ICONS.minus, -1, "less"),
    h("input", {
      id, type: "number", min: 1, max: 99, inputmode: "numeric", value: String(line.quantity),
      "aria-label": `Pieces of ${name}`, onchange: typed,
    }),
    step("One more", ICONS.plus, 1, "more"),
  );
}

function remove(line, name, refused) {
  return h("button", {
    class: "text-link", type: "button", "aria-label": `Remove ${name}`,
    onclick: () => removeLine(line.id).catch(refused),
  }, "Remove");
}

function summary(cart) {
  const physical = cart.fulfillmentType !== "DIGITAL";
  const problem = h("p", { class: "field-error", role: "alert", hidden: true });
  const id = newId("email");
  const email = h("input", {
    id, type: "email", autocomplete: "email", value: cart.email ?? person()?.email ?? "", placeholder: "name@example.com", maxlength: 254,
    "aria-describedby": `${id}-hint`,
  });
  const consent = h("input", { id: newId("consent"), type: "checkbox", name: "consent" });
  const button = h("button", { class: "button button-wide", type: "submit" }, "Check out");
  const pay = async (event) => {
    event.preventDefault();
    problem.hidden = true;
    email.removeAttribute("aria-invalid");
    await busy(button, "Taking you to the payment…", () => payFor(cart, email, consent), (error) => {
      fill(problem, error.message);
      problem.hidden = false;
      if (error.result?.path?.includes("email")) email.setAttribute("aria-invalid", "true");
    });
  };
  return h(
    "aside", { class: "summary", "aria-label": "Summary" },
    h("dl", { class: "sums" },
      sum("Subtotal", cart.subtotal.formatted),
      physical && sum("Shipping", cart.shipping.amount ? cart.shipping.formatted : "Free"),
      sum("Total", cart.total.formatted, "sum-total")),
    freeShipping(cart),
    h("form", { class: "checkout", onsubmit: pay, novalidate: true },
      h("div", { class: "field" },
        h("label", { for: id }, "E-mail for your receipt"), email,
        h("p", { class: "field-hint", id: `${id}-hint` }, "You may leave this empty: the payment page asks as well.")),
      h("label", { class: "check", for: consent.id }, consent, "Remind me of my cart, and ask me how I like it. One click ends it."),
      problem, button,
      h("p", { class: "quiet small" }, "You pay on a page of our payment provider. Taxes and codes are shown there.")),
  );
}

async function payFor(cart, email, consent) {
  const address = email.value.trim();
  if (address && !email.validity.valid) {
    email.setAttribute("aria-invalid", "true");
    email.focus();
    throw new Error("Please enter an address such as name@example.com.");
  }
  if (address && (consent.checked || address !== cart.email)) await setEmail(address, consent.checked || null);
  return checkOut();
}

function sum(name, value, className = "") {
  return h("div", { class: `sum ${className}` }, h("dt", {}, name), h("dd", {}, value));
}

function freeShipping(cart) {
  const left = cart.freeShippingRemaining;
  if (!left || left.amount <= 0) return null;
  const reached = cart.subtotal.amount / (cart.subtotal.amount + left.amount);
  return h(
    "div", { class: "free-shipping" },
    h("p", {}, icon(ICONS.truck, 18), `${left.formatted} more in prints and shipping is free`),
    h("progress", { max: 1, value: reached, "aria-hidden": "true" }),
  );
}
