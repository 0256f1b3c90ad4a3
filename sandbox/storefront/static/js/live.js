// An order as it changes: pushed by the shop where events get through, asked for every second where not.

import { run, stream } from "./api.js";
import { ORDER_BY_ID, ORDER_BY_NUMBER, ORDER_BY_SESSION, ORDER_UPDATED } from "./operations.js";
import { keptOrders, keptSession } from "./storage.js";

const ASK_EVERY = 1000; // ms
const ASK_BESIDE_EVENTS = 5000; // should an event be lost

/** The order that a mail's link opens; null when the link has ended, or never was one. */
export async function orderOfLink(number, token) {
  return lookUp({ number }, { orderToken: token });
}

/**
 * The order of a checkout session or of a number (or the newest of this browser), and the key that opens it: null for
 * an order of the account that is logged in. Null if nothing here opens it.
 */
export async function findOrder({ session = null, number = null }) {
  if (keptSession() && (session || number)) {
    const order = await lookUp({ session, number }, {});
    if (order) return { order, token: null };
  }
  const kept = keptOrders(session).filter((each) => number === null || each.number === number);
  for (const { id, token } of kept) {
    const order = await lookUp(session ? { session } : { id }, { orderToken: token });
    if (order) return { order, token };
    if (!session) return null;
  }
  return null;
}

async function lookUp({ session, number, id }, options) {
  try {
    if (session) return (await run(ORDER_BY_SESSION, { sessionId: session }, options)).orderByCheckoutSession;
    if (number) return (await run(ORDER_BY_NUMBER, { number }, options)).orderByNumber;
    return (await run(ORDER_BY_ID, { id }, options)).order;
  } catch (error) {
    if (["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND"].includes(error.code)) return null; // a key that has grown old
    throw error;
  }
}

/** Nothing more will happen to it while somebody watches. */
export function isSettled(order) {
  if (order.status === "CANCELED" || order.paymentStatus === "REFUNDED") return true;
  const paid = !["PENDING", "FAILED"].includes(order.paymentStatus);
  return paid && order.downloads.every((file) => file.status === "READY" || file.status === "FAILED")
    && (order.downloads.length > 0 || order.fulfillmentType === "PHYSICAL");
}

/** Tell of every change until the order is settled or `signal` ends it. `onTrouble(true)` while the shop is away. */
export async function follow(id, orderToken, onOrder, onTrouble, signal) {
  const done = new AbortController();
  signal.addEventListener("abort", () => done.abort(), { once: true });
  const options = { orderToken, signal: done.signal };
  const tell = (order) => {
    if (done.signal.aborted || !order) return;
    onOrder(order);
    if (isSettled(order)) done.abort();
  };
  let pushed = true;
  stream(ORDER_UPDATED, { id }, (data) => tell(data.orderUpdated), options)
    .catch(() => {})
    .finally(() => { pushed = false; });
  while (!done.signal.aborted) {
    await pause(pushed ? ASK_BESIDE_EVENTS : ASK_EVERY, done.signal);
    if (done.signal.aborted) return;
    try {
      tell((await run(ORDER_BY_ID, { id }, options)).order);
      onTrouble(false);
    } catch (error) {
      if (error.name !== "AbortError") onTrouble(true);
    }
  }
}

function pause(ms, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
