/** The strip stands where it cannot lie. */
export const NARROW: string = `
@media screen and (max-width: 820px) {
  body { padding-top: 18px; }
  .card { padding: 19px 18px 22px; }
  main { gap: 14px; margin-top: 24px; }
  .top > .chip { margin-top: 26px; }
  .strip ol { grid-auto-flow: row; margin-top: 18px; }
  .strip li { display: grid; grid-template-columns: 24px minmax(0, 1fr); gap: 14px; min-height: 64px; padding: 0 0 18px; }
  .strip li:last-child { min-height: 0; padding-bottom: 0; }
  .rail { width: 24px; height: 100%; }
  .way, .strip li + li .way { x: 9px; y: 12px; width: 6px; height: 100%; }
  .strip li:last-child .way { height: 0; }
  .say { margin-top: 1px; }
  .strip li + li .way { y: 0; }
  figcaption .left { margin-left: 0; }
  .numbers { grid-auto-flow: row; grid-template-columns: 1fr 1fr; gap: 10px; }
  .numbers .wide { grid-column: 1 / -1; }
  /* Moments below each other: what comes after the logout must not hide behind an edge. */
  .grid, .grid tbody, .grid tr, .grid th, .grid td { display: block; max-width: none; }
  .grid thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .grid tbody tr { padding: 12px 0; }
  .grid tbody tr:first-child { border-top: 0; padding-top: 0; }
  .grid tbody th { padding: 0 0 4px; }
  .grid td { display: flex; justify-content: space-between; gap: 14px; padding: 3px 0; }
  .grid td::before { color: var(--muted); content: attr(data-moment); line-height: 24px; }
  .grid .look { justify-content: flex-end; }
  .course li { grid-template-columns: 60px minmax(0, 1fr) 52px; gap: 10px; }
}
@media screen and (max-width: 520px) {
  .brand span { display: none; }
  .stamp { font-size: 12.5px; }
  .lead { font-size: 15px; }
  h3 { font-size: 18px; }
  .message, .caption, .curl { padding-inline: 13px; }
}
`;
