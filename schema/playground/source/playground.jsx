// GraphiQL as this shop serves it. Built into ../static by build.md; nothing is loaded from elsewhere.
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/graphiql.css';
import { Kind, parse } from 'graphql';
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import './playground.css';
import { examples, LAST, starters } from './examples.js';

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
  for (const answer of Object.values(data ?? {})) {
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

function Playground({ tabs }) {
  const [tokens, setTokens] = useState(() =>
    Object.fromEntries(TOKENS.map((name) => [name, sessionStorage.getItem(name)]).filter(([, token]) => token)),
  );
  const keep = (name, token) => {
    if (token) sessionStorage.setItem(name, token);
    else sessionStorage.removeItem(name);
    setTokens(({ [name]: _, ...others }) => (token ? { ...others, [name]: token } : others));
  };
  const fetcher = async (request, options) => {
    const headers = Object.fromEntries(Object.entries(options?.headers ?? {}).filter(([, value]) => value));
    const introspects = request.operationName === 'IntrospectionQuery';
    for (const name of introspects ? [] : TOKENS) {
      const token = sessionStorage.getItem(name);
      const given = Object.keys(headers).some((header) => header.toLowerCase() === name.toLowerCase());
      if (token && !given) headers[name] = token;
    }
    const [sent, how] = current({ ...request, variables: filled(request.variables) }, { ...options, headers });
    const answer = await send(sent, how);
    remember(answer?.data, keep);
    return answer;
  };
  return (
    <GraphiQL
      fetcher={fetcher}
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
          {Object.keys(tokens).length === 0
            ? 'Guests: the token of a new cart is kept here and sent along.'
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
