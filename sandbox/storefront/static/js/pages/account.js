// Somebody's account: who they are, what they bought, and what they may do about it.

import { CLAIM_ORDER, ME } from "../account-operations.js";
import { ask, run } from "../api.js";
import { fill, h } from "../dom.js";
import { busy, toast, trouble } from "../notices.js";
import { leave, logOut, person, sessionChanges } from "../session.js";
import { orderRow, OrderHistory } from "./account-orders.js";
import { dataPart, passwordPart, sessionsPart } from "./account-settings.js";

export const title = "Your account";

const LOGIN = "/account/login?next=/account";

export async function render(main, { signal, go }) {
  const me = await readMe();
  if (signal.aborted) return;
  if (!me) return go(LOGIN, { replace: true });
  const history = new OrderHistory(signal);
  const ended = new AbortController(); // the login ends here by the person's own wish
  const gone = () => {
    ended.abort();
    leave();
    go("/");
  };
  sessionChanges.addEventListener("change", ({ detail }) => {
    if (!detail) go(LOGIN, { replace: true }); // ended by another tab or browser
  }, { signal: AbortSignal.any([signal, ended.signal]) });
  fill(main, h("div", { class: "account" },
    head(me, go, ended),
    h("div", { class: "account-main" }, claimable(me.claimableOrders, history), history.element),
    h("div", { class: "account-side" }, sessionsPart(me.sessions), passwordPart(me.email), dataPart(me, gone, signal))));
  await history.open();
}

async function readMe() {
  if (!person()) return null;
  try {
    const { me, accountSessions, jobs } = await run(ME);
    return me && { ...me, sessions: accountSessions.nodes, jobs: jobs.nodes };
  } catch (error) {
    if (error.code !== "UNAUTHENTICATED") throw error;
    if (person()) leave();
    return null;
  }
}

function head(me, go, ended) {
  const out = (event) => busy(event.currentTarget, "Logging out…", async () => {
    ended.abort();
    await logOut();
    toast("You are logged out. See you soon.");
    go("/");
    return true;
  }, () => {});
  return h("header", { class: "account-head" },
    h("div", {}, h("p", { class: "eyebrow" }, "Your account"), h("h1", {}, me.name || "Hello"), h("p", { class: "quiet" }, me.email)),
    h("button", { class: "button button-quiet", type: "button", onclick: out }, "Log out"));
}

function claimable(found, history) {
  if (!found.nodes.length) return null;
  const element = h("section", { class: "claim", "aria-labelledby": "claim-title" });
  const rows = new Map(found.nodes.map((order) => [order.id, claimRow(order, () => {
    rows.delete(order.id);
    show();
    history.open();
    toast(`Order ${order.number} is yours now.`);
  })]));
  const show = () => {
    element.hidden = rows.size === 0;
    fill(element,
      h("h2", { id: "claim-title" }, rows.size === 1 ? "An order of yours, from before" : "Orders of yours, from before"),
      h("p", { class: "quiet" }, "Bought as a guest, with this address. Add what belongs here."),
      h("ul", { class: "orders" }, [...rows.values()]));
  };
  show();
  return element;
}

function claimRow(order, onClaimed) {
  const problem = h("div", {});
  const claim = (event) => busy(event.currentTarget, "Adding…", async () => {
    await ask(CLAIM_ORDER, { number: order.number }, "orderClaim", "Order");
    onClaimed();
    return true;
  }, (error) => fill(problem, trouble(error)));
  const button = h("button", { class: "button", type: "button", "aria-label": `Add order ${order.number} to my account`, onclick: claim }, "Add to my account");
  return orderRow(order, { action: button, more: problem });
}
