// The shop's typed errors, in words for the person in front of the screen.

/** The shop said no, and why. `result` is the union's member. */
export class Refused extends Error {
  constructor(message, result) {
    super(message);
    this.name = "Refused";
    this.result = result;
  }
}

/** The shop did not answer, or not with something to act on. `code` is the GraphQL error's. */
export class Unreachable extends Error {
  constructor(message, code = null) {
    super(message);
    this.name = "Unreachable";
    this.code = code;
  }
}

const WEAK = {
  TOO_SHORT: (error) => `Please choose a password of at least ${error.minLength} characters.`,
  TOO_LONG: (error) => `Please choose a password of at most ${error.maxLength} characters.`,
  TOO_COMMON: () => "Many people have this password, so it is tried first by whoever guesses. Please choose another one.",
};

const WORDS = {
  ProductUnavailableError: () => "This is no longer sold in that size. Please choose another one.",
  OptionInvalidError: () => "One of the choices is no longer offered. Please choose again.",
  QuantityInvalidError: (error) => `Choose from ${error.minimum ?? 1} to ${error.maximum ?? 99} pieces.`,
  DesignInvalidError: () => "The poster cannot be printed like this yet. See the notes beside the fields.",
  CurrencyUnavailableError: () => "Your cart is in another currency. Empty it to change the currency.",
  CartEmptyError: () => "Your cart is empty.",
  CartLimitReachedError: (error) => `A cart holds at most ${error.limit ?? 100} different posters.`,
  CartLinesUnavailableError: () => "Something in your cart is no longer sold. Remove it to check out.",
  UrlNotAllowedError: () => "This shop window is not known to the shop. Ask its owner to allow this address.",
  AmountTooSmallError: () => "The total is below what a card can be charged.",
  OrderAlreadyPaidError: (error) => `This cart has been paid already${error.number ? `, as order ${error.number}` : ""}.`,
  PaymentUnavailableError: () => "The payment page does not answer. Nothing was charged; please try again in a moment.",
  CredentialsInvalidError: () => "E-mail address and password do not belong together. Check both, or ask for a new password.",
  AccountBlockedError: () => "This account is closed at the moment. Please write to us, so that we can sort it out.",
  TokenInvalidError: () => "This link was used already, or has grown too old. Ask for a new one.",
  PasswordTooWeakError: (error) => WEAK[error.reason]?.(error) ?? "Please choose a stronger password.",
  StateInvalidError: () => "This has changed in the meantime. Reload the page to see how things stand.",
  UploadInvalidError: () => "This file does not fit the order. Nothing was changed.",
  StorageUnavailableError: (error) => `Our shelves do not answer. Please try again in ${wait(error.retryAfterSeconds ?? 30)}.`,
  FulfillmentClaimedError: () => "Somebody of the shop has this order in hand right now.",
  FulfillmentPlacedError: () => "This order was placed at the print house already.",
  PromoCodeInvalidError: () => "This code cannot be used for this cart. Try it without one.",
  RefundRefusedError: () => "The payment provider did not give the money back. Nothing has changed.",
  InvalidInputError: () => "Something in what you entered is not right. Please check it and try again.",
  NotFoundError: () => "We could not find that any more. Reload the page to see what is there.",
  RateLimitedError: (error) => `That was too often for now. Please try again in ${wait(error.retryAfterSeconds ?? 30)}.`,
};

/** A sentence for an error member of a union; the shop's own for one that is not known here. */
export function friendly(result) {
  return WORDS[result.__typename]?.(result) ?? result.message ?? "The shop said no, without a reason.";
}

/** The same for the code of a GraphQL error, as the shop answers where there is no union; null for one unknown here. */
export function friendlyCode({ code = "", ...facts }) {
  const type = code.split("_").map((word) => word.slice(0, 1) + word.slice(1).toLowerCase()).join("");
  return WORDS[`${type}Error`]?.(facts) ?? null;
}

/** Seconds in words, never less than there are: "20 seconds", "3 minutes", "an hour". */
export function wait(seconds) {
  if (seconds <= 1) return "a second";
  if (seconds < 90) return `${Math.ceil(seconds)} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} minutes` : minutes === 60 ? "an hour" : `${Math.ceil(minutes / 60)} hours`;
}
