/** What only says what happened: to a log, or to who watches over errors. */
const SAYS =
  /(?:\b(?:[\w$]+\??\.)*(?:console|_?logger|_?log|winston|pino|Sentry|bugsnag|rollbar|newrelic|airbrake|honeybadger|datadog|appInsights|metrics|monitor\w*|telemetry|tracer|span)\??\.\w+|\b(?:[\w$]+\.)*(?:captureException|captureError|captureMessage|reportError|logError|logException|notifyError|trackException|recordException|debug))\s*\(/g;

/** The code without comments and without what it logs: the words of a log are no deeds. */
export function deedsIn(text: string): string {
  const code = withoutComments(text);
  let kept = '';
  let from = 0;
  for (const { index, 0: found } of code.matchAll(SAYS)) {
    if (index < from) continue;
    kept += code.slice(from, index);
    from = closing(code, index + found.length);
  }
  return kept + code.slice(from);
}

/** Where the parenthesis ends that is open at a place: behind it; of one that never ends, the end of the line. */
function closing(code: string, start: number): number {
  let depth = 1;
  let quote = '';
  for (let at = start; at < code.length; at += 1) {
    const sign = code.charAt(at);
    if (quote !== '') {
      if (sign === '\\') at += 1;
      else if (sign === quote) quote = '';
    } else if (/['"`]/.test(sign)) quote = sign;
    else if (/[([{]/.test(sign)) depth += 1;
    else if (/[)\]}]/.test(sign)) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  const end = code.indexOf('\n', start);
  return end < 0 ? code.length : end;
}

export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|[^:'"`])\/\/[^\n]*/g, '$1');
}
