// What every page says in the same way: waiting, trouble, and short good news.

import { fill, h, httpUrl } from "./dom.js";

const PREVIEW_TRIES = 4;

/** A placeholder while something is on its way. */
export function loading(text) {
  return h("p", { class: "loading", role: "status" }, h("span", { class: "spinner", "aria-hidden": "true" }), text);
}

/** A calm box with what went wrong and a way on. `retry` may be null. */
export function trouble(error, retry = null) {
  return h(
    "div", { class: "notice notice-bad", role: "alert" },
    h("p", {}, error.message),
    retry && h("button", { class: "button button-quiet", type: "button", onclick: retry }, "Try again"),
  );
}

/** A page that has one thing to say. */
export function plainPage(title, text, ...rest) {
  return h("section", { class: "plain" }, h("h1", {}, title), h("p", {}, text), ...rest);
}

/** Good news for a few seconds, read out by screen readers. */
export function toast(text, ...links) {
  const box = document.getElementById("toasts");
  const note = h("div", { class: "toast" }, h("p", {}, text), ...links);
  fill(box, note);
  setTimeout(() => note.remove(), 7000);
}

/** A drawn poster on its paper. The room for it is kept while it loads. */
export function poster(url, alt, { eager = false, className = "" } = {}) {
  const image = h("img", {
    src: httpUrl(url), alt, width: 480, height: 640, decoding: "async", loading: eager ? "eager" : "lazy",
  });
  const paper = h("span", { class: `poster ${className}`, "data-loading": true }, image);
  let tries = 0;
  image.addEventListener("load", () => paper.removeAttribute("data-loading"), { once: true });
  image.addEventListener("error", () => {
    tries += 1; // a busy shop asks to come back a little later
    if (tries <= PREVIEW_TRIES) setTimeout(() => { image.src = httpUrl(url); }, 2000 * tries);
    else paper.setAttribute("data-failed", "");
  });
  return paper;
}

/**
 * Run an action of a button: it is busy meanwhile, and says so; trouble goes to `onTrouble`.
 * An action that gives true is leaving this page, and the button stays busy.
 */
export async function busy(button, text, action, onTrouble) {
  if (button.getAttribute("aria-busy") === "true") return;
  const before = [...button.childNodes];
  button.setAttribute("aria-busy", "true");
  fill(button, h("span", { class: "spinner", "aria-hidden": "true" }), text);
  const restore = () => {
    button.removeAttribute("aria-busy");
    fill(button, before);
  };
  try {
    // The browser may keep this page while somebody pays, and show it again when they come back.
    if (await action()) addEventListener("pageshow", restore, { once: true });
    else restore();
  } catch (error) {
    restore();
    onTrouble(error);
  }
}
