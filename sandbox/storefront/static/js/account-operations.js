// The GraphQL operations of accounts, and of guests who look for their orders.

const SESSION = `
  __typename
  ... on Session { accessToken refreshToken expiresAt user { id email name } }
  ... on Error { code message path }
  ... on AccountBlockedError { blockedAt }
  ... on PasswordTooWeakError { reason minLength maxLength }
  ... on RateLimitedError { retryAt retryAfterSeconds }`;

const REFUSED = "... on Error { code message path } ... on RateLimitedError { retryAt retryAfterSeconds }";

export const REGISTER = `mutation Register($email: EmailAddress!, $password: String!, $name: String!) {
  accountRegister(email: $email, password: $password, name: $name) {
    __typename ... on RegistrationReceived { email } ${REFUSED} ... on PasswordTooWeakError { reason minLength maxLength }
  }
}`;

export const VERIFY_EMAIL = `mutation VerifyEmail($token: String!, $password: String) {
  accountVerifyEmail(token: $token, password: $password) { ${SESSION} }
}`;

export const LOG_IN = `mutation LogIn($email: EmailAddress!, $password: String!) {
  accountLogin(email: $email, password: $password) { ${SESSION} }
}`;

export const REFRESH = `mutation Refresh($refreshToken: String!) {
  accountRefresh(refreshToken: $refreshToken) { ${SESSION} }
}`;

export const LOG_OUT = "mutation LogOut($refreshToken: String!) { accountLogout(refreshToken: $refreshToken) }";

export const ASK_FOR_RESET = "mutation AskForReset($email: EmailAddress!) { accountPasswordResetRequest(email: $email) }";

export const RESET_PASSWORD = `mutation ResetPassword($token: String!, $password: String!) {
  accountPasswordReset(token: $token, password: $password) { ${SESSION} }
}`;

export const CHANGE_PASSWORD = `mutation ChangePassword($current: String!, $password: String!) {
  accountPasswordChange(currentPassword: $current, newPassword: $password) {
    __typename ${REFUSED} ... on PasswordTooWeakError { reason minLength maxLength }
  }
}`;

const ORDER_IN_LIST = `
  id number status paymentStatus fulfillmentType createdAt total { amount currency formatted }
  lines { id title quantity design { title previewUrl(width: 240) } }`;

const ORDER_PAGE = `nodes { ${ORDER_IN_LIST} } totalCount pageInfo { hasNextPage endCursor }`;

export const ME = `query Me {
  me { id email name claimableOrders(first: 20) { ${ORDER_PAGE} } }
  accountSessions(first: 20) { nodes { id current createdAt lastUsedAt } }
  jobs(first: 10) { nodes { id kind status done total error fileName fileSize createdAt expiresAt url } }
}`;

export const HISTORY = `query History($status: [OrderStatus!], $after: String) {
  me { orders(first: 8, after: $after, status: $status) { ${ORDER_PAGE} } }
}`;

export const CLAIM_ORDER = `mutation ClaimOrder($number: String!) {
  orderClaim(number: $number) {
    __typename ... on Order { id number } ... on Error { code message path } ... on StateInvalidError { state }
  }
}`;

export const OFFER_ACCOUNT = `mutation OfferAccount($orderId: ID!) {
  orderAccountOffer(orderId: $orderId) {
    __typename ... on RegistrationReceived { email } ${REFUSED} ... on StateInvalidError { state }
  }
}`;

export const FIND_ORDER = `mutation FindOrder($number: String!, $email: EmailAddress!) {
  orderLookup(number: $number, email: $email) {
    __typename ... on OrderLookup { orderToken expiresAt order { id number } } ${REFUSED}
  }
}`;

export const END_SESSION = `mutation EndSession($id: ID!) {
  accountSessionRevoke(id: $id) { __typename ... on AccountSession { id } ... on Error { code message } }
}`;

const JOB = "__typename ... on Job { id status done total error fileName fileSize expiresAt url }";

export const EXPORT_DATA = `mutation ExportData {
  accountDataExport { ${JOB} ${REFUSED} }
}`;

export const EXPORT_STATE = "query ExportState($id: ID!) { job(id: $id) { id status done total error fileName fileSize expiresAt url } }";

export const DELETE_ACCOUNT = "mutation DeleteAccount($password: String!) { accountDelete(password: $password) }";

export const MERGE_CART = `mutation MergeCart($token: String!) {
  cartMerge(token: $token) {
    __typename ... on Cart { quantity warnings { code message } } ... on CartLimitReachedError { limit } ... on Error { code message path }
  }
}`;
