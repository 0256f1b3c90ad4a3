// The price, and the two ways to buy.

import { addLine, buyNow } from "../cart.js";
import { money } from "../catalog.js";
import { fill, h } from "../dom.js";
import { busy, toast } from "../notices.js";

/** The bar that stays in sight. `onRefused` is told of designs that cannot be printed. */
export function buyBar(editor, onRefused) {
  const price = h("output", { class: "buy-price", "aria-label": "Price" });
  const what = h("span", { class: "buy-what" });
  const trouble = h("p", { class: "buy-trouble", role: "alert", hidden: true });
  const refresh = () => {
    const { quantity } = editor.choice;
    price.value = money(editor.unitPrice * quantity, editor.currency);
    const parts = [quantity > 1 ? `${quantity} ×` : "", editor.product.name];
    fill(what, parts.filter(Boolean).join(" "), editor.size && h("span", { class: "buy-size" }, ` · ${editor.size.label}`));
  };
  const refused = (error) => {
    fill(trouble, error.message);
    trouble.hidden = false;
    if (error.result?.problems) onRefused(error.result.problems);
  };
  const button = (text, className, busyText, action) =>
    h("button", {
      class: `button ${className}`, type: "button",
      onclick: (event) => {
        trouble.hidden = true;
        busy(event.currentTarget, busyText, action, refused);
      },
    }, text);
  refresh();
  editor.addEventListener("choice", refresh);
  return h(
    "div", { class: "buy-bar" }, trouble,
    h("p", { class: "buy-sum" }, price, what),
    h("div", { class: "buy-buttons" },
      button("Add to cart", "", "Adding…", async () => {
        await addLine(editor.line);
        toast("Your poster is in the cart.", h("a", { class: "text-link", href: "/cart" }, "View cart"));
      }),
      button("Buy now", "button-quiet", "One moment…", () => buyNow(editor.line))),
  );
}
