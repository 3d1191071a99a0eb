/** The picture, and the numbers below it. */
export const STRIP: string = `
.strip ol { display: grid; grid-auto-columns: minmax(0, 1fr); grid-auto-flow: column; margin-top: 22px; }
.strip li { position: relative; padding-right: 14px; }
.strip li > .glyph { position: relative; display: block; }
.rail { position: absolute; top: 0; left: 0; width: 100%; height: 24px; overflow: hidden; }
.way { x: 12px; y: 9px; width: 100%; height: 6px; fill: var(--tone); }
.strip li + li .way { x: 0; }
.rail[data-tone='expected'] .way { opacity: 0.45; }
.rail[data-tone='unclear'] .way, .rail[data-tone='shut'] .way { opacity: 0.4; }
.strip .end .way { width: 0; }
.strip .end .glyph circle { fill: var(--surface); stroke: var(--tone); stroke-width: 2; r: 7px; }
.strip .end .glyph path { stroke: var(--tone); }
.say { margin-top: 12px; line-height: 1.4; }
.say .when { color: var(--muted); font-size: 12.5px; font-variant-numeric: tabular-nums; }
.say .what { font-size: 14px; }
[data-kind='login'] .what, [data-kind='logout'] .what, .what.worst { font-weight: 650; }
.say .state { color: var(--tone); font-size: 13.5px; font-weight: 650; }
.what.worst { color: var(--tone); }
.times { color: var(--muted); font-size: 12.5px; white-space: nowrap; }
figcaption {
  display: flex;
  flex-wrap: wrap;
  gap: 5px 20px;
  margin-top: 24px;
  padding-top: 14px;
  border-top: 1px solid var(--line);
  color: var(--muted);
  font-size: 13px;
}
figcaption .left { margin-left: auto; }

.numbers { display: grid; grid-auto-columns: minmax(0, 1fr); grid-auto-flow: column; gap: 12px; }
.numbers li { border: 1px solid var(--line); border-radius: 14px; background: var(--surface); }
.numbers a, .numbers li > p { display: block; height: 100%; padding: 13px 18px 14px; border-radius: 13px; color: inherit; font-weight: 400; text-decoration: none; }
.numbers a:hover { background: var(--raised); }
.numbers b { display: block; color: var(--tone); font-size: 25px; font-variant-numeric: tabular-nums; font-weight: 680; letter-spacing: -0.022em; line-height: 1.25; }
.numbers span { color: var(--muted); font-size: 13.5px; }
.numbers [data-tone='shut'] b, .numbers [data-tone='none'] b { color: var(--ink); }
`;
