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

const TURN = 25; // milliseconds of making views, after which the browser may answer the reader
let turnBegan = 0;

/** Wait for the next turn of the browser. */
async function nextTurn() {
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel(); // a timer would wait longer in the background
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
  turnBegan = performance.now();
}

/** Wait for a turn of the browser when this one has lasted; many views would be one long task. */
async function breathe() {
  if (performance.now() - turnBegan >= TURN) await nextTurn();
}

/** Wait for the views inside a view (a box is there before its children), and for what each has. */
async function complete(view, parts = () => []) {
  await Promise.all(parts(view));
  const inside = await Promise.all(view.children_views?.views ?? []);
  await Promise.all(inside.map((child) => complete(child, parts)));
}

/** What a view gets only when it is in the page: width, height, colours. */
const styles = (view) => [view.layoutPromise, view.stylePromise];

export class LiveManager extends ManagerBase {
  constructor(send, renderMime) {
    super();
    this.send = send;
    this.renderMime = renderMime; // for the widget Output
    this.comms = new Map();
    this.shown = new Set(); // the views that were put into elements of the page
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
      await breathe();
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
    const comm = this.addComm(id ?? base.uuid(), target);
    if (data) comm.open(data, {}, metadata, buffers);
    return comm;
  }

  async _get_comm_info() {
    return {}; // nothing is left from an earlier session
  }

  addComm(id, target) {
    const comm = new PageComm(this.send, () => this.comms.delete(id), id, target);
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
      this.comms.get(id)?.receiveClose(message);
      this.comms.delete(id);
    }
  }

  /** Show the view of a model in an element that is part of the page; resolves when it is complete. */
  async show(modelId, host) {
    this.sweep();
    const view = await this.create_view(await this.get_model(modelId));
    await complete(view);
    // Cleared or closed while the view was made.
    if (!host.isConnected || !this.has_model(modelId)) return void view.remove();
    Widget.attach(view.luminoWidget, host);
    const entry = { view, host };
    this.shown.add(entry);
    view.once('remove', () => this.shown.delete(entry));
    await nextTurn();
    await complete(view, styles); // shown before, each of these would move what follows
  }

  /** End the views whose place has left the page: until then they listen to their model. */
  sweep() {
    const gone = [...this.shown].filter(({ host }) => !host.isConnected);
    if (!gone.length) return;
    const attic = document.createElement('div'); // Lumino lets go only of what is in the page
    attic.hidden = true;
    document.body.append(attic);
    for (const { view } of gone) {
      attic.append(view.el);
      view.remove();
    }
    attic.remove();
  }
}
