// Opening an account: the answer is the same for everybody, the mail says what is true.

import { REGISTER } from "../account-operations.js";
import { ask } from "../api.js";
import { fill, h } from "../dom.js";
import { emailField, field, form, newPasswordField } from "../forms.js";
import { person } from "../session.js";
import { sheet } from "./login.js";

export const title = "Open an account";

export async function render(main, { go }) {
  if (person()) return go("/account", { replace: true });
  show(main);
}

function show(main, name = "", email = "") {
  const fields = form([
    field("Your name", { name: "name", type: "text", autocomplete: "name", maxlength: 120, value: name }),
    emailField(email), newPasswordField(),
  ], {
    submit: "Open an account",
    send: async (values) => {
      await ask(REGISTER, values, "accountRegister", "RegistrationReceived", { anonymous: true });
      fill(main, received(values.email, () => show(main, values.name, values.email)));
      main.focus();
      return true;
    },
  });
  fill(main, sheet("Open an account", "Your posters and their files, kept together for as long as you like.", fields,
    h("p", { class: "sheet-foot" }, "You have one already? ", h("a", { class: "text-link", href: "/account/login" }, "Log in"))));
}

function received(email, again) {
  return sheet("One more step", null,
    h("p", {}, "We have sent a mail to ", h("strong", {}, email), ". Follow its link within 24 hours, and you are in."),
    h("p", { class: "quiet" }, "No mail? Look among the spam, or ",
      h("button", { class: "text-link", type: "button", onclick: again }, "check your address"), "."));
}
