// The login of this browser: who it is, the access token, and the refresh token that gets the next one.
//
// The access token lives in memory only and is gone with the page. The refresh token has to outlive the page; a shop
// window that is nothing but files can keep it in localStorage alone, where every script of this origin could read
// it. What keeps that bearable is the strict Content-Security-Policy, and that a token works once: a stolen one that
// is used ends the login. A shop in production has a backend of its own: let that talk to accountLogin and
// accountRefresh, and keep the refresh token in an httpOnly, Secure, SameSite=Lax cookie, out of any script's reach.

import { ask, authorizeWith, run } from "./api.js";
import {
  ASK_FOR_RESET, LOG_IN, LOG_OUT, REFRESH, RESET_PASSWORD, VERIFY_EMAIL,
} from "./account-operations.js";
import { mergeCart, readCart } from "./cart.js";
import { Refused } from "./errors.js";
import { forgetOrders, keepSession, keptSession, onSessionElsewhere } from "./storage.js";

const MINUTE = 60_000;
const EARLY = MINUTE; // refresh before it ends: a refused request is slower than an early refresh
const LOCK = "shop.session";

/** Fires "change" with the name and e-mail address of whoever is logged in (or null) as its detail. */
export const sessionChanges = new EventTarget();

let access = null;
let refreshing = null;

/** `{ name, email }`, as of the last answer of the shop; null for a guest. */
export function person() {
  return keptSession();
}

/** Let requests carry the login from now on, and take what other tabs do to it. */
export function openSession() {
  authorizeWith({ token: accessToken, renew });
  onSessionElsewhere((left) => {
    if (left) access = null;
    tell();
  });
  tell();
  if (keptSession()) mergeCart().catch(() => {}); // a login that began elsewhere, such as in a mail's link
}

export async function logIn(email, password) {
  return begin(await ask(LOG_IN, { email, password }, "accountLogin", "Session", { anonymous: true }));
}

/** `password` only for an account that was offered after an order, which has none. */
export async function verifyEmail(token, password = null) {
  return begin(await ask(VERIFY_EMAIL, { token, password }, "accountVerifyEmail", "Session", { anonymous: true }));
}

export async function resetPassword(token, password) {
  return begin(await ask(RESET_PASSWORD, { token, password }, "accountPasswordReset", "Session", { anonymous: true }));
}

export function askForReset(email) {
  return run(ASK_FOR_RESET, { email }, { anonymous: true });
}

/** End the login here, even if the shop cannot be told. */
export async function logOut() {
  const kept = keptSession();
  leave();
  if (kept) await run(LOG_OUT, { refreshToken: kept.refreshToken }, { anonymous: true }).catch(() => {});
}

/** Forget the login, and what else the next person at this computer should not find. */
export function leave() {
  access = null;
  keepSession(null);
  forgetOrders();
  tell();
  readCart().catch(() => {});
}

async function begin(session) {
  enter(session);
  try {
    return { user: session.user, cart: await mergeCart() };
  } catch (error) {
    return { user: session.user, cart: null, trouble: error };
  }
}

function enter({ accessToken: token, refreshToken, expiresAt, user }) {
  const left = Date.parse(expiresAt) - Date.now();
  // This computer's clock may be wrong; then a token that has ended is found out by the shop's answer.
  access = { token, until: Date.now() + (left > EARLY ? left : 5 * MINUTE) };
  keepSession({ refreshToken, name: user.name, email: user.email });
  tell();
  return token;
}

function tell() {
  sessionChanges.dispatchEvent(new CustomEvent("change", { detail: person() }));
}

function accessToken() {
  if (!keptSession()) return null;
  return access && access.until - EARLY > Date.now() ? access.token : renew();
}

/** The next access token; null when the login has ended. However many ask at once, one request is sent. */
function renew(refused = null) {
  if (refused && access && access.token !== refused) return access.token; // somebody was faster
  refreshing ??= alone(exchange).finally(() => { refreshing = null; });
  return refreshing;
}

// One at a time among all tabs, so that each reads the token that the one before it was given.
function alone(action) {
  return navigator.locks ? navigator.locks.request(LOCK, action) : action();
}

async function exchange() {
  const kept = keptSession();
  if (!kept) return null;
  try {
    const { refreshToken } = kept;
    return enter(await ask(REFRESH, { refreshToken }, "accountRefresh", "Session", { anonymous: true }));
  } catch (error) {
    if (!(error instanceof Refused) || error.result.__typename === "RateLimitedError") throw error;
    if (keptSession()?.refreshToken === kept.refreshToken) leave();
    return null;
  }
}
