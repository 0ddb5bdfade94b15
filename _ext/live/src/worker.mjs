// Runs Python in a Web Worker and keeps messages in order. Files come from this folder only.
import { boot, reason } from './boot.mjs';
import * as snapshots from './snapshots.mjs';

const tell = (message) => postMessage(message);

function send(json, buffers) {
  const message = JSON.parse(json);
  message.buffers = buffers;
  postMessage(message, buffers.map((b) => b.buffer));
}

async function handle(bridge, message) {
  if (message.type === 'language') {
    bridge.speak(message.language);
  } else if (message.type === 'run') {
    await bridge.run(message.cell, message.code);
  } else if (message.type === 'link') {
    bridge.open_link(message.slug, message.query);
    tell({ type: 'linked', id: message.id, slug: message.slug });
  } else {
    let ok = false;
    try {
      ok = bridge.receive(message.type, message.header, message.buffers);
    } finally {
      // Without this answer the widgets in the page stop sending.
      tell({ type: 'idle', id: message.id, cell: bridge.cell, ok });
    }
  }
}

// Messages that come while Python boots wait in this list.
const early = [];
self.onmessage = (event) => early.push(event.data);

/** Keep the booted interpreter for the next visit; the page asks when everything is shown. */
async function save(snapshot) {
  try {
    await snapshots.write(snapshot);
    tell({ type: 'saved', bytes: snapshot.byteLength });
  } catch (error) {
    console.info('The interpreter is not kept for the next visit.', error);
  }
}

function serve({ python, start, snapshot }) {
  const bridge = python.pyimport('bridge').BRIDGE;
  bridge.connect(send);
  let last = Promise.resolve();
  const enqueue = (message) => {
    last = last
      .then(() => handle(bridge, message))
      // Errors of a cell are reported by the bridge; what comes here has ended the interpreter.
      .catch((error) => tell({ type: 'failed', why: 'ended', message: String(error) }));
  };
  self.onmessage = ({ data }) => {
    if (data.type !== 'save') enqueue(data);
    else if (snapshot) {
      save(snapshot);
      snapshot = undefined;
    }
  };
  tell({ type: 'ready', start });
  early.forEach(enqueue);
}

const fail = (error) => tell({ type: 'failed', why: reason(error), message: String(error) });
// Some errors inside Pyodide's start reach nobody, and the start would never end.
const lost = ({ reason: error }) => fail(error);
self.addEventListener('unhandledrejection', lost);
boot(tell).then((booted) => {
  self.removeEventListener('unhandledrejection', lost);
  serve(booted);
}, fail);
