/* A list of names beside a text: searched by label, taken by click or key, written where the cursor stands. */
(() => {
  "use strict";
  const same = (text) =>
    text.normalize("NFC").toLocaleLowerCase().replace(/ي/g, "ی").replace(/ك/g, "ک").replace(/\u200c/g, " ");

  const write = (field, name) => {
    const before = field.value.slice(0, field.selectionStart);
    const after = field.value.slice(field.selectionEnd);
    const lead = before && !/[\s([]$/.test(before) ? " " : "";
    const tail = after && !/^[\s)\],]/.test(after) ? " " : "";
    field.setRangeText(lead + name + tail, field.selectionStart, field.selectionEnd, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const wake = (list) => {
    const field = document.getElementById(list.dataset.offers);
    const search = list.querySelector("input[type=search]");
    const groups = [...list.querySelectorAll(".offers__group")];
    const offers = [...list.querySelectorAll(".offer")].map((item) => [item, same(item.dataset.words)]);
    const shown = () => [...list.querySelectorAll("[data-insert]")].filter((button) => !button.closest("[hidden]"));

    list.querySelector(".offers__search").hidden = false;
    list.classList.add("offers--awake");
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-insert]");
      if (button) write(field, button.dataset.insert);
    });
    search.addEventListener("input", (event) => {
      event.stopPropagation();
      const words = same(search.value).split(/\s+/).filter(Boolean);
      for (const [item, text] of offers) item.hidden = !words.every((word) => text.includes(word));
      for (const group of groups) group.hidden = !group.querySelector(".offer:not([hidden])");
    });
    search.addEventListener("change", (event) => event.stopPropagation());
    list.addEventListener("keydown", (event) => {
      const buttons = shown();
      const at = buttons.indexOf(document.activeElement);
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        const next = at + (event.key === "ArrowDown" ? 1 : -1);
        (buttons[next] || (next < 0 ? search : buttons[at]) || search).focus();
      } else if (event.key === "Enter" && event.target === search) {
        if (search.value.trim() && buttons[0]) write(field, buttons[0].dataset.insert);
      } else if (event.key === "Escape") {
        field.focus();
      } else {
        return;
      }
      event.preventDefault();
    });
  };

  document.querySelectorAll("[data-offers]").forEach(wake);
})();
