// Faults of @jupyter-widgets 6.0 (base) and 5.0 (controls) put right.
import { createErrorWidgetModel, DOMWidgetView, ErrorWidgetView, uuid } from '@jupyter-widgets/base';
import { PlayView, ProgressView, TagsInputView, ValidView } from '@jupyter-widgets/controls';

// A tooltip on a widget without a description (Image, Box) makes the original throw.
DOMWidgetView.prototype.updateTooltip = function updateTooltip() {
  const title = this.model.get('tooltip');
  if (!title) this.el.removeAttribute('title');
  else if (!this.model.get('description')) this.el.setAttribute('title', title);
};

// Font Awesome as a script puts a picture in the place of each <i>. The views keep the <i> and
// its listeners, so the picture must go into it.
if (window.FontAwesome?.config) window.FontAwesome.config.autoReplaceSvg = 'nest';

/** Let Font Awesome draw an icon again whose class has changed since. */
export function redrawIcon(icon) {
  icon.removeAttribute('data-fa-i2svg');
  icon.replaceChildren();
  icon.classList.add('fa');
  icon.parentElement.insertBefore(icon, icon.nextSibling); // it looks at what is added
}

/** Run `after` at the end of a method, whose result stays as it is. */
function extend(View, method, after) {
  const original = View.prototype[method];
  View.prototype[method] = function extended(...parameters) {
    const result = original.apply(this, parameters);
    after.call(this);
    return result;
  };
}

// Three buttons without a word.
extend(PlayView, 'updatePlaying', function nameButtons() {
  const of = this.model.get('tooltip') ? `, ${this.model.get('tooltip')}` : '';
  this.playPauseButton.ariaLabel = (this.model.get('playing') ? 'Pause' : 'Play') + of;
  this.stopButton.ariaLabel = `Stop${of}`;
  this.repeatButton.ariaLabel = `Repeat${of}`;
});
extend(PlayView, 'updateRepeat', function showRepeat() {
  this.repeatButton.ariaPressed = String(this.model.get('repeat'));
});

// A bar that only eyes can read.
extend(ProgressView, 'update', function sayProgress() {
  const { value, min, max, description, tooltip } = this.model.attributes;
  this.progress.role = 'progressbar';
  this.progress.ariaLabel = description || tooltip || 'Progress';
  Object.assign(this.progress, { ariaValueNow: value, ariaValueMin: min, ariaValueMax: max });
});

// A tick without a word; the cross has one beside it.
extend(ValidView, 'update', function sayValid() {
  const valid = this.model.get('value');
  this.icon.role = valid ? 'img' : null;
  this.icon.ariaLabel = valid ? 'Valid' : null;
  this.icon.ariaHidden = valid ? null : 'true';
});

// Tags: Python gives them a description, which the original never shows.
extend({ prototype: Object.getPrototypeOf(TagsInputView.prototype) }, 'update', function label() {
  const { description, tooltip } = this.model.attributes;
  this.taginput.ariaLabel = description || tooltip || 'Add an entry';
  if (!description) return;
  const label = document.createElement('span');
  label.className = 'widget-label';
  label.textContent = description;
  this.el.prepend(label);
});

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
