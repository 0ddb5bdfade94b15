// Builds the models and views of ipywidgets without requirejs and without a Jupyter front end.
import * as base from '@jupyter-widgets/base';
import { ManagerBase } from '@jupyter-widgets/base-manager';
import * as controls from '@jupyter-widgets/controls';
import { Widget } from '@lumino/widgets';
import { KeepingHTMLView } from './html-view.js';
import * as output from './output.js';
import { PageComm } from './comm.js';
import { FailedView, failedView } from './repairs.js';

const MODULES = {
  '@jupyter-widgets/base': { ...base, ErrorWidgetView: FailedView },
  '@jupyter-widgets/controls': { ...controls, HTMLView: KeepingHTMLView },
  '@jupyter-widgets/output': output,
};

export class LiveManager extends ManagerBase {
  constructor(send, renderMime) {
    super();
    this.send = send;
    this.renderMime = renderMime; // for the widget Output
    this.comms = new Map();
  }

  async loadClass(className, moduleName) {
    const found = MODULES[moduleName]?.[className];
    if (found) return found;
    const known = Object.keys(MODULES).join(', ');
    throw new Error(`${moduleName}.${className} is not available in a live page (only ${known}).`);
  }

  create_view(model, options = {}) {
    const id = base.uuid();
    const making = async () => {
      const { _view_name, _view_module, _view_module_version } = model.attributes;
      try {
        const View = await this.loadViewClass(_view_name, _view_module, _view_module_version);
        const view = new View({ model, options: this.setViewOptions(options) });
        view.listenTo(model, 'destroy', view.remove);
        await view.render();
        view.once('remove', () => delete model.views?.[id]);
        return view;
      } catch (error) {
        console.error(error);
        return failedView(this, model, error);
      }
    };
    model.state_change = model.state_change.then(making);
    if (model.views) model.views[id] = model.state_change;
    return model.state_change;
  }

  async _create_comm(target, id, data, metadata, buffers) {
    const comm = this.addComm(id, target);
    if (data) comm.open(data, {}, metadata, buffers);
    return comm;
  }

  async _get_comm_info() {
    return {}; // nothing is left from an earlier session
  }

  addComm(id, target) {
    const comm = new PageComm(this.send, id, target);
    this.comms.set(id, comm);
    return comm;
  }

  /** Take a comm message of Python. */
  receive(message) {
    const id = message.content.comm_id;
    if (message.header.msg_type === 'comm_open') {
      this.handle_comm_open(this.addComm(id, message.content.target_name), message);
    } else if (message.header.msg_type === 'comm_msg') {
      this.comms.get(id)?.receive(message);
    } else {
      this.comms.get(id)?.onClose?.(message);
      this.comms.delete(id);
    }
  }

  /** Show the view of a model in an element that is part of the page. */
  async show(modelId, host) {
    const view = await this.create_view(await this.get_model(modelId));
    Widget.attach(view.luminoWidget, host);
    return view;
  }
}
