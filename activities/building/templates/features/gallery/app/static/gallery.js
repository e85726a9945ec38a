"use strict";

// Arrow keys turn to the picture before or after, Escape goes back to all; so do the links.

document.addEventListener("keydown", (event) => {
  const rel = { ArrowLeft: "prev", ArrowRight: "next", Escape: "up" }[event.key];
  const link = rel && document.querySelector(`.turning a[rel="${rel}"]`);
  if (link && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    link.click();
  }
});
