// The page's end of one Jupyter comm.

const bytes = (b) =>
  ArrayBuffer.isView(b) ? new Uint8Array(b.buffer, b.byteOffset, b.byteLength) : new Uint8Array(b);

export class PageComm {
  /**
   * @param {(kind: string, comm: PageComm, content: object, callbacks, metadata, buffers) => string} send
   *   sends a message to Python and returns its id
   * @param {() => void} forget is called when this side has closed the comm
   */
  constructor(send, forget, commId, targetName) {
    this.send_ = send;
    this.forget = forget;
    this.comm_id = commId;
    this.target_name = targetName;
    this.early = []; // messages for a model that is not built yet
    this.closing = null; // the message that closed the comm before the model was built
  }

  open(data, callbacks, metadata, buffers) {
    return this.post('comm_open', { data, target_name: this.target_name }, callbacks, metadata, buffers);
  }

  send(data, callbacks, metadata, buffers) {
    return this.post('comm_msg', { data }, callbacks, metadata, buffers);
  }

  close(data, callbacks, metadata, buffers) {
    this.forget();
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
    // Only now: a model listens for the end first, and then for what comes before it.
    if (this.closing) this.onClose?.(this.closing);
  }

  on_close(callback) {
    this.onClose = callback;
  }

  receive(message) {
    if (this.onMessage) this.onMessage(message);
    else this.early.push(message);
  }

  receiveClose(message) {
    if (this.onMessage) this.onClose?.(message);
    else this.closing = message;
  }
}
