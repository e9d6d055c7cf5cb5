// Typeset every formula and lay out every slide once, before the first is shown: nothing jumps later.
const WIDTH = 1280, HEIGHT = 720, INNER = 1216, BOTTOM = 690, GAP = 36; // pixels of a slide; the number stands below BOTTOM
const box = (element) => element.getBoundingClientRect();
const size = (element) => ({ width: box(element).width / Reveal.getScale(), height: box(element).height / Reveal.getScale() });
const room = (slide, body) => BOTTOM - (box(body).top - box(slide).top) / Reveal.getScale();
// A picture is an image, the frames of a demo, or a box with links of its own size (the course's map).
const pictures = (part) => [...part.querySelectorAll(".jp-RenderedImage img, .course-frames, .jp-RenderedHTML > div:has(> img)")];
const images = (picture) => (picture.matches(".course-frames") ? [...picture.querySelectorAll("img")] : [picture]);
const first = (picture) => images(picture)[0];
const natural = (picture, side) => Number(first(picture).getAttribute(side) ?? parseFloat(first(picture).style[side]));
const aspect = (picture) => natural(picture, "width") / natural(picture, "height");
const below = (picture) => size(picture).height - size(first(picture)).height;
const widest = (picture) => 2 * natural(picture, "width"); // as many dots as the file has
function setWidth(picture, width) {
  if (picture.tagName === "DIV") picture.style.zoom = width / natural(picture, "width");
  else for (const image of images(picture)) image.style.width = `${Math.floor(width)}px`;
}

// Beside the picture, the narrowest text that is not too high; then the largest picture that there is room for.
// A picture as low as a strip takes the whole width, below the text, where that makes it larger.
function columns(body, space) {
  const text = body.querySelector(".text"), picture = pictures(body)[0];
  const lines = [...text.querySelectorAll("pre, p, li")];
  setWidth(picture, 500);
  const caption = below(picture);
  let wide = 0;
  for (let width = 270; width <= 700; width += 10) {
    wide = Math.min(INNER - GAP - width, (space - caption) * aspect(picture), widest(picture));
    body.style.gridTemplateColumns = `${INNER - GAP - wide}px ${wide}px`;
    if (size(text).height <= space && lines.every((block) => block.scrollWidth <= block.clientWidth)) break;
    wide = 0;
  }
  if (wide / aspect(picture) > 270) return setWidth(picture, wide);
  body.classList.add("stacked");
  if (stack(body, space) > wide) return;
  body.classList.remove("stacked");
  setWidth(picture, wide);
}

// Pictures below each other, enlarged together as far as there is room; return the width of the first.
function stack(body, space) {
  for (let share = 1; share >= 0.3; share -= 0.02) {
    for (const picture of pictures(body)) setWidth(picture, Math.min(share * INNER, widest(picture)));
    if (size(body).height <= space) break;
  }
  return size(first(pictures(body)[0])).width;
}

// A line of code is never broken: where one is wider than the slide, the code of the slide takes smaller letters.
function unbroken(body, zoom) {
  const blocks = [...body.querySelectorAll("pre")];
  const longest = Math.max(...blocks.flatMap((block) => block.textContent.split("\n")).map((line) => line.length));
  for (const block of blocks) block.style.fontSize = `${Math.min(22, (INNER / zoom - 24) / (0.603 * longest))}px`;
}

function fit(slide) {
  const body = slide.querySelector(".body"), space = room(slide, body);
  unbroken(body, 1);
  if (body.classList.contains("columns")) columns(body, space);
  else if (pictures(body).length) stack(body, space);
  let zoom = pictures(body).length ? 1 : 1.2;
  for (; zoom > 0.4; zoom -= 0.02) {
    body.style.zoom = zoom;
    if (zoom > 1) unbroken(body, zoom);
    if (size(body).height <= (zoom > 1 ? 0.85 : 1) * space) break;
  }
  slide.dataset.zoom = zoom.toFixed(2);
}

// Space and the page keys go on in the lecture even when a slider has the focus; the arrows move the slider.
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input[type=range]") && [" ", "PageDown", "PageUp", "Escape"].includes(event.key)) event.target.blur();
}, true);

Reveal.initialize({
  plugins: [RevealNotes], width: WIDTH, height: HEIGHT, margin: 0, center: false, hash: true, controls: false, progress: true,
  slideNumber: "c/t", transition: "none", navigationMode: "linear", // the right arrow visits every slide
}).then(() => {
  document.body.classList.add("measuring");
  const needed = "[MathJax]/jax/element/mml/jax.js"; // by AssistiveMML, on a page without formulas too
  MathJax.Hub.Queue(["Require", MathJax.Ajax, needed], ["Typeset", MathJax.Hub], () => {
    for (const slide of Reveal.getSlides()) fit(slide);
    // The notes window has no style for the MathML; it shows the drawn formula.
    for (const hidden of document.querySelectorAll("aside .MJX_Assistive_MathML")) hidden.remove();
    document.body.classList.remove("measuring");
    Reveal.layout();
    document.body.dataset.ready = "yes"; // for a browser test
  });
});
