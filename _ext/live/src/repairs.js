// Two faults of @jupyter-widgets/base 6.0 put right.
import { createErrorWidgetModel, DOMWidgetView, ErrorWidgetView, uuid } from '@jupyter-widgets/base';

// A tooltip on a widget without a description (Image, Box) makes the original throw.
DOMWidgetView.prototype.updateTooltip = function updateTooltip() {
  const title = this.model.get('tooltip');
  if (!title) this.el.removeAttribute('title');
  else if (!this.model.get('description')) this.el.setAttribute('title', title);
};

/** Stands where a widget cannot, and says why in words. */
export class FailedView extends ErrorWidgetView {
  render() {
    this.el.classList.add('jupyter-widgets', 'live-failed');
    const { msg, error } = this.model.attributes;
    this.el.textContent = `${msg}. ${error.message}`;
  }
}

/** A view of an error; the original builds its model without the manager, which throws. */
export function failedView(manager, model, error) {
  const Model = createErrorWidgetModel(error, `The widget ${model.name} could not be shown`);
  const view = new FailedView({
    model: new Model({}, { widget_manager: manager, model_id: uuid() }),
    options: {},
  });
  view.render();
  return view;
}
