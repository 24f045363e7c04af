// A while without screens: a circle fills slowly, the screen stays awake where it can, and the end comes by itself.
// The end is a place in the same page, so nothing here needs a network.
export function down() {
  const page = document.querySelector("[data-down]");
  if (!page) return;
  stayAwake();
  if (page.dataset.left) fill(page);
}

const over = () => location.hash === "#end";

function stayAwake() {
  let lock;
  let asking = false;
  const ask = async () => {
    if (over()) return lock?.release();
    if (asking || document.hidden || lock?.released === false) return;
    asking = true;
    // Refused, or not known here: then the screen sleeps as it always does.
    lock = await navigator.wakeLock?.request("screen").catch(() => undefined);
    asking = false;
    if (over()) lock?.release();
  };
  document.addEventListener("visibilitychange", ask);
  addEventListener("hashchange", ask);
  // Some browsers want a touch first.
  addEventListener("pointerup", ask);
  ask();
}

function fill(page) {
  const circle = page.querySelector("[data-fills]");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const [whole, left] = [page.dataset.whole, page.dataset.left].map((seconds) => Number(seconds) * 1000);
  const end = Date.now() + left;
  let next;
  const tick = () => {
    clearTimeout(next);
    const rest = end - Date.now();
    const full = still.matches ? 0 : Math.min(100, Math.max(0, 100 - (100 * rest) / whole));
    circle.setAttribute("stroke-dasharray", `${full.toFixed(2)} 100`);
    if (rest > 0) next = setTimeout(tick, Math.min(rest, 5000));
    else if (!over()) location.replace("#end");
  };
  // A phone in a pocket may have slept through it.
  document.addEventListener("visibilitychange", tick);
  addEventListener("hashchange", tick);
  tick();
}
