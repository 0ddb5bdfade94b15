// In place of jQuery: ipywidgets only wraps the element of a view, and takes it out again.
export default function wrap(element) {
  if (!new.target) return new wrap(element);
  this[0] = element;
  this.length = 1;
}
