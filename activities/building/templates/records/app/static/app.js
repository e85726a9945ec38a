"use strict";

// Everything works without this file; it only saves a click here and there.

for (const choice of document.querySelectorAll("[data-submit]")) {
  choice.addEventListener("change", () => choice.form.requestSubmit());
}

const problems = document.getElementById("problems");
if (problems) {
  problems.focus();
}

// A menu that is wider than the screen shows where one is, not only where it begins.
for (const here of document.querySelectorAll(".side [aria-current], .tabs [aria-current]")) {
  const [row, entry] = [here.closest("ul"), here].map((each) => each.getBoundingClientRect());
  here.closest("ul").scrollLeft += entry.left - row.left - (row.width - entry.width) / 2;
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  const search = document.getElementById("q");
  if (event.key === "/" && !typing && search) {
    event.preventDefault();
    search.focus();
  }
});

for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
    }
    form.dataset.sent = "yes";
  });
}

window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
  }
});
