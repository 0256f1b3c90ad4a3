// Where the mail about a new password leads.

import { fill, h } from "../dom.js";
import { form, newPasswordField } from "../forms.js";
import { plainPage, toast } from "../notices.js";
import { resetPassword } from "../session.js";
import { sheet } from "./login.js";

export const title = "A new password";

export async function render(main, { go }) {
  const token = new URLSearchParams(location.search).get("token");
  if (!token) return refused(main, "The link is not complete. Copy it as a whole from the mail.");
  const fields = form([newPasswordField("New password")], {
    submit: "Keep this password",
    send: async ({ password }) => {
      try {
        await resetPassword(token, password);
      } catch (error) {
        if (error.result?.__typename !== "TokenInvalidError") throw error;
        refused(main, error.message);
        return true;
      }
      toast("Your password is changed. Every other device has been logged out.");
      go("/account", { replace: true });
      return true;
    },
  });
  fill(main, sheet("Choose a new password", "It ends every other login of your account.", fields));
}

function refused(main, text) {
  fill(main, plainPage("This link does not work", text,
    h("a", { class: "button", href: "/account/login" }, "To the login")));
}
