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
    this.listenTo(this.model, 'change:outputs', this.fill);
    // A view inside can only be attached when this one is part of the page.
    this.displayed.then(() => this.fill());
  }

  fill() {
    this.el.replaceChildren();
    for (const output of this.model.get('outputs')) {
      const slot = document.createElement('div');
      this.el.append(slot);
      this.model.widget_manager.renderMime(output, slot);
    }
  }
}
