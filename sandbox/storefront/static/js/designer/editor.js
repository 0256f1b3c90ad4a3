// One poster in the making: its document, what it is printed on, and what the shop has to say about it.

import { keepDraft } from "../storage.js";
import { set } from "./document.js";

/** Fires "document", "choice" and "problems" when they change. */
export class Editor extends EventTarget {
  constructor(template, products, kept) {
    super();
    this.template = template;
    this.products = products;
    this.document = kept?.document ?? template.document;
    this.choice = this.#valid(kept?.choice) ?? this.#firstChoice(products[0]);
    this.problems = [];
  }

  /** Put a value at a dotted path of the document. */
  set(path, value) {
    this.edit((document) => set(document, path, value));
  }

  /** Replace the document with what `change` makes of it. */
  edit(change) {
    this.document = change(this.document);
    this.#keep("document");
  }

  /** Choose a product by slug: its most wished size and plain options. */
  chooseProduct(slug) {
    const before = this.size?.value;
    this.choice = { ...this.#firstChoice(this.#product(slug)), quantity: this.choice.quantity };
    if (this.product.sizes.some((size) => size.value === before)) this.choice.size = before;
    this.#keep("choice");
  }

  /** Change `size`, `quantity` or, as a whole, `options`. */
  choose(changes) {
    this.choice = { ...this.choice, ...changes };
    this.#keep("choice");
  }

  /** What the shop refuses: [{path, message}]. */
  tell(problems) {
    this.problems = problems;
    this.dispatchEvent(new Event("problems"));
  }

  get product() {
    return this.#product(this.choice.product);
  }

  get size() {
    return this.product.sizes.find((size) => size.value === this.choice.size) ?? null;
  }

  /** Minor units for one, in the shop's currency. */
  get unitPrice() {
    const base = (this.size?.price ?? this.product.priceFrom).amount;
    return this.chosenValues.reduce((sum, value) => sum + value.priceDelta.amount, base);
  }

  get currency() {
    return (this.size?.price ?? this.product.priceFrom).currency;
  }

  /** The chosen value of every option. */
  get chosenValues() {
    return this.product.options.map(
      (option) => option.values.find((value) => value.value === this.choice.options[option.name]) ?? option.values[0],
    );
  }

  /** The LineInput that the cart and the checkout take. */
  get line() {
    const options = this.product.options.map((option, i) => ({ name: option.name, value: this.chosenValues[i].value }));
    return {
      productId: this.product.id, sizeId: this.size?.id ?? null, options,
      quantity: this.choice.quantity, design: this.document,
    };
  }

  #product(slug) {
    return this.products.find((product) => product.slug === slug) ?? this.products[0];
  }

  #firstChoice(product) {
    const size = product.sizes.find((each) => each.popular) ?? product.sizes[0] ?? null;
    const plain = (option) => option.values.find((value) => value.priceDelta.amount === 0) ?? option.values[0];
    const options = Object.fromEntries(product.options.map((option) => [option.name, plain(option).value]));
    return { product: product.slug, size: size?.value ?? null, options, quantity: 1 };
  }

  // The shop may have changed its range since the draft was kept.
  #valid(choice) {
    const product = this.products.find((each) => each.slug === choice?.product);
    const sized = product?.sizes.length === 0 || product?.sizes.some((size) => size.value === choice.size);
    return product && sized ? choice : null;
  }

  #keep(what) {
    keepDraft(this.template.slug, { document: this.document, choice: this.choice });
    this.dispatchEvent(new Event(what));
  }
}
