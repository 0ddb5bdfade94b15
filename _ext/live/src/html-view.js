import { HTMLView } from '@jupyter-widgets/controls';

const path = (element, root) => {
  const steps = [];
  for (let e = element; e !== root; e = e.parentElement) steps.unshift([...e.parentElement.children].indexOf(e));
  return steps;
};

/** An HTML widget whose update keeps the focus and opened `<details>` of the reader. */
export class KeepingHTMLView extends HTMLView {
  update() {
    const active = this.el.contains(document.activeElement) ? document.activeElement : null;
    const focused = active && path(active, this.el);
    const open = [...this.el.querySelectorAll('details')].map((d) => d.open);
    super.update();
    this.el.querySelectorAll('details').forEach((d, i) => {
      if (i < open.length) d.open = open[i];
    });
    if (focused) {
      const again = focused.reduce((e, step) => e?.children[step], this.el);
      again?.focus({ preventScroll: true });
    }
  }
}
