// The shop's GraphQL API: one operation a request, and one stream of events an order.

import { cartToken } from "./storage.js";
import { Refused, Unreachable, friendly, friendlyCode } from "./errors.js";

let endpoint = null;
let login = { token: () => null, renew: () => null };

/** Let every request be made by whom `token()` gives; `renew(token)` is asked for another when the shop refuses one. */
export function authorizeWith(source) {
  login = source;
}

/** The shop's settings: read once, before anything else. */
export async function configure() {
  const config = await (await fetch("/config.json")).json();
  endpoint = config.api;
  return config;
}

/**
 * Run an operation; its `data`. An `anonymous` one is sent without the login.
 *
 * @throws {Unreachable} when the shop does not answer, or answers with an error nobody can act on.
 */
export async function run(query, variables = {}, options = {}) {
  const bearer = options.anonymous ? null : await login.token();
  try {
    return await runAs(bearer, query, variables, options);
  } catch (error) {
    if (!bearer || error.code !== "UNAUTHENTICATED") throw error;
    const other = await login.renew(bearer);
    if (other === bearer) throw error;
    return runAs(other, query, variables, options);
  }
}

async function runAs(bearer, query, variables, { orderToken = null, signal = undefined }) {
  const response = await send(query, variables, { bearer, orderToken, signal, accept: "application/graphql-response+json" });
  let body;
  try {
    body = await response.json();
  } catch {
    throw new Unreachable("The shop gave an answer that we could not read. Please try again.");
  }
  if (body.errors?.length) throw unreachable(body.errors[0]);
  return body.data;
}

/**
 * Run a mutation that answers with a union; the member of type `expected`.
 *
 * @throws {Refused} with the shop's typed error, worded for people.
 */
export async function ask(query, variables, field, expected, options = {}) {
  const result = (await run(query, variables, options))[field];
  if (result.__typename !== expected) throw new Refused(friendly(result), result);
  return result;
}

/**
 * Follow a subscription over server-sent events: `onData` gets the `data` of each event.
 * Resolves when the shop ends the stream.
 */
export async function stream(query, variables, onData, { orderToken = null, signal = undefined } = {}) {
  const bearer = await login.token();
  const response = await send(query, variables, { bearer, orderToken, signal, accept: "text/event-stream" });
  if (!response.ok || !response.body) throw new Unreachable("The shop sends no events.");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (rest + value.replaceAll("\r\n", "\n")).split("\n\n");
    rest = events.pop() ?? "";
    for (const event of events) if (!deliver(event, onData)) return;
  }
}

function deliver(event, onData) {
  const fields = event.split("\n").map((line) => line.split(/: ?(.*)/s));
  const name = fields.find(([field]) => field === "event")?.[1];
  if (name === "complete") return false;
  const text = fields.filter(([field]) => field === "data").map(([, value]) => value).join("\n");
  if (name !== "next" || !text) return true; // a heartbeat
  const payload = JSON.parse(text);
  if (payload.errors?.length) throw unreachable(payload.errors[0]);
  onData(payload.data);
  return true;
}

async function send(query, variables, { bearer, orderToken, accept, signal }) {
  const headers = { "Content-Type": "application/json", Accept: accept };
  if (bearer) headers.Authorization = `Bearer ${bearer}`;
  const cart = cartToken();
  if (cart) headers["X-Cart-Token"] = cart;
  if (orderToken) headers["X-Order-Token"] = orderToken;
  try {
    return await fetch(endpoint, { method: "POST", headers, body: JSON.stringify({ query, variables }), signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Unreachable("We cannot reach the shop right now. Check your connection and try again.");
  }
}

function unreachable(error) {
  return new Unreachable(messageOf(error), error.extensions?.code);
}

function messageOf(error) {
  const words = friendlyCode(error.extensions ?? {});
  if (words) return words;
  switch (error.extensions?.code) {
    case "BAD_USER_INPUT":
      return error.message;
    case "UNAUTHENTICATED":
    case "FORBIDDEN":
      return "This belongs to somebody else, or the link has grown too old.";
    default:
      return "Something went wrong on our side. Nothing was charged; please try again.";
  }
}
