// The widget Output: a list of outputs that Python fills.
import { DOMWidgetModel, DOMWidgetView } from '@jupyter-widgets/base';

export class OutputModel extends DOMWidgetModel {
  defaults() {
    return {
      ...super.defaults(),
      _model_name: 'OutputModel',
      _model_module: '@jupyter-widgets/output',
      _view_name: 'OutputView',
      _view_module: '@jupyter-widgets/output',
      outputs: [],
    };
  }
}

export class OutputView extends DOMWidgetView {
  render() {
    super.render();
    this.el.classList.add('live-capture');
    this.shown = []; // one entry for each output: its JSON and its slot
    this.listenTo(this.model, 'change:outputs', this.fill);
    this.on('displayed', this.fill);
  }

  /** Show the outputs; those at the beginning that are as before stay untouched. */
  fill() {
    if (!this.el.isConnected) return; // a view inside can only be attached to the page
    const { widget_manager: manager } = this.model;
    const wanted = this.model.get('outputs').map((output) => [JSON.stringify(output), output]);
    let same = wanted.findIndex(([json], i) => this.shown[i]?.json !== json);
    if (same < 0) same = wanted.length;
    const old = this.shown.splice(same);
    for (const [json, output] of wanted.slice(same)) {
      const slot = document.createElement('div');
      this.el.append(slot);
      this.shown.push({ json, slot });
      manager.renderMime(output, slot);
    }
    for (const { slot } of old) slot.remove();
    manager.sweep();
  }

  remove() {
    super.remove();
    this.el.replaceChildren();
    this.model.widget_manager.sweep();
    return this;
  }
}
