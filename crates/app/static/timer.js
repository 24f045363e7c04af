// A gentle timer: starts when it is tapped, shows the minutes that are left; no sound, no alarm.
export function timers() {
  for (const timer of document.querySelectorAll("[data-timer]")) {
    timer.hidden = false;
    timer.addEventListener("click", () => start(timer), { once: true });
  }
}

function start(timer) {
  const end = performance.now() + Number(timer.dataset.timer) * 60_000;
  const tick = () => {
    const left = Math.max(0, end - performance.now());
    const minutes = Math.floor(left / 60_000);
    const seconds = Math.floor((left % 60_000) / 1000);
    timer.textContent = left > 0 ? `${minutes}:${String(seconds).padStart(2, "0")}` : timer.dataset.done;
    if (left > 0) setTimeout(tick, 1000);
  };
  tick();
}
