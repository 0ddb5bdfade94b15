// In place of @lumino/dragdrop: the bar of tabs asks it for a cursor while a tab is dragged,
// and the tabs of ipywidgets cannot be dragged.
export const Drag = { overrideCursor: () => ({ dispose() {} }) };
