/** Paper: light, everything open, and no card torn in two when it fits on a page. */
export const PRINT: string = `
@page { margin: 14mm 13mm; }
@media print {
  :root { color-scheme: light; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { padding: 0; background: none; font-size: 9.2pt; line-height: 1.45; }
  .top > .chip { margin-top: 20px; }
  h1 { font-size: 23pt; }
  h1.long { font-size: 17pt; }
  h2, .group > h2 { font-size: 13pt; }
  h3 { font-size: 12pt; }
  h4, .caption, .line, .about, .chip, .cell, .grid, .lead, .references, figcaption { font-size: 8.8pt; }
  .card { padding: 14px 18px 16px; }
  .probe h3 + .about { font-size: 9.2pt; }
  .caption { padding-block: 7px; }
  .message { padding-block: 8px 9px; }
  .curl { padding: 5px 12px 9px; }
  .curl pre { margin-top: 3px; }
  .worst-case { margin-top: 9px; }
  .probe h3 { margin-top: 8px; }
  .references { margin-top: 14px; padding-top: 9px; }
  .fix { padding: 9px 14px 10px; }
  .sources li { margin-top: 4px; }
  .pair { gap: 10px; margin-top: 14px; }
  .message, .caption { padding-inline: 12px; }
  pre { font-size: 7.4pt; line-height: 1.45; }
  .say .what, .say .state { font-size: 8.5pt; }
  .say .when { font-size: 8pt; }
  .strip li { padding-right: 8px; }
  .numbers b { font-size: 15pt; }
  .numbers a, .numbers li > p { padding: 9px 12px 10px; }
  .grid th, .grid td { padding-block: 6px; }
  .sources, .notes, .fix { margin-top: 14px; }
  button, .scroll::-webkit-scrollbar { display: none; }
  .card, .numbers li { box-shadow: none; break-inside: avoid; }
  .probe, .exchange, .curl, .fix, .rows > li { break-inside: avoid; }
  h1, h2, h3, h4, .group > h2 { break-after: avoid; }
  .card:has(details), .group { break-inside: auto; }
  main { display: block; }
  main > * + *, .group > * + * { margin-top: 10px; }
  .group { display: block; }
  details::details-content { display: block; height: auto; content-visibility: visible; }
  summary h2::after { display: none; }
  .scroll, pre, .message pre, .curl pre { max-height: none; overflow: visible; }
}
`;
