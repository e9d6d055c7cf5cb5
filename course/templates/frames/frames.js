// A slider shows the frame of its number; a screen reader hears the frame's label.
document.addEventListener("input", (event) => {
  const figure = event.target.closest(".course-frames");
  if (!figure) return;
  const shown = Number(event.target.value);
  const images = figure.querySelectorAll("img");
  images.forEach((image, index) => { image.hidden = index !== shown; });
  event.target.setAttribute("aria-valuetext", images[shown].dataset.label);
  figure.querySelector("output").textContent = images[shown].dataset.label;
});
