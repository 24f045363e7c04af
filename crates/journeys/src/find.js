// What a person finds on a page: by role and by the name a screen reader would say.
(() => {
  const tidy = (text) => (text ?? "").replace(/\s+/g, " ").replace(/[’‘]/g, "'").trim();
  const everything = "a[href],button,input:not([type=hidden]),select,textarea,summary,[role],iframe";
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const kind = (element) => {
    if (element.tagName === "SUMMARY") return "summary";
    if (["checkbox", "radio", "switch"].includes(element.computedRole)) return "tick";
    if (["button", "link"].includes(element.computedRole)) return element.computedRole;
    return element.matches("input,select,textarea") ? "field" : element.computedRole;
  };
  const name = (element) => tidy(element.computedName) || (element.tagName === "SUMMARY" ? tidy(element.innerText) : "");
  const group = (element) => {
    const names = [];
    for (let at = element.parentElement; at; at = at.parentElement) {
      if (["FIELDSET", "SECTION", "ARTICLE"].includes(at.tagName) || at.role) names.push(tidy(at.computedName));
      if (at.tagName === "FIELDSET") names.push(tidy(at.querySelector("legend")?.innerText));
    }
    return names;
  };
  const find = (kinds, wanted, within) => {
    const want = tidy(wanted).toLowerCase();
    const all = [...document.querySelectorAll(everything)].filter(
      (element) => shown(element) && kinds.includes(kind(element)) && !element.disabled,
    );
    const inside = within
      ? all.filter((element) => group(element).some((name) => name.toLowerCase().includes(tidy(within).toLowerCase())))
      : all;
    // Of two with the same name the button is meant, not the link in the menu.
    inside.sort((a, b) => kinds.indexOf(kind(a)) - kinds.indexOf(kind(b)));
    const by = (test) => inside.find((element) => test(name(element).toLowerCase()));
    const found =
      by((it) => it === want) ??
      inside.find((element) => element.name === wanted || element.id === wanted) ??
      by((it) => it.startsWith(want)) ??
      by((it) => it.includes(want));
    if (found) return found;
    const there = inside.map((element) => `${kind(element)} "${name(element)}"`).join("\n  ");
    throw new Error(`no ${kinds.join(" or ")} "${wanted}"${within ? ` within "${within}"` : ""}; there are\n  ${there}`);
  };
  // Where to put a finger: the middle of it, or of its label where the thing itself is only drawn.
  const point = (element) => {
    const small = element.matches("input[type=radio],input[type=checkbox]");
    const target = small ? element.labels?.[0] ?? element : element;
    target.scrollIntoView({ block: "center", behavior: "instant" });
    const box = target.getClientRects()[0];
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const there = document.elementFromPoint(x, y);
    if (!there || !(target.contains(there) || there.contains(target) || there.closest("label")?.control === element)) {
      throw new Error(`"${name(element)}" is covered by ${there?.outerHTML.slice(0, 200)}`);
    }
    return { x, y };
  };
  const sticksOut = (width) => {
    if (document.documentElement.scrollWidth <= width) return [];
    const scrolls = (element) => element && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
    const out = [...document.body.querySelectorAll("*")].filter(
      (element) => shown(element) && element.getBoundingClientRect().right > width + 0.5 && !scrolls(element.parentElement),
    );
    const say = (element) => `${Math.round(element.getBoundingClientRect().right)} px: ${element.outerHTML.slice(0, 160)}`;
    return out.length > 0 ? out.map(say) : [`the page is ${document.documentElement.scrollWidth} px wide`];
  };
  const ways = () => {
    const asking = [...document.forms].filter((form) => form.method === "get").map((form) => new URL(form.action));
    // A file to keep is no page.
    const pages = [...document.links].filter((it) => !it.hasAttribute("download"));
    const all = [...pages, ...asking].filter((it) => it.origin === location.origin);
    return all.map((it) => it.pathname + it.search);
  };
  // What a finger can hardly hit; links in running text are left out.
  const tiny = (least) => {
    const touched = [...document.querySelectorAll("button,input:not([type=hidden]),select,textarea,summary,a.button")];
    const boxes = touched.filter(shown).map((it) => [it, (it.labels?.[0]?.contains(it) ? it.labels[0] : it).getBoundingClientRect()]);
    const small = boxes.filter(([, box]) => box.width < least || box.height < least);
    return small.map(([it, box]) => `${Math.round(box.width)}×${Math.round(box.height)} px: ${kind(it)} "${name(it)}"`);
  };
  // What is wrong with how the focus shows, if anything is.
  const unseenFocus = () => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const [style, box] = [getComputedStyle, element.labels?.[0]?.contains(element) ? element.labels[0] : element];
    const drawn = [element, box, ...box.querySelectorAll("*")].filter((it) => {
      const { outlineStyle, outlineWidth } = style(it);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    if (drawn.length === 0) return `no outline on ${element.outerHTML.slice(0, 160)}`;
    const rect = (drawn.find((it) => it.getBoundingClientRect().width > 2) ?? box).getBoundingClientRect();
    const points = [[0.1, 0.5], [0.5, 0.5], [0.9, 0.5]].map(([x, y]) => [rect.left + x * rect.width, rect.top + y * rect.height]);
    const clear = points.some(([x, y]) => box.contains(document.elementFromPoint(x, y)));
    return clear ? null : `nobody can see the focus on ${element.outerHTML.slice(0, 160)}`;
  };
  return { ways, tiny, unseenFocus, tidy, shown, name, find, point, sticksOut };
})()
