// Going back through the browser's own history keeps what was typed; the link alone would ask for the page anew.
const way = document.querySelector("[data-back]");
if (way && history.length > 1) {
  way.addEventListener("click", (event) => {
    event.preventDefault();
    history.back();
  });
}
