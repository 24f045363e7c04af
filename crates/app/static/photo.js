// A photograph for paper: it is drawn into the page and goes nowhere. It has no name, stands in no form and is forgotten
// with the page. Without this, the frame stays empty, to glue one in.
export function photos() {
  for (const frame of document.querySelectorAll("[data-photo]")) {
    const [label, field] = [frame.querySelector("label"), frame.querySelector("input")];
    label.hidden = false;
    field.addEventListener("change", () => draw(frame.querySelector("canvas"), field.files[0]));
  }
}

// As wide as paper needs it, and no wider.
const WIDEST = 1600;

async function draw(canvas, file) {
  // Nothing chosen, or nothing this browser can draw: the frame is empty again.
  const picture = file && (await createImageBitmap(file).catch(() => undefined));
  canvas.hidden = !picture;
  if (!picture) return;
  const scale = Math.min(1, WIDEST / picture.width);
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
}
