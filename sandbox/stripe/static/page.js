// Live totals, card formatting and test details. Without it the page still works: every button posts the form.
"use strict";

const form = document.getElementById("payment");
const summary = document.getElementById("summary");
const text = document.getElementById("pay-text");
let asked = 0;

async function refresh(action) {
  const turn = ++asked;
  const data = new URLSearchParams(new FormData(form));
  data.set("action", action);
  summary.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: data, headers: { Accept: "application/json" } });
    if (!(answer.headers.get("content-type") || "").includes("json")) return location.reload();
    const fresh = await answer.json();
    if (turn !== asked) return;
    const free = text.textContent.startsWith("Complete") !== fresh.pay.startsWith("Complete");
    if (free) return keepAndReload();
    summary.innerHTML = fresh.summary;
    text.textContent = fresh.pay;
    hideBrokenPictures();
  } finally {
    if (turn === asked) summary.removeAttribute("aria-busy");
  }
}

// The card fields come and go with the amount: let the server draw the page, with what was typed.
function keepAndReload() {
  const field = document.createElement("input");
  Object.assign(field, { type: "hidden", name: "action", value: "choose" });
  form.append(field);
  form.submit();
}

function hideBrokenPictures() {
  for (const picture of summary.querySelectorAll("img")) picture.addEventListener("error", () => picture.remove());
}

form.addEventListener("change", (event) => {
  if (event.target.matches("[data-live]")) refresh("choose");
});

form.addEventListener("submit", (event) => {
  const action = event.submitter ? event.submitter.value : "pay";
  if (action === "apply" || action === "remove") {
    event.preventDefault();
    refresh(action);
    return;
  }
  const pay = document.getElementById("pay");
  setTimeout(() => {
    pay.disabled = true;
    text.textContent = "Processing…";
  });
});

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.id === "promo") {
    event.preventDefault();
    refresh("apply");
  }
});

function group(field, size, limit, separator) {
  field?.addEventListener("input", () => {
    const digits = field.value.replace(/\D/g, "").slice(0, limit);
    field.value = (digits.match(new RegExp(`.{1,${size}}`, "g")) || []).join(separator);
  });
}
group(document.getElementById("card-number"), 4, 19, " ");
const expiry = document.getElementById("card-exp");
expiry?.addEventListener("input", () => {
  const digits = expiry.value.replace(/\D/g, "").slice(0, 4);
  expiry.value = digits.length > 2 ? `${digits.slice(0, 2)} / ${digits.slice(2)}` : digits;
});

const fill = (values) => {
  for (const [id, value] of Object.entries(values)) {
    const field = document.getElementById(id);
    if (field && !field.readOnly) field.value = value;
  }
};
for (const button of document.querySelectorAll("[data-card]")) {
  button.addEventListener("click", () => fill({ "card-number": button.dataset.card, "card-exp": "12 / 34", "card-cvc": "123", "card-name": "Jenny Rosen" }));
}
document.getElementById("fill")?.addEventListener("click", () => {
  const country = document.querySelector("[name=country]");
  if (country && [...country.options].some((option) => option.value === "US")) country.value = "US";
  fill({ email: "jenny.rosen@example.com", phone: "+1 415 555 0123", "card-number": "4242 4242 4242 4242", "card-exp": "12 / 34", "card-cvc": "123", "card-name": "Jenny Rosen" });
  fill({ "shipping-name": "Jenny Rosen", "shipping-line1": "354 Oyster Point Blvd", "shipping-postal": "94080", "shipping-city": "South San Francisco", "shipping-state": "CA", iban: document.getElementById("iban")?.placeholder });
  if (document.querySelector("[data-live]")) refresh("choose");
});

if (document.getElementById("tax")) refresh("choose");
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
hideBrokenPictures();
