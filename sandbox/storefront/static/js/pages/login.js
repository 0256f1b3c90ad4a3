// Logging in, and asking for a new password.

import { fill, h } from "../dom.js";
import { emailField, form, passwordField } from "../forms.js";
import { toast } from "../notices.js";
import { askForReset, logIn, person } from "../session.js";
import { wait } from "../errors.js";

export const title = "Log in";

const RESET_LIFETIME = 3600; // seconds that the link in the mail is good for

export async function render(main, { go }) {
  const next = nextOf(location.search);
  if (person()) return go(next, { replace: true });
  showLogin(main, next, go);
}

/** Where to go after logging in: a page of this shop, and no other. */
export function nextOf(search) {
  const next = new URLSearchParams(search).get("next") ?? "";
  return /^\/(?![/\\])/.test(next) ? next : "/account";
}

/** What there is to say about somebody who has just come in. */
export function greet({ user, cart, trouble }) {
  const name = user.name.split(" ")[0];
  const hello = name ? `Welcome, ${name}.` : "Welcome.";
  if (trouble) return toast(`${hello} Your cart could not be taken along: ${trouble.message}`);
  if (cart === null) return toast(hello);
  return toast(`${hello} Your cart came with you.`, h("a", { class: "text-link", href: "/cart" }, "View cart"));
}

function showLogin(main, next, go, email = "") {
  const fields = form([emailField(email), passwordField()], {
    submit: "Log in", waiting: "Logging you in…",
    send: async ({ email: address, password }) => {
      greet(await logIn(address, password));
      go(next, { replace: true });
      return true;
    },
  });
  const forgot = () => showForgot(main, fields.elements.email.value, next, go);
  fill(main, sheet("Welcome back", "Your orders and your files, wherever you are.", fields,
    h("p", {}, h("button", { class: "text-link", type: "button", onclick: forgot }, "Forgot your password?")),
    h("p", { class: "sheet-foot" },
      "New here? ", h("a", { class: "text-link", href: "/account/register" }, "Open an account"), h("br"),
      "Ordered as a guest? ", h("a", { class: "text-link", href: "/find-order" }, "Find your order"))));
}

function showForgot(main, email, next, go) {
  const back = (address) => h("button", { class: "text-link", type: "button", onclick: () => showLogin(main, next, go, address) }, "Back to the login");
  const fields = form([emailField(email)], {
    submit: "Send me a link",
    send: async ({ email: address }) => {
      await askForReset(address);
      fill(main, sheet("Look into your mailbox", null,
        h("p", {}, "If ", h("strong", {}, address), ` has an account, a mail with a link is on its way. The link is good for ${wait(RESET_LIFETIME)}.`),
        h("p", {}, back(address))));
      main.focus();
      return true;
    },
  });
  fill(main, sheet("A new password", "Tell us your address, and we send you a link to choose one.", fields, h("p", {}, back(email))));
  fields.elements.email.focus();
}

/** A narrow page with one thing to do. */
export function sheet(heading, lead, ...rest) {
  return h("section", { class: "sheet" },
    h("header", { class: "sheet-head" }, h("h1", {}, heading), lead && h("p", { class: "quiet" }, lead)), rest);
}
