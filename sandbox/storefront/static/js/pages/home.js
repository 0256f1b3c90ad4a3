// The front of the shop: what it is, the templates, how it goes, what it is printed on.

import { products, templates } from "../catalog.js";
import { fill, h } from "../dom.js";
import { loading, poster, trouble } from "../notices.js";

export const title = "Map posters of the places that matter";

const ON_THE_WALL = ["emerald-evening", "our-first-home", "where-we-met"];
const STEPS = [
  ["Choose", "Start from a template that feels like yours."],
  ["Make it personal", "Your words, your colours, your place. See every change as it will be printed."],
  ["Hang it", "Download print-ready files seconds after paying, or have it printed and framed."],
];

export async function render(main, { signal }) {
  const gallery = h("div", { class: "gallery-body" }, loading("Hanging the posters…"));
  const wall = h("div", { class: "hero-wall", "aria-hidden": "true" });
  const range = h("ul", { class: "range" });
  fill(
    main, hero(wall),
    h("section", { class: "section", id: "templates", "aria-labelledby": "templates-title" },
      h("header", { class: "section-head" },
        h("h2", { id: "templates-title" }, "Begin with a template"),
        h("p", {}, "Every one is yours to change: words, colours, map and shape.")),
      gallery),
    howItGoes(), printedOn(range),
  );
  await Promise.all([fillGallery(gallery, wall, signal), fillRange(range, signal)]);
}

function hero(wall) {
  return h(
    "section", { class: "hero" },
    h("div", { class: "hero-words" },
      h("p", { class: "eyebrow" }, "Map posters, drawn to order"),
      h("h1", {}, "The place where ", h("em", {}, "it all began"), ", on your wall."),
      h("p", { class: "lead" }, "The street you grew up on. The corner where you met. Choose a place, find the words, and we draw it in fine detail, ready to print at any size."),
      h("div", { class: "hero-actions" },
        h("a", { class: "button", href: "/#templates" }, "Choose a template"),
        h("a", { class: "text-link", href: "/#how" }, "How it works"))),
    wall,
  );
}

async function fillGallery(gallery, wall, signal) {
  try {
    const all = await templates();
    if (signal.aborted) return;
    hangWall(wall, all);
    fill(gallery, filters(all, gallery), cards(all));
  } catch (error) {
    const again = () => {
      fill(gallery, loading("Hanging the posters…"));
      return fillGallery(gallery, wall, signal);
    };
    fill(gallery, trouble(error, again));
  }
}

function hangWall(wall, all) {
  const wished = ON_THE_WALL.map((slug) => all.find((each) => each.slug === slug)).filter(Boolean);
  const hung = wished.length === ON_THE_WALL.length ? wished : all.slice(0, ON_THE_WALL.length);
  fill(wall, hung.map((each) => poster(each.previewUrl, "", { eager: true, className: "poster-framed" })));
}

function filters(all, gallery) {
  const names = ["All", ...new Set(all.map((each) => each.category))];
  const buttons = names.map((name) =>
    h("button", {
      class: "chip", type: "button", "aria-pressed": String(name === "All"),
      onclick: (event) => {
        for (const button of buttons) button.setAttribute("aria-pressed", String(button === event.currentTarget));
        const chosen = name === "All" ? all : all.filter((each) => each.category === name);
        gallery.querySelector(".cards").replaceWith(cards(chosen));
      },
    }, name));
  return h("div", { class: "chips", role: "group", "aria-label": "Show templates about" }, buttons);
}

function cards(shown) {
  return h("ul", { class: "cards" }, shown.map((each) =>
    h("li", {},
      h("a", { class: "card", href: `/design/${each.slug}` },
        poster(each.previewUrl, `Map poster “${each.name}”`),
        h("span", { class: "card-name" }, each.name),
        h("span", { class: "card-note" }, each.category)))));
}

function howItGoes() {
  return h(
    "section", { class: "section steps-section", id: "how", "aria-labelledby": "how-title" },
    h("header", { class: "section-head" }, h("h2", { id: "how-title" }, "Three quiet minutes")),
    h("ol", { class: "steps" }, STEPS.map(([name, text]) => h("li", {}, h("h3", {}, name), h("p", {}, text)))),
  );
}

function printedOn(range) {
  return h(
    "section", { class: "section", "aria-labelledby": "range-title" },
    h("header", { class: "section-head" },
      h("h2", { id: "range-title" }, "From your screen to the wall"),
      h("p", {}, "The same drawing, on whatever suits the room.")),
    range,
  );
}

async function fillRange(range, signal) {
  try {
    const all = await products();
    if (signal.aborted) return;
    fill(range, all.map((product) =>
      h("li", {},
        h("h3", {}, product.name),
        h("p", {}, product.description),
        h("p", { class: "price" }, h("span", { class: "quiet" }, "from "), product.priceFrom.formatted))));
  } catch (error) {
    fill(range, h("li", {}, trouble(error)));
  }
}
