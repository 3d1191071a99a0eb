import path from 'node:path';
import type { Outcome } from '../audit/outcome.ts';
import { renderBadge, renderBadgeEndpoint } from '../audit/report/badge.ts';
import type { Edition } from '../audit/report/edition.ts';
import { renderHtml } from '../audit/report/html/page.ts';
import { renderJson } from '../audit/report/json.ts';
import { renderJunit } from '../audit/report/junit.ts';
import { renderSarif } from '../audit/report/sarif.ts';
import { UsageError, type Io } from './io.ts';
import { checkPlace, replaceFile } from './output-file.ts';

type Render = (outcome: Outcome, edition: Edition) => string;

/** A report that is wanted, and where: `-` is the standard output. */
export interface Output {
  readonly file: string;
  readonly render: Render;
}

const FORMATS: Readonly<Record<'json' | 'sarif' | 'junit' | 'html' | 'badge', (file: string) => Render>> = {
  json: () => renderJson,
  sarif: () => renderSarif,
  junit: () => renderJunit,
  html: () => renderHtml,
  badge: (file) => (/\.json$/i.test(file) ? renderBadgeEndpoint : renderBadge),
};

/**
 * The reports that are wanted. Throws before the audit begins, lest it was for nothing: `UsageError` for two on the standard output
 * or at one place, `SetupError` where none can be written.
 */
export function outputsOf(flags: { readonly [K in keyof typeof FORMATS]?: string }): Output[] {
  const outputs = Object.entries(FORMATS).flatMap(([name, format]) => {
    const file = flags[name as keyof typeof FORMATS];
    return file === undefined ? [] : [{ file, render: format(file) }];
  });
  const places = outputs.map(({ file }) => (file === '-' ? file : path.resolve(file)));
  if (new Set(places).size < places.length) throw new UsageError('two reports cannot go to one place');
  for (const { file } of outputs) if (file !== '-') checkPlace(file);
  return outputs;
}

/** Writes the reports, each file at once or not at all. Answers whether one went to the standard output. */
export async function writeOutputs(
  outputs: readonly Output[],
  outcome: Outcome,
  edition: Edition,
  { stdout }: Io,
): Promise<boolean> {
  for (const { file, render } of outputs) {
    const text = render(outcome, edition);
    if (file === '-') stdout.write(text);
    else replaceFile(file, text);
  }
  return outputs.some(({ file }) => file === '-');
}
