// The page's end of one Jupyter comm.

const bytes = (b) =>
  ArrayBuffer.isView(b) ? new Uint8Array(b.buffer, b.byteOffset, b.byteLength) : new Uint8Array(b);

export class PageComm {
  /**
   * @param {(kind: string, comm: PageComm, content: object, callbacks, metadata, buffers) => string} send
   *   sends a message to Python and returns its id
   */
  constructor(send, commId, targetName) {
    this.send_ = send;
    this.comm_id = commId;
    this.target_name = targetName;
    this.early = []; // messages for a model that is not built yet
  }

  open(data, callbacks, metadata, buffers) {
    return this.post('comm_open', { data, target_name: this.target_name }, callbacks, metadata, buffers);
  }

  send(data, callbacks, metadata, buffers) {
    return this.post('comm_msg', { data }, callbacks, metadata, buffers);
  }

  close(data, callbacks, metadata, buffers) {
    return this.post('comm_close', { data: data ?? {} }, callbacks, metadata, buffers);
  }

  post(kind, content, callbacks, metadata, buffers) {
    return this.send_(
      kind,
      { ...content, comm_id: this.comm_id },
      callbacks,
      metadata ?? {},
      (buffers ?? []).map(bytes),
    );
  }

  on_msg(callback) {
    this.onMessage = callback;
    for (const message of this.early.splice(0)) callback(message);
  }

  on_close(callback) {
    this.onClose = callback;
  }

  receive(message) {
    if (this.onMessage) this.onMessage(message);
    else this.early.push(message);
  }
}
