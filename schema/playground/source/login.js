// The login that the page has seen last. It is sent along wherever the headers pane leaves Authorization empty, and
// renewed before it ends, so that nobody copies a token every quarter of an hour.
const KEY = 'login';
const EARLY = 20_000;
const RENEW = `mutation($token: String!) { accountRefresh(refreshToken: $token) {
  ... on Session { accessToken refreshToken user { email role } }
} }`;
const BEGIN = `mutation($email: EmailAddress!, $password: String!) { accountLogin(email: $email, password: $password) {
  ... on Session { accessToken refreshToken user { email role } } ... on Error { message }
} }`;
const END = 'mutation($token: String!) { accountLogout(refreshToken: $token) }';

let renewing = null;

export function kept() {
  return JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
}

export function forget() {
  sessionStorage.removeItem(KEY);
}

// What accountLogin and its like have answered. How long the token is good is told by itself, in this browser's time.
export function keep({ accessToken, refreshToken, user }) {
  const [, claims] = accessToken.split('.');
  const { iat, exp } = JSON.parse(atob(claims.replaceAll('-', '+').replaceAll('_', '/')));
  const who = user?.email ?? user?.name ?? 'your login';
  const until = Date.now() + (exp - iat) * 1000;
  sessionStorage.setItem(KEY, JSON.stringify({ accessToken, refreshToken, who, role: user?.role, until }));
}

// Log in without a password in a tab, which the browser would remember; why it did not work, or null.
export async function begin(endpoint, email, password) {
  const { data, errors } = await ask(endpoint, BEGIN, { email, password });
  if (data?.accountLogin?.accessToken) keep(data.accountLogin);
  return data?.accountLogin?.message ?? errors?.[0].message ?? null;
}

// A token that is good now, or null. Requests that come at once renew it together: a token renews only once.
export async function token(endpoint) {
  const login = kept();
  if (!login || Date.now() < login.until - EARLY) return login?.accessToken ?? null;
  renewing ??= renew(endpoint, login).finally(() => (renewing = null));
  await renewing;
  return kept()?.accessToken ?? null;
}

async function renew(endpoint, { refreshToken }) {
  const next = refreshToken && (await ask(endpoint, RENEW, { token: refreshToken })).data?.accountRefresh;
  if (next?.accessToken) keep(next);
  else forget();
}

export async function end(endpoint) {
  const { refreshToken } = kept() ?? {};
  forget();
  if (refreshToken) await ask(endpoint, END, { token: refreshToken });
}

async function ask(endpoint, query, variables) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}
