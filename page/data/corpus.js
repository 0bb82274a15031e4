// Of the room of the documents. Links carry data-event, one of: 'go' (to a view), 'show' (a clause).

// A folded part of an outline is opened and closed here; nothing is asked of the server.
element.addEventListener("click", (event) => {
  const fold = event.target.closest(".fold");
  if (!fold) return;
  const open = fold.getAttribute("aria-expanded") === "true";
  fold.setAttribute("aria-expanded", String(!open));
  document.getElementById(fold.getAttribute("aria-controls")).hidden = open;
});

// Work that begins, and a question that is asked, come into sight wherever one is on the page.
let told = "";
watch("value", () => {
  const news = element.querySelector(".work, .asked");
  const kind = news?.className ?? "";
  if (kind && kind !== told) news.scrollIntoView({ block: "center", behavior: smooth });
  told = kind;
});

// A document beside makes the room narrower: the link that opened it stays in sight.
watch("value", () => {
  if (element.querySelector("#clause")) window.anwenOpener?.scrollIntoView({ block: "nearest" });
});

// The address of the window follows the view, to be kept and shared.
watch("value", () => {
  const address = element.querySelector("[data-address]")?.dataset.address;
  if (address) history.replaceState(history.state, "", new URL(address, document.baseURI));
});
