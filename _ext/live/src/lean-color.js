// In place of d3-color: tags of colours ask whether a colour is one, and for a darker shade.
export function color(value) {
  if (!CSS.supports('color', value)) return null;
  return { darker: () => `color-mix(in srgb, ${value} 70%, black)` };
}
