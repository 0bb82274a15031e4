// The room for quizzes: runs after page.js in the part that shows the papers. Buttons carry
// data-event, one of: 'choose', 'cite', 'edit', 'cancel', 'save', 'drop', 'restore', 'replace',
// 'undo', 'check', 'version'; the form of a question is sent whole, as lists of values by name.

element.addEventListener("click", (event) => {
  const { event: name, value } = event.target.closest("[data-event]")?.dataset ?? {};
  if (name) window.anwenPressed = { name, value };
});

element.addEventListener("submit", (event) => {
  event.preventDefault();
  const fields = {};
  for (const [name, value] of new FormData(event.target)) (fields[name] ??= []).push(value);
  window.anwenPressed = { name: "save", value: event.target.dataset.form };
  trigger("save", { value: fields });
});

// The list is written anew after each step: the focus goes back to where it was, or near.
function refocus() {
  const pressed = window.anwenPressed;
  const form = element.querySelector("form.edit");
  const toForm = form && pressed?.name === "edit" && !form.contains(document.activeElement);
  if (!pressed || (!toForm && document.activeElement !== document.body)) return;
  const same = `[data-event="${pressed.name}"][data-value="${CSS.escape(pressed.value ?? "")}"]`;
  const item = element.querySelector(`#q-${CSS.escape(pressed.value || "none")}`);
  const next =
    form?.querySelector("textarea") ??
    element.querySelector(same) ??
    item?.querySelector(".actions button") ??
    element.querySelector(".desk");
  next?.focus({ preventScroll: true });
}

// Where the clause covers the lower half of the window, the question goes to the top of it.
const narrow = matchMedia("(max-width: 60rem)");

function toEntry(entry) {
  entry?.scrollIntoView({ block: narrow.matches ? "start" : "nearest", behavior: smooth });
}

let opened = "";

watch("value", () => {
  const chosen = element.querySelector(".entry.chosen");
  if (chosen && chosen.id !== opened) toEntry(chosen);
  opened = chosen?.id ?? "";
  setTimeout(refocus, 50); // after the panel, which takes the focus when its clause changes
});

// A paper that is made on another tab has no size yet: its clause is gone to once it is shown.
let width = 0;

new ResizeObserver(([{ contentRect }]) => {
  if (!width && contentRect.width)
    requestAnimationFrame(() => {
      toClause();
      if (narrow.matches) toEntry(element.querySelector(".entry.chosen"));
    });
  width = contentRect.width;
}).observe(element);
