// The GraphQL operations of the shop itself; account-operations.js has those of accounts.

const MONEY = "amount currency formatted";

export const TEMPLATES = `query Templates {
  templates(first: 48) { nodes { id slug name category previewUrl(width: 480) } }
}`;

export const TEMPLATE = `query Template {
  templates(first: 48) { nodes { id slug name category document previewUrl(width: 480) } }
}`;

export const PRODUCTS = `query Products {
  products(first: 12) { nodes {
    id slug name description features fulfillmentType priceFrom { ${MONEY} }
    sizes { id value label popular price { ${MONEY} } }
    options { name label values { value label description metadata priceDelta { ${MONEY} } } }
  } }
}`;

export const DESIGN_PREVIEW = `query DesignPreview($document: JSON!, $width: Int!) {
  designPreview(document: $document, width: $width) {
    __typename
    ... on DesignPreview { previewUrl hash }
    ... on DesignInvalidError { message problems { path message } }
    ... on Error { message }
  }
}`;

const CART = `
  id token currency email quantity fulfillmentType
  subtotal { ${MONEY} } shipping { ${MONEY} } total { ${MONEY} } freeShippingRemaining { ${MONEY} }
  warnings { code message lineId }
  lines {
    id quantity
    product { slug name fulfillmentType } size { label } options { label }
    design { title previewUrl(width: 240) }
    unitPrice { ${MONEY} } total { ${MONEY} }
  }`;

const CART_RESULT = `__typename ... on Cart { ${CART} } ... on Error { code message path }`;

export const READ_CART = `query ReadCart { cart { ${CART} } }`;

export const RESTORE_CART = `mutation RestoreCart($token: String!) {
  cartRestore(token: $token) { ${CART_RESULT} }
}`;

export const ADD_LINES = `mutation AddLines($lines: [LineInput!]!) {
  cartLinesAdd(lines: $lines) { ${CART_RESULT} ... on DesignInvalidError { problems { path message } } }
}`;

export const UPDATE_LINES = `mutation UpdateLines($lines: [CartLineUpdateInput!]!) {
  cartLinesUpdate(lines: $lines) { ${CART_RESULT} }
}`;

export const REMOVE_LINES = `mutation RemoveLines($lineIds: [ID!]!) {
  cartLinesRemove(lineIds: $lineIds) { ${CART_RESULT} }
}`;

export const SET_EMAIL = `mutation SetEmail($email: EmailAddress!, $consent: Boolean) {
  cartEmailSet(email: $email, marketingConsent: $consent) { ${CART_RESULT} }
}`;

const CHECKOUT_RESULT = `
  __typename
  ... on Checkout { sessionUrl orderToken order { id number } }
  ... on Error { code message path }
  ... on OrderAlreadyPaidError { number }`;

export const CHECKOUT_START = `mutation CheckoutStart($cancelUrl: URL!) {
  checkoutStart(cancelUrl: $cancelUrl) { ${CHECKOUT_RESULT} }
}`;

export const CHECKOUT_BUY_NOW = `mutation CheckoutBuyNow($line: LineInput!, $cancelUrl: URL!, $key: String!) {
  checkoutBuyNow(line: $line, cancelUrl: $cancelUrl, idempotencyKey: $key) {
    ${CHECKOUT_RESULT} ... on DesignInvalidError { problems { path message } }
  }
}`;

const ORDER = `
  id number status paymentStatus fulfillmentStatus fulfillmentType email createdAt paidAt customer { id }
  subtotal { ${MONEY} } discount { ${MONEY} } shipping { ${MONEY} } tax { ${MONEY} } total { ${MONEY} }
  downloadsReady
  downloads { id format fileName mimeType fileSize status widthPx heightPx dpi url }
  lines {
    id title size quantity productType options { label } total { ${MONEY} }
    design { title previewUrl(width: 480) } downloads { id }
  }
  shippingAddress { name line1 line2 city state postalCode country }
  tracking { carrier number url }
  timeline { id type message createdAt }`;

export const ORDER_BY_SESSION = `query OrderBySession($sessionId: String!) {
  orderByCheckoutSession(sessionId: $sessionId) { ${ORDER} }
}`;

export const ORDER_BY_NUMBER = `query OrderByNumber($number: String!) { orderByNumber(number: $number) { ${ORDER} } }`;

export const ORDER_BY_ID = `query OrderById($id: ID!) { order(id: $id) { ${ORDER} } }`;

export const ORDER_LINK_RENEW = `mutation OrderLinkRenew($token: String!) {
  orderLinkRenew(token: $token) {
    __typename ... on OrderLinkSent { days } ... on Error { code message } ... on RateLimitedError { retryAfterSeconds }
  }
}`;

export const ORDER_UPDATED = `subscription OrderUpdated($id: ID!) { orderUpdated(id: $id) { ${ORDER} } }`;

export const DOWNLOAD_RETRY = `mutation DownloadRetry($downloadId: ID!) {
  downloadRetry(downloadId: $downloadId) {
    __typename ... on Download { id status } ... on Error { code message }
  }
}`;
