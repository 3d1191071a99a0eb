/** Requests and their answers, and the command that repeats one. */
export const EXCHANGE: string = `
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 290px), 1fr)); gap: 14px; margin-top: 22px; }
.exchange { display: flex; flex-direction: column; min-width: 0; overflow: hidden; border: 1px solid var(--line); border-radius: 13px; }
.exchange[data-bad='true'] { border-color: color-mix(in srgb, var(--bad) 55%, var(--line)); }
.caption { padding: 11px 16px; border-bottom: 1px solid var(--line); font-size: 13.5px; font-weight: 650; letter-spacing: 0; line-height: 1.45; }
details .caption { margin-top: 0; font-size: 13.5px; }
.caption .when { color: var(--muted); font-weight: 400; }
[data-bad='true'] .caption { border-color: transparent; background: var(--bad-wash); color: var(--bad); }
[data-bad='true'] .caption .when { color: inherit; }
.message { padding: 12px 16px 14px; }
.message + .message { flex: 1; border-top: 1px dashed var(--line); background: var(--raised); }
.line { font-size: 13.5px; }
.line b { font: 650 13px/1.5 var(--mono); }
.line .status { font-size: 15px; }
[data-bad='true'] .status { color: var(--bad); }
pre { overflow: auto; font-size: 12.5px; line-height: 1.6; overflow-wrap: anywhere; tab-size: 2; white-space: pre-wrap; }
.message pre { max-height: 300px; margin-top: 5px; }
.header { color: var(--muted); }
.curl { margin-top: 14px; padding: 12px 16px 16px; border: 1px solid var(--line); border-radius: 13px; background: var(--raised); }
.curl-head { display: flex; align-items: center; justify-content: space-between; gap: 12px; min-height: 30px; }
.curl pre { max-height: 260px; margin-top: 8px; }
button { min-height: 30px; padding: 2px 13px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); color: var(--ink); font: 550 13px/1.5 var(--sans); cursor: pointer; }
button:hover { border-color: color-mix(in srgb, var(--ink) 35%, var(--line)); }
`;
