// What the poster is printed on: product, size, options, and how many.

import { money } from "../catalog.js";
import { fill, h, icon, newId } from "../dom.js";
import { ICONS } from "../icons.js";
import { tiles } from "./fields.js";

const MOST = 99;

/** The panel of products. It draws itself again when another product is chosen. */
export function formatPanel(editor) {
  const rest = h("div", { class: "format-rest" });
  const products = tiles({
    legend: "Made as", className: "tiles-products", value: editor.product.slug,
    choices: editor.products.map((product) => ({
      value: product.slug, label: product.name, note: `from ${product.priceFrom.formatted}`,
    })),
    onchange: (slug) => {
      editor.chooseProduct(slug);
      fill(rest, details(editor));
    },
  });
  fill(rest, details(editor));
  return [h("div", { class: "group" }, products), rest];
}

function details(editor) {
  const { product } = editor;
  return [
    h("div", { class: "group" },
      h("p", { class: "product-words" }, product.description),
      h("ul", { class: "features" }, product.features.map((each) => h("li", {}, icon(ICONS.check, 16), each)))),
    product.sizes.length > 0 && h("div", { class: "group" }, sizes(editor)),
    product.options.map((option) => h("div", { class: "group" }, choices(editor, option))),
    h("div", { class: "group" }, quantity(editor)),
  ];
}

function sizes(editor) {
  return tiles({
    legend: "Size", className: "tiles-sizes", value: editor.size?.value,
    choices: editor.product.sizes.map((size) => ({ value: size.value, ...sizeWords(size) })),
    onchange: (size) => editor.choose({ size }),
  });
}

// "18 × 24 in (46 × 61 cm)" is too long for a tile: centimetres go beside the price.
function sizeWords({ label, price }) {
  const [, inches, centimetres] = /^(.+?) \((.+)\)$/.exec(label) ?? [null, label, null];
  return { label: inches, note: [centimetres, price.formatted].filter(Boolean).join(" · ") };
}

function choices(editor, option) {
  const color = (value) => /^#[0-9a-f]{6}$/i.exec(value.metadata?.hex ?? "")?.[0];
  return tiles({
    legend: option.label, className: "tiles-options", value: editor.choice.options[option.name],
    choices: option.values.map((value) => ({
      value: value.value,
      label: [color(value) && h("span", { class: "wood", style: { "--wood": color(value) } }), value.label],
      note: [value.description, delta(value.priceDelta)].filter(Boolean).join(" · "),
    })),
    onchange: (value) => editor.choose({ options: { ...editor.choice.options, [option.name]: value } }),
  });
}

function delta(price) {
  if (price.amount === 0) return "included";
  return price.amount > 0 ? `+${price.formatted}` : `−${money(-price.amount, price.currency)}`;
}

function quantity(editor) {
  const id = newId("quantity");
  const set = (value) => {
    const count = Math.min(MOST, Math.max(1, Math.round(value) || 1));
    input.value = String(count);
    editor.choose({ quantity: count });
  };
  const input = h("input", {
    id, type: "number", min: 1, max: MOST, inputmode: "numeric", value: String(editor.choice.quantity),
    onchange: () => set(Number(input.value)),
  });
  const step = (label, path, by) =>
    h("button", { class: "icon-button", type: "button", "aria-label": label, onclick: () => set(editor.choice.quantity + by) }, icon(path, 16));
  return [
    h("label", { class: "group-title", for: id }, "Pieces"),
    h("div", { class: "stepper" }, step("One less", ICONS.minus, -1), input, step("One more", ICONS.plus, 1)),
  ];
}
