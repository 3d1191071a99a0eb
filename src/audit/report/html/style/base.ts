/** Colours, letters and the frame. Light and dark follow the system. */
export const BASE: string = `
:root {
  color-scheme: light dark;
  --sans: -apple-system, 'Segoe UI', Inter, Roboto, 'Noto Sans', 'Liberation Sans', Arial, sans-serif;
  --mono: 'SF Mono', Menlo, Consolas, 'Cascadia Mono', 'DejaVu Sans Mono', monospace;
  --page: light-dark(#f3f2ee, #0b0c11);
  --surface: light-dark(#ffffff, #1a1c25);
  --raised: light-dark(#f7f6f3, #22252f);
  --ink: light-dark(#171922, #eff0f6);
  --muted: light-dark(#5b5f6d, #a3a8ba);
  --line: light-dark(#e2e0d9, #323644);
  --accent: light-dark(#454bd0, #9298ff);
  --accent-wash: light-dark(#eeeffc, #23263f);
  --good: light-dark(#0d7a4c, #46d198);
  --bad: light-dark(#bd2433, #ff8289);
  --warn: light-dark(#8a5300, #f3bd57);
  --good-wash: light-dark(#e7f5ee, #17322a);
  --bad-wash: light-dark(#fcebec, #3a1e25);
  --warn-wash: light-dark(#fbf1dc, #33290f);
  --plain-wash: light-dark(#efeee9, #2a2d39);
}
*, *::before, *::after { box-sizing: border-box; margin: 0; }
html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body {
  padding: 28px clamp(16px, 4vw, 48px) 40px;
  background: var(--page);
  color: var(--ink);
  font: 15px/1.55 var(--sans);
  -webkit-font-smoothing: antialiased;
  overflow-wrap: anywhere;
}
.top, main, .foot { max-width: 1080px; margin-inline: auto; }
ul, ol { padding: 0; list-style: none; }
code, pre { font-family: var(--mono); }
code { font-size: 0.88em; }
a { color: var(--accent); font-weight: 600; text-underline-offset: 3px; }
:focus-visible { outline: 3px solid color-mix(in srgb, var(--accent) 75%, transparent); outline-offset: 2px; border-radius: 6px; }

[data-tone='bad'] { --tone: var(--bad); --wash: var(--bad-wash); }
[data-tone='good'] { --tone: var(--good); --wash: var(--good-wash); }
[data-tone='unclear'] { --tone: var(--muted); --wash: var(--plain-wash); }
[data-tone='allowed'] { --tone: var(--warn); --wash: var(--warn-wash); }
[data-tone='expected'] { --tone: var(--accent); --wash: var(--accent-wash); }
[data-tone='shut'], [data-tone='none'] { --tone: var(--muted); --wash: var(--plain-wash); }
[data-tone='login'], [data-tone='logout'] { --tone: var(--ink); --wash: var(--plain-wash); }

.glyph { flex: none; vertical-align: -0.16em; }
.glyph circle { fill: var(--tone); }
.glyph path { fill: none; stroke: var(--surface); stroke-width: 1.9; stroke-linecap: round; stroke-linejoin: round; }
.glyph[data-tone='login'] path, .glyph[data-tone='logout'] path { fill: var(--surface); stroke-width: 1; }

.top-row { display: flex; align-items: center; justify-content: space-between; gap: 16px; }
.brand { display: flex; align-items: center; gap: 9px; font-weight: 650; letter-spacing: -0.01em; }
.brand span, .stamp { color: var(--muted); font-weight: 400; }
.stamp { font-size: 13.5px; }
.chip {
  display: inline-flex;
  align-items: center;
  gap: 7px;
  padding: 3px 12px 3px 5px;
  border-radius: 99px;
  background: var(--wash);
  color: var(--tone);
  font-size: 13.5px;
  font-weight: 650;
  line-height: 21px;
}
.chip .glyph { width: 17px; height: 17px; }
.top > .chip { margin-top: 34px; }
h1 {
  max-width: 22em;
  margin-top: 14px;
  font-size: clamp(26px, 4.2vw, 42px);
  font-weight: 700;
  letter-spacing: -0.028em;
  line-height: 1.14;
  text-wrap: balance;
}
h1.long { max-width: 30em; font-size: clamp(22px, 3vw, 31px); letter-spacing: -0.022em; line-height: 1.2; }
.lead { margin-top: 14px; color: var(--muted); font-size: 16px; text-wrap: pretty; }
h2 { font-size: 18px; font-weight: 650; letter-spacing: -0.014em; line-height: 1.3; }
h3 { font-size: 20px; font-weight: 650; letter-spacing: -0.016em; line-height: 1.32; text-wrap: balance; }
h4 { font-size: 13.5px; font-weight: 650; }
main { display: grid; grid-template-columns: minmax(0, 1fr); gap: 20px; margin-top: 30px; }
.card {
  padding: 24px 28px 28px;
  border: 1px solid var(--line);
  border-radius: 18px;
  background: var(--surface);
  box-shadow: 0 1px 2px rgb(20 22 40 / 4%), 0 12px 32px -16px rgb(20 22 40 / 14%);
}
.about { color: var(--muted); font-size: 14px; text-wrap: pretty; }
.card > h2 + .about { margin-top: 3px; }
.count {
  display: inline-block;
  min-width: 24px;
  margin-left: 5px;
  padding: 0 8px;
  border-radius: 99px;
  background: var(--plain-wash);
  color: var(--muted);
  font-size: 13px;
  font-weight: 600;
  letter-spacing: 0;
  line-height: 22px;
  text-align: center;
  vertical-align: 1px;
}
.foot {
  display: flex;
  flex-wrap: wrap;
  justify-content: space-between;
  gap: 6px 24px;
  margin-top: 24px;
  color: var(--muted);
  font-size: 13px;
}
.foot code { padding: 2px 6px; border-radius: 6px; background: var(--plain-wash); color: var(--ink); }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
`;
