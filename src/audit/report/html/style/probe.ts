/** A probe with everything that shows it. */
export const PROBE: string = `
.group { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; margin-top: 16px; }
.group > h2 { font-size: 22px; letter-spacing: -0.02em; }
.probe header { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 12px; }
.probe .name { color: var(--muted); font-size: 14px; }
.probe h3 { margin-top: 14px; max-width: 42em; }
.probe h3 + .about { margin-top: 7px; max-width: 58em; font-size: 15px; }
.worst-case { margin-top: 16px; }
.worst-case span { margin-right: 6px; color: var(--muted); font-size: 14px; }
.worst-case b { color: var(--bad); font-size: 17px; font-weight: 650; letter-spacing: -0.01em; }
.more { margin-top: 12px; }
.more summary { width: fit-content; color: var(--accent); font-size: 14px; font-weight: 600; }
.more .pair { margin-top: 10px; }
.fix { margin-top: 20px; padding: 15px 18px 16px; border-radius: 13px; background: var(--accent-wash); }
.fix h4 { color: var(--accent); }
.fix p { margin-top: 2px; max-width: 62em; text-wrap: pretty; }
.sources, .notes { margin-top: 20px; }
.sources li { margin-top: 8px; }
.place { font-weight: 600; font-size: 14px; }
.rule { margin-left: 6px; padding: 1px 9px; border: 1px solid var(--line); border-radius: 99px; color: var(--muted); font-size: 12.5px; }
.notes ul { margin-top: 3px; padding-left: 18px; list-style: disc; }
.notes li { padding: 1px 0; }
.references { display: flex; flex-wrap: wrap; gap: 4px 26px; margin-top: 22px; padding-top: 15px; border-top: 1px solid var(--line); color: var(--muted); font-size: 13.5px; }
.references a, .references b { margin-right: 4px; font-weight: 650; }
`;
