// Of the room to evaluate. A list (data-change) fires its event with what is chosen; a button
// (data-copy) copies a text, and says so with its other words (data-done). Buttons carry data-event,
// one of: 'part', 'open', 'resume', 'delete', 'deleted', 'cancel', 'back', 'shown', 'unblind', 'side',
// 'kind', 'turn', 'file', 'handled', 'entry', 'reopen', 'line', 'show', 'close'.

element.addEventListener("change", (event) => {
  const list = event.target.closest("[data-change]");
  if (list) trigger(list.dataset.change, { value: list.value });
});

// Where the browser gives no clipboard to a page without https, the text is selected to be copied.
element.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const line = button.closest("details").querySelector(".line");
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.done;
  } catch {
    getSelection().selectAllChildren(line);
    line.focus();
  }
});

// What is opened begins at its head.
let headed = element.querySelector("h2[tabindex]")?.textContent ?? "";
watch("value", () => {
  const head = element.querySelector("h2[tabindex]");
  if (head && head.textContent !== headed) head.focus();
  headed = head?.textContent ?? "";
});
