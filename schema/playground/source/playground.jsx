// GraphiQL as this shop serves it. Built into ../static by build.md; nothing is loaded from elsewhere.
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/graphiql.css';
import { Kind, parse } from 'graphql';
import { StrictMode, useCallback, useState } from 'react';
import { createRoot } from 'react-dom/client';
import './playground.css';
import { BLANK, examples, LAST, starters } from './examples.js';
import * as login from './login.js';

const endpoint = new URL('/graphql', window.location.href);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';
const send = createGraphiQLFetcher({
  url: endpoint.href,
  subscriptionUrl: socket.href,
  enableIncrementalDelivery: false,
});

const TOKENS = ['X-Cart-Token', 'X-Order-Token'];

// A guest's cart and order each come with a token. The page sends the last one it saw wherever the
// headers pane leaves that header empty, so that the tabs can be run one after the other.
function remember(data, keep) {
  for (const [field, answer] of Object.entries(data ?? {})) {
    if (answer?.accessToken) login.keep(answer);
    if (field === 'accountLogout' && answer) login.forget();
    if (answer?.__typename === 'Cart' && answer.token) keep('X-Cart-Token', answer.token);
    if (answer?.orderToken) keep('X-Order-Token', answer.orderToken);
    if (answer?.order?.id) sessionStorage.setItem('id', answer.order.id);
    const session = answer?.sessionUrl?.match(/cs_\w+/);
    if (session) sessionStorage.setItem('sessionId', session[0]);
  }
}

// In variables, LAST stands for what an earlier tab answered.
function filled(variables) {
  const entries = Object.entries(variables ?? {});
  return Object.fromEntries(
    entries.map(([name, value]) => [name, value === LAST ? (sessionStorage.getItem(name) ?? value) : value]),
  );
}

// Just after a change of tabs GraphiQL may still know the last tab's document and operation name.
function current(request, options) {
  try {
    const documentAST = parse(request.query);
    const names = documentAST.definitions.filter(isOperation).map(({ name }) => name?.value);
    const operationName = names.length === 1 ? names[0] : request.operationName;
    return [{ ...request, operationName }, { ...options, documentAST }];
  } catch {
    return [request, options]; // the server says what is wrong with it
  }
}

function isOperation({ kind }) {
  return kind === Kind.OPERATION_DEFINITION;
}

function LogIn({ done }) {
  const [refusal, setRefusal] = useState(null);
  const submit = async (event) => {
    event.preventDefault();
    const { email, password } = Object.fromEntries(new FormData(event.currentTarget));
    const said = await login.begin(endpoint, email, password).catch(() => 'The shop does not answer.');
    setRefusal(said);
    if (said === null) done();
  };
  return (
    <details>
      <summary>log in</summary>
      <form onSubmit={submit}>
        <input name="email" type="email" aria-label="E-mail" placeholder="E-mail" autoComplete="username" required />
        <input
          name="password"
          type="password"
          aria-label="Password"
          placeholder="Password"
          autoComplete="current-password"
          required
        />
        <button type="submit">go</button>
      </form>
      {refusal && <span role="alert">{refusal}</span>}
    </details>
  );
}

function Playground({ tabs }) {
  const [tokens, setTokens] = useState(() =>
    Object.fromEntries(TOKENS.map((name) => [name, sessionStorage.getItem(name)]).filter(([, token]) => token)),
  );
  const [account, setAccount] = useState(login.kept);
  const [ended, setEnded] = useState(false);
  const keep = (name, token) => {
    if (token) sessionStorage.setItem(name, token);
    else sessionStorage.removeItem(name);
    setTokens(({ [name]: _, ...others }) => (token ? { ...others, [name]: token } : others));
  };
  // One function for good: GraphiQL asks for the whole schema anew whenever it gets another.
  const fetcher = useCallback(async (request, options) => {
    const headers = Object.fromEntries(Object.entries(options?.headers ?? {}).filter(([, value]) => value));
    if (request.operationName === 'IntrospectionQuery') return send(request, { ...options, headers });
    const given = (name) => Object.keys(headers).some((header) => header.toLowerCase() === name.toLowerCase());
    for (const name of TOKENS) {
      const token = sessionStorage.getItem(name);
      if (token && !given(name)) headers[name] = token;
    }
    const before = given('Authorization') ? null : login.kept();
    const bearer = before && (await login.token(endpoint));
    if (bearer) headers.Authorization = `Bearer ${bearer}`;
    const [sent, how] = current({ ...request, variables: filled(request.variables) }, { ...options, headers });
    const answer = await send(sent, how);
    remember(answer?.data, keep);
    if (bearer && answer?.errors?.some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')) login.forget();
    setEnded(before !== null && login.kept() === null && answer?.data?.accountLogout !== true);
    setAccount(login.kept());
    return answer;
  }, []);
  return (
    <GraphiQL
      fetcher={fetcher}
      defaultQuery={BLANK}
      defaultTabs={tabs}
      defaultHeaders={starters.headers}
      defaultEditorToolsVisibility="headers"
      inputValueDeprecation
    >
      <GraphiQL.Logo>
        <a className="shop-logo" href="/graphql">
          YourMapArt <em>API</em>
        </a>
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <div className="shop-tokens">
          {!account && <LogIn done={() => (setEnded(false), setAccount(login.kept()))} />}
          {ended && <span role="status">The login has ended. Log in again.</span>}
          {account && (
            <span>
              {account.who}
              {account.role && ` (${account.role})`} is logged in{' '}
              <button
                type="button"
                onClick={() => {
                  login.end(endpoint);
                  setAccount(null);
                }}
              >
                log out
              </button>
            </span>
          )}
          {Object.keys(tokens).length === 0
            ? !account && !ended && 'A login and the token of a new cart are kept here and sent along.'
            : Object.entries(tokens).map(([name, token]) => (
                <span key={name}>
                  {name} …{token.slice(-6)} is sent along{' '}
                  <button type="button" onClick={() => keep(name, null)}>
                    forget
                  </button>
                </span>
              ))}
        </div>
      </GraphiQL.Footer>
    </GraphiQL>
  );
}

// The ids in the examples are this shop's own, so that every tab runs as it is.
async function ownIds() {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ query: starters.query }),
    });
    return (await response.json()).data ?? {};
  } catch {
    return {};
  }
}

ownIds().then((found) =>
  createRoot(document.getElementById('playground')).render(
    <StrictMode>
      <Playground tabs={examples(found)} />
    </StrictMode>,
  ),
);
