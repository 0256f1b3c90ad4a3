// The tabs that a first visit opens, in the order of a purchase.

const HEADERS = `{
  "X-Cart-Token": "",
  "X-Order-Token": "",
  "Authorization": ""
}`;

// Stands in the variables for what an earlier tab answered; the page fills it in.
export const LAST = 'the last one';

// What a new tab begins with.
export const BLANK = `# Ask something. Ctrl-Space proposes, Ctrl-Enter sends;
# the book on the left describes every field.

`;

export const starters = {
  headers: HEADERS,
  query: `{
    products(first: 10) { nodes { id fulfillmentType sizes { id popular } } }
    templates(first: 1) { nodes { document } }
  }`,
};

export function examples(found) {
  const products = found.products?.nodes ?? [];
  const product = products.find((one) => one.fulfillmentType === 'DIGITAL') ?? products[0];
  const size = product?.sizes.find((one) => one.popular) ?? product?.sizes[0];
  const line = {
    productId: product?.id ?? 'id of a product',
    ...(size ? { sizeId: size.id } : {}),
    quantity: 1,
    design: found.templates?.nodes[0]?.document ?? {},
  };
  const variables = (value) => JSON.stringify(value, null, 2);
  return [
    { query: CATALOGUE, headers: HEADERS },
    { query: TEMPLATES, headers: HEADERS },
    { query: ADD_TO_CART, variables: variables({ lines: [line] }), headers: HEADERS },
    { query: START_CHECKOUT, headers: HEADERS },
    { query: ORDER_BY_SESSION, variables: variables({ sessionId: LAST }), headers: HEADERS },
    { query: ORDER_UPDATES, variables: variables({ id: LAST }), headers: HEADERS },
  ];
}

const CATALOGUE = `# What the shop sells. Run it with Ctrl-Enter.
query Catalogue {
  products(first: 10) {
    nodes {
      id
      slug
      name
      fulfillmentType
      priceFrom { amount currency formatted(locale: "en-US") }
      sizes { id label widthMm heightMm price { formatted } }
      options { name label values { value label priceDelta { formatted } } }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}
`;

const TEMPLATES = `# Posters to start from. Change the document,
# and it is a design of your own.
query Templates {
  templates(first: 6) {
    nodes { id slug name category previewUrl(width: 480) document }
  }
}
`;

const ADD_TO_CART = `# Puts a poster into the cart. A guest gets a cart
# and its token the first time, which this page sends
# along from then on; yours sends it as X-Cart-Token.
mutation AddToCart($lines: [LineInput!]!) {
  cartLinesAdd(lines: $lines) {
    __typename
    ... on Cart {
      id
      token
      quantity
      lines { id product { name } size { label } quantity unitPrice { formatted } total { formatted } }
      subtotal { formatted }
      shipping { formatted }
      total { formatted }
      warnings { code message }
    }
    ... on Error { code message path }
  }
}
`;

const START_CHECKOUT = `# Makes an order of the cart and opens a page to
# pay on: follow sessionUrl. A guest's orderToken is
# kept and sent along too.
mutation StartCheckout {
  checkoutStart {
    __typename
    ... on Checkout {
      sessionUrl
      expiresAt
      orderToken
      order { id number status total { formatted } }
    }
    ... on Error { code message path }
  }
}
`;

const ORDER_BY_SESSION = `# For the thank-you page: the order of a checkout
# session (the cs_… in its URL; "the last one" is
# the one that this page started).
query OrderBySession($sessionId: String!) {
  orderByCheckoutSession(sessionId: $sessionId) {
    id
    number
    status
    total { formatted }
    downloadsReady
    downloads { fileName status fileSize widthPx heightPx url expiresAt }
    timeline { type message createdAt }
  }
}
`;

const ORDER_UPDATES = `# Watches an order while it is paid and its files
# are drawn: pay for it in another tab.
subscription OrderUpdates($id: ID!) {
  orderUpdated(id: $id) {
    number
    status
    downloadsReady
    downloads { fileName status }
  }
}
`;
