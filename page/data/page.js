// Runs once for each HTML part of the page; Gradio passes element, trigger, props, server, upload
// and watch. What HTML of ours can say, without a script of its own:
//   data-event (and data-value)   a button or link fires this event
//   form data-event               fires it with the fields: name -> list of values
//   data-changes                  fires it with the values of the boxes ticked inside
//   data-card, data-to            goes to the card, or to the place in the document, of that id
//   data-copy                     copies a text and says so (data-copied, data-failed)
//   data-fold, data-panel         folds a list; shows or hides the part of that id
//   data-add                      adds another line to the lines before it
//   data-escape                   is pressed by the Escape key
// Events: 'ask', 'show', 'close', 'language', 'scope', 'up', 'down', 'cancel', 'correct'.

const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
const smooth = reduced ? "auto" : "smooth";

// Scrolls only the paper, so that the page around it stays where it is.
function toPlace(place, behavior = "auto") {
  const paper = place?.closest(".paper");
  if (!paper) return;
  const offset = place.getBoundingClientRect().top - paper.getBoundingClientRect().top;
  const above = place.id === "clause" ? Math.min(96, paper.clientHeight / 4) : 16;
  paper.scrollTo({ top: paper.scrollTop + offset - above, behavior });
}

const toClause = () => toPlace(document.getElementById("clause"));

// The base address of the page has no query, so a plain #link would load the page anew.
function toCard(id) {
  const card = document.getElementById(id);
  card?.closest("details")?.setAttribute("open", "");
  card?.scrollIntoView({ block: "nearest", behavior: smooth });
  card?.focus({ preventScroll: true });
}

// The clipboard is open to pages on https and on this machine only; elsewhere the older way does.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const before = document.activeElement;
    const area = document.createElement("textarea");
    area.value = text;
    area.readOnly = true;
    area.style.cssText = "position: fixed; inset: 0 auto auto 0; opacity: 0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus({ preventScroll: true });
    return done;
  }
}

async function copyFrom(button) {
  const done = await copy(button.dataset.copy);
  const told = button.parentElement.querySelector("[role=status]");
  if (told) told.textContent = done ? button.dataset.copied : button.dataset.failed;
}

function fold(button) {
  const open = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", open);
  button.closest("li").classList.toggle("folded", !open);
}

// Parts that are shown stay so when the server sends their surroundings anew.
const panels = (window.anwenPanels ??= new Set());
const openDetails = (window.anwenDetails ??= new Set());

function showPanels() {
  for (const button of element.querySelectorAll("[data-panel]")) {
    const open = panels.has(button.dataset.panel);
    button.setAttribute("aria-expanded", open);
    document.getElementById(button.dataset.panel)?.classList.toggle("shown", open);
  }
}

function togglePanel(id, open = !panels.has(id)) {
  if (open) panels.add(id);
  else panels.delete(id);
  showPanels();
  if (open) element.querySelector(`#${id} [aria-current]`)?.focus();
  else element.querySelector(`[data-panel="${id}"]`)?.focus();
}

function addLine(button) {
  const lines = button.parentElement.querySelector(".lines");
  const last = lines.lastElementChild;
  if (lines.children.length >= 20) return;
  const line = last.cloneNode(true);
  const number = lines.children.length + 1;
  for (const field of line.children) {
    field.value = field.tagName === "SELECT" ? last.querySelector("select").value : "";
    field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+/, number));
  }
  lines.append(line);
  line.querySelector("input").focus();
}

function filledIn(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) (fields[name] ??= []).push(value);
  return fields;
}

const actions = "[data-event], [data-card], [data-to], [data-copy], [data-fold], [data-panel], [data-add]";

element.addEventListener("click", (event) => {
  // Told before it opens or closes; a browser fires toggle too late for that.
  const details = event.target.closest("summary")?.parentElement;
  if (details?.id) {
    if (details.open) openDetails.delete(details.id);
    else openDetails.add(details.id);
  }
  // A link opened with a modifier key goes to a tab of its own.
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = event.target.closest(actions);
  if (!target || target.matches("form")) return;
  const data = target.dataset;
  // A room without a place for documents follows the link to the room that has one.
  if (data.event === "show" && target.matches("a") && !document.getElementById("panel")) return;
  event.preventDefault();
  if (data.card) return toCard(data.card);
  if (data.copy !== undefined) return copyFrom(target);
  if (data.fold !== undefined) return fold(target);
  if (data.panel) return togglePanel(data.panel);
  if (data.add !== undefined) return addLine(target);
  if (data.to) {
    const place = document.getElementById(data.to);
    toPlace(place, smooth);
    if (getComputedStyle(target.closest("nav")).position === "absolute") togglePanel("outline", false);
    return place?.focus({ preventScroll: true });
  }
  if (data.event === "show") {
    if (!target.closest(".document")) window.anwenOpener = target;
    const shown = document.getElementById("clause")?.dataset.clause;
    if (shown === data.value) return toClause();
  }
  trigger(data.event, { value: data.value ?? "" });
});

element.addEventListener("submit", (event) => {
  event.preventDefault();
  trigger(event.target.dataset.event, { value: filledIn(event.target) });
});

element.addEventListener("change", (event) => {
  const choices = event.target.closest("[data-changes]");
  if (!choices) return;
  const ticked = [...choices.querySelectorAll("input:checked")].map((box) => box.value);
  trigger(choices.dataset.changes, { value: ticked });
});

element.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const details = event.target.closest("details[open]:has([data-changes])");
  if (details) {
    details.open = false;
    openDetails.delete(details.id);
    details.querySelector("summary").focus();
  } else if (panels.size && element.querySelector(".outline.shown")) togglePanel("outline", false);
  else element.querySelector("[data-escape]")?.click();
});

// The heading under which the reader is, in the outline.
function markHeading(paper) {
  const top = paper.getBoundingClientRect().top + 120;
  let current;
  for (const link of element.querySelectorAll(".outline a")) {
    const heading = document.getElementById(link.dataset.to);
    link.removeAttribute("aria-current");
    if (heading && heading.getBoundingClientRect().top <= top) current = link;
  }
  current?.setAttribute("aria-current", "true");
}

element.addEventListener(
  "scroll",
  (event) => {
    if (!event.target.matches?.(".paper")) return;
    cancelAnimationFrame(element.anwenFrame);
    element.anwenFrame = requestAnimationFrame(() => markHeading(event.target));
  },
  true,
);

let reached = "";
let shown = "";
let correcting = false;

watch("value", () => {
  const language = element.querySelector("[data-language]")?.dataset.language;
  if (language) document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const details of element.querySelectorAll("details[id]"))
    details.open = openDetails.has(details.id);
  for (const box of element.querySelectorAll("[data-changes] input"))
    box.checked = box.hasAttribute("checked");
  showPanels();

  // To the newest question when it is asked; its answer comes below it and moves nothing.
  const last = element.querySelector(".turn:last-child");
  const turns = last ? String(element.querySelectorAll(".turn").length) : "";
  if (last && turns !== reached) last.scrollIntoView({ block: "start", behavior: smooth });
  reached = turns;

  const form = element.querySelector(".correction");
  if (form && !correcting) form.querySelector("h3").focus();
  correcting = Boolean(form);

  const clause = element.querySelector("#clause")?.dataset.clause ?? "";
  if (clause && clause !== shown) {
    toClause();
    if (!element.contains(document.activeElement))
      element.querySelector(".document h2").focus({ preventScroll: true });
  }
  if (shown && !clause && window.anwenOpener?.isConnected) window.anwenOpener.focus();
  shown = clause;
});
