// Where the mail to a new customer leads: it opens the account, logs in, and says what is next.

import { fill, h } from "../dom.js";
import { Refused } from "../errors.js";
import { form, newPasswordField } from "../forms.js";
import { busy, plainPage, toast, trouble } from "../notices.js";
import { askForReset, verifyEmail } from "../session.js";
import { keepOffered, wasOffered } from "../storage.js";
import { sheet } from "./login.js";

export const title = "Your account";

export async function render(main, { signal }) {
  const token = new URLSearchParams(location.search).get("token");
  try {
    if (!token) throw new Refused("The link is not complete. Copy it as a whole from the mail.", {});
    if (wasOffered()) choosePassword(main, token);
    else await enter(main, token, null, signal);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (!signal.aborted) refused(main, error);
  }
}

async function enter(main, token, password, signal) {
  const { user, cart } = await verifyEmail(token, password);
  keepOffered(false);
  if (signal?.aborted) return;
  history.replaceState(null, "", "/account"); // the link is used up: coming back here should not say so
  welcome(main, user, cart !== null, password === null);
}

// Only this browser knows that the account comes from an order and has no password yet; others offer one by mail.
function choosePassword(main, token) {
  const fields = form([newPasswordField()], {
    submit: "Open my account",
    send: async ({ password }) => {
      try {
        await enter(main, token, password);
      } catch (error) {
        if (error.result?.__typename !== "TokenInvalidError") throw error;
        keepOffered(false);
        refused(main, error);
      }
      return true;
    },
  });
  fill(main, sheet("Choose a password", "It opens your account and your orders, on every device.", fields));
}

function welcome(main, user, withCart, mayLackPassword) {
  const name = user.name.split(" ")[0];
  const problem = h("div", {});
  const choose = (event) => busy(event.currentTarget, "Sending…", async () => {
    await askForReset(user.email);
    toast(`A mail to choose your password by is on its way to ${user.email}.`);
  }, (error) => fill(problem, trouble(error)));
  fill(main, plainPage(
    name ? `Welcome, ${name}` : "Welcome",
    `Your account is open, and you are logged in.${withCart ? " Your cart came with you." : ""}`,
    h("a", { class: "button", href: "/account" }, "To my account"),
    mayLackPassword && h("p", { class: "quiet small" }, "You came from an order and have no password yet? ",
      h("button", { class: "text-link", type: "button", onclick: choose }, "Choose one by mail")),
    problem));
}

function refused(main, error) {
  fill(main, plainPage("This link does not work", error.message,
    h("div", { class: "row" },
      h("a", { class: "button", href: "/account/login" }, "Log in"),
      h("a", { class: "button button-quiet", href: "/account/register" }, "Register again"))));
}
