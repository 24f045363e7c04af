// A second tap on a button that is already sending is not a second act. The server holds this too; here it also
// spares a second sign-in. *Leave this page* may be pressed as often as one likes, and so may a form that only asks for
// something.
export function once() {
  addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-leave], [data-again]")) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
  // Back to a page the browser kept: its forms may be sent again.
  addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
}
