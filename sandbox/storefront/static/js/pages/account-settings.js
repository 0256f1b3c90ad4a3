// The quieter half of an account: where it is logged in, its password, and the person's data.

import { CHANGE_PASSWORD, DELETE_ACCOUNT, END_SESSION, EXPORT_DATA, EXPORT_STATE } from "../account-operations.js";
import { ask, run } from "../api.js";
import { fill, h, httpUrl, icon } from "../dom.js";
import { ICONS } from "../icons.js";
import { form, newPasswordField, ownerField, passwordField } from "../forms.js";
import { busy, toast, trouble } from "../notices.js";
import { askForReset } from "../session.js";

const EXPORT = "account_data_export";
const ASK_EVERY = 1000; // ms
const WHEN = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

function part(title, ...children) {
  return h("section", { class: "account-part" }, h("h2", {}, title), children);
}

function folded(summary, ...children) {
  return h("details", { class: "folded" }, h("summary", {}, summary), h("div", { class: "folded-body" }, children));
}

/** Where somebody is logged in; each but this one can be ended. */
export function sessionsPart(sessions) {
  const list = h("ul", { class: "sessions" });
  const rows = sessions.map((session) => {
    const problem = h("div", {});
    const end = (event) => busy(event.currentTarget, "Ending…", async () => {
      await ask(END_SESSION, { id: session.id }, "accountSessionRevoke", "AccountSession");
      row.remove();
      toast("That login has ended.");
      return true;
    }, (error) => fill(problem, trouble(error)));
    const row = h("li", { class: "session" },
      h("div", {},
        h("p", {}, session.current ? h("strong", {}, "This browser") : "Another browser"),
        h("p", { class: "quiet small" }, `Since ${WHEN.format(new Date(session.createdAt))}`),
        !session.current && h("p", { class: "quiet small" }, `Last used ${WHEN.format(new Date(session.lastUsedAt))}`), problem),
      !session.current && h("button", { class: "text-link", type: "button", onclick: end }, "Log out there"));
    return row;
  });
  return part("Where you are logged in", fill(list, rows));
}

/** A new password: by the old one, or by mail. */
export function passwordPart(email) {
  const problem = h("div", {});
  const mail = (event) => busy(event.currentTarget, "Sending…", async () => {
    await askForReset(email);
    toast(`A mail to choose a new password by is on its way to ${email}.`);
  }, (error) => fill(problem, trouble(error)));
  const change = form([ownerField(email), passwordField("Your password now", "currentPassword"), newPasswordField("New password", "newPassword")], {
    submit: "Change password",
    send: async ({ currentPassword: current, newPassword: password }) => {
      await changePassword(current, password);
      change.reset();
      toast("Your password is changed. Every other device has been logged out.");
    },
  });
  return part("Your password",
    folded("Change it", change),
    h("p", { class: "quiet small" }, "Forgotten, or never chosen one? ",
      h("button", { class: "text-link", type: "button", onclick: mail }, "Send me a link")), problem);
}

async function changePassword(current, password) {
  try {
    await ask(CHANGE_PASSWORD, { current, password }, "accountPasswordChange", "User");
  } catch (error) {
    if (error.result?.__typename === "CredentialsInvalidError") error.message = "This is not your password.";
    throw error;
  }
}

/** A copy of everything, and the end of it. */
export function dataPart({ jobs, email }, onDeleted, signal) {
  const latest = jobs.find((job) => job.kind === EXPORT && (job.url || isRunning(job)));
  return part("Your data",
    exportBox(latest ?? null, signal),
    folded("Delete my account", deletion(email, onDeleted)));
}

function isRunning(job) {
  return job.status === "PENDING" || job.status === "RUNNING";
}

function exportBox(latest, signal) {
  const box = h("div", { class: "export" });
  const offer = (problem = null) => fill(box,
    h("p", { class: "quiet small" }, "Everything that we have about you, as a ZIP file."),
    problem && trouble(problem),
    h("p", {}, h("button", {
      class: "button button-quiet", type: "button",
      onclick: (event) => busy(event.currentTarget, "Asking…", async () => {
        watch(await ask(EXPORT_DATA, {}, "accountDataExport", "Job"));
        return true;
      }, offer),
    }, "Ask for a copy")));
  const show = (job) => {
    if (isRunning(job)) {
      fill(box, h("p", { class: "small", role: "status" }, "Packing your data…"),
        h("progress", { max: job.total ?? 1, value: job.total ? job.done : 0, "aria-label": "How far your copy is" }));
    } else if (httpUrl(job.url)) {
      fill(box,
        h("p", { class: "quiet small", role: "status" }, `Your copy is here until ${WHEN.format(new Date(job.expiresAt))}.`),
        h("p", {}, h("a", { class: "button", href: httpUrl(job.url), download: job.fileName, rel: "noreferrer" }, icon(ICONS.download, 18), "Download my data")));
    } else offer(new Error(job.error ?? "Your copy could not be made. Please ask again."));
  };
  const watch = async (job) => {
    show(job);
    while (isRunning(job) && !signal.aborted) {
      await new Promise((resolve) => { setTimeout(resolve, ASK_EVERY); });
      try {
        job = (await run(EXPORT_STATE, { id: job.id }, { signal })).job ?? { ...job, status: "FAILED" };
      } catch {
        continue; // the shop is away for a moment
      }
      show(job);
    }
  };
  if (latest) watch(latest);
  else offer();
  return box;
}

function deletion(email, onDeleted) {
  return [
    h("p", { class: "small" }, "Your designs, files and carts are deleted for good. Orders stay in our books, without your name."),
    form([ownerField(email), passwordField("Your password, to be sure")], {
      submit: "Delete everything", waiting: "Deleting…", className: "form-danger",
      send: async ({ password }) => {
        await deleteAccount(password);
        toast("Your account is deleted. Thank you for having been here.");
        onDeleted();
        return true;
      },
    }),
  ];
}

async function deleteAccount(password) {
  try {
    await run(DELETE_ACCOUNT, { password });
  } catch (error) {
    if (error.code === "CREDENTIALS_INVALID") error.message = "This is not your password.";
    if (error.code === "STATE_INVALID") error.message = "You are the last one who runs this shop. Make somebody else a superadmin first.";
    throw error;
  }
}
