/** The matrix, and lists of rows. */
export const TABLE: string = `
.scroll { margin-top: 16px; overflow-x: auto; }
.grid { width: 100%; border-collapse: collapse; font-size: 14px; }
.grid th, .grid td { padding: 10px 16px 10px 0; text-align: left; vertical-align: middle; }
.grid thead th { padding-block: 0 9px; color: var(--muted); font-size: 13px; font-weight: 550; vertical-align: bottom; }
.grid tbody tr { border-top: 1px solid var(--line); }
.grid tbody th { min-width: 150px; max-width: 300px; font-weight: 550; }
.grid td { min-width: 108px; }
.cell { display: inline-flex; align-items: center; gap: 6px; padding: 1px 10px 1px 4px; border-radius: 99px; background: var(--wash); color: var(--tone); font-size: 13.5px; font-weight: 600; line-height: 22px; white-space: nowrap; }
.cell[data-tone='shut'] { font-weight: 500; }
.look { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; }
.look + .look { margin-top: 5px; }
.none { color: var(--muted); font-size: 13px; line-height: 24px; }

.rows { display: grid; gap: 0; margin-top: 14px; }
.rows > li { display: grid; grid-template-columns: 18px minmax(0, 1fr); gap: 14px; padding: 13px 0; border-top: 1px solid var(--line); }
.rows > li:last-child { padding-bottom: 0; }
.rows > li > .glyph { margin-top: 3px; }
.row-title { font-weight: 550; }
.row-title b, .name b { margin-right: 4px; color: var(--muted); font: 600 13px/1.5 var(--mono); }
.row-notes, .plain { margin-top: 4px; padding-left: 18px; color: var(--muted); font-size: 14px; list-style: disc; }

summary { cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary h2 { display: flex; align-items: center; gap: 4px; }
summary h2::after { width: 8px; height: 8px; margin: 0 4px 3px auto; border: solid var(--muted); border-width: 0 2px 2px 0; content: ''; transform: rotate(45deg); }
details[open] > summary h2::after { margin-bottom: -5px; transform: rotate(225deg); }
details > .about { margin-top: 8px; }
details h3 { margin-top: 24px; font-size: 16px; }

.trend ul { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 9px 16px; margin-top: 14px; }
.trend li { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: center; }
.trend .cell { justify-self: start; }
.trend > p:last-child { margin-top: 8px; }
.course { margin-top: 8px; font-size: 13.5px; }
.course li { display: grid; grid-template-columns: 76px minmax(0, 1fr) 64px; gap: 14px; padding: 4px 0; }
.course .when { color: var(--muted); text-align: right; font-variant-numeric: tabular-nums; }
`;
