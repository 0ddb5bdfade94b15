// Starts reveal.js: one slide after the other, keys, a link for each slide, notes with S.
Reveal.initialize({
  width: 960,
  height: 700,
  margin: 0,
  center: false,
  hash: true,
  slideNumber: 'c/t',
  transition: 'none',
  pdfSeparateFragments: false,
  plugins: [RevealNotes],
});
