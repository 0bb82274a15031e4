// Runs once for each HTML part of the page; Gradio passes element, trigger, props, server, upload
// and watch. Buttons and links carry data-event, one of: 'ask', 'show', 'close', 'language'.

const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
const smooth = reduced ? "auto" : "smooth";

// Scrolls only the paper, so that the page around it stays where it is.
function toClause() {
  const mark = document.getElementById("clause");
  const paper = mark?.closest(".paper");
  if (!paper) return;
  const offset = mark.getBoundingClientRect().top - paper.getBoundingClientRect().top;
  paper.scrollTop += offset - Math.min(96, paper.clientHeight / 4);
}

// The base address of the page has no query, so a plain #link would load the page anew.
function toCard(id) {
  const card = document.getElementById(id);
  card?.closest("details")?.setAttribute("open", "");
  card?.scrollIntoView({ block: "nearest", behavior: smooth });
  card?.focus({ preventScroll: true });
}

element.addEventListener("click", (event) => {
  // A link opened with a modifier key goes to a tab of its own.
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = event.target.closest("[data-event], [data-card]");
  if (!target) return;
  event.preventDefault();
  if (target.dataset.card) return toCard(target.dataset.card);
  if (target.dataset.event === "show") {
    window.anwenOpener = target;
    const shown = document.getElementById("clause")?.dataset.clause;
    if (shown === target.dataset.value) return toClause();
  }
  trigger(target.dataset.event, { value: target.dataset.value ?? "" });
});

element.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  element.querySelector('[data-event="close"]')?.click();
});

let reached = "";
let shown = "";

watch("value", () => {
  const language = element.querySelector("[data-language]")?.dataset.language;
  if (language) document.documentElement.lang = language === "zh" ? "zh-CN" : "en";

  // To the newest question when it is asked, and again when its answer has made room below it.
  const last = element.querySelector(".turn:last-child");
  const state = `${element.querySelectorAll(".turn").length}${last?.querySelector(".pending") ? "?" : ""}`;
  if (last && state !== reached) last.scrollIntoView({ block: "start", behavior: smooth });
  reached = state;

  const clause = element.querySelector("#clause")?.dataset.clause ?? "";
  if (clause && clause !== shown) {
    toClause();
    element.querySelector(".document h2").focus({ preventScroll: true });
  }
  if (shown && !clause && window.anwenOpener?.isConnected) window.anwenOpener.focus();
  shown = clause;
});
