// Go through the frames of a lecture as its class does; return what is wrong, by the names of course/lecture/figures.py.
() => {
  const found = { half: [], cut: [], small: [], colours: [], names: [] };
  const HIDDEN = "aside, .fragment:not(.visible), .MJX_Assistive_MathML, .MathJax_Preview, img[hidden]";
  const here = () => Reveal.getCurrentSlide();
  const name = () => `slide ${Reveal.getSlidePastCount() + 1} '${here().querySelector("header").innerText.trim()}'`;
  const shown = (selector) => [...here().querySelectorAll(selector)].filter((e) => !e.closest(HIDDEN) && e.getBoundingClientRect().height);

  function frame(number) {
    const parts = shown("h1, h2, h3, p, li, pre, td, th, img, svg, input, output");
    const bottom = Math.max(...parts.map((e) => e.getBoundingClientRect().bottom));
    const last = shown("h1, h2, h3, p, li, pre, td, img").at(-1)?.innerText?.trim() ?? "";
    if (bottom < innerHeight / 2 && !last.endsWith("?")) found.half.push(`${name()}, frame ${number}: ends at ${Math.round(bottom)}`);
  }

  function cut() {
    for (const e of shown("*")) {
      const r = e.getBoundingClientRect(), inner = getComputedStyle(e).overflowX !== "visible" ? e.scrollWidth - e.clientWidth : 0;
      const over = Math.max(r.bottom - innerHeight, r.right - innerWidth, -r.left, -r.top, e.closest("svg, math") ? 0 : inner);
      if (over > 2) return found.cut.push(`${name()}: ${Math.round(over)} px of ${(e.innerText || e.tagName).slice(0, 40)}`);
    }
  }

  const rgb = (colour) => colour.match(/[\d.]+/g).map(Number);
  const light = (colour) => rgb(colour).slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  function ground(e) {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if ((rgb(colour)[3] ?? 1) > 0) return colour;
    }
    return "rgb(255, 255, 255)";
  }
  function colours() {
    for (const e of shown("pre, pre span, code")) {
      const [low, high] = [light(getComputedStyle(e).color), light(ground(e))].sort((a, b) => a - b);
      const contrast = (high + 0.05) / (low + 0.05);
      if (e.innerText.trim() && contrast < 4.5) found.colours.push(`${name()}: ${e.className} ${e.innerText.slice(0, 20)} ${contrast.toFixed(2)}`);
    }
  }

  Reveal.slide(0, 0, -1);
  for (let number = 1, slide = null; number < 2000; number++) {
    if (here() !== slide) {
      slide = here();
      if (slide.dataset.zoom < 0.8) found.small.push(`${name()}: to ${slide.dataset.zoom}`);
    }
    frame(number);
    if (!Reveal.availableFragments().next) {
      cut();
      colours();
      for (const e of shown(".MathJax_SVG")) if (!e.querySelector("math")?.textContent.trim()) found.names.push(`${name()}: ${e.id}`);
      if (Reveal.isLastSlide()) break;
    }
    Reveal.next();
  }
  return found;
}
