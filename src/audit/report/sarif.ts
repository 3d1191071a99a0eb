import { createHash } from 'node:crypto';
import type { Outcome, ProbeId, ProbeResult } from '../outcome.ts';
import { entryOf } from './catalogue.ts';
import type { Edition } from './edition.ts';
import type { StaticFinding } from './join.ts';
import { withoutNumbers } from './placeholders.ts';
import { cwesIn } from './references.ts';
import { CWE, taxonomyOf, ruleOf } from './sarif-rules.ts';
import { shownOf } from './shown.ts';
import { oneLine } from './visible.ts';
import { isUnsaid } from './words.ts';
import { decoded } from '../texts/decoded.ts';

/** Of the result that stands for an audit which could not judge anything. */
const CONTROLS: ProbeId = 'P00';

/**
 * SARIF 2.1.0: a result per failing (`error`) and per inconclusive probe (`warning`), and none for one that passed. A
 * result is at the line of the source that the static check found, else at the plan's first line: code scanning shows
 * nothing that is nowhere.
 */
export function renderSarif(outcome: Outcome, edition: Edition): string {
  const said = outcome.probes.filter(({ verdict }) => verdict !== 'pass');
  const results = isUnsaid(outcome) ? [controls(outcome), ...said] : said;
  const ids = results.map(({ id }) => id);
  const cwes = cwesIn([
    ...results.flatMap(({ references }) => references),
    ...ids.flatMap((id) => entryOf(id).references),
  ]);
  const run = {
    tool: {
      driver: {
        name: 'Curfew audit',
        semanticVersion: edition.version,
        rules: results.map(({ id, name }) => ruleOf(id, name)),
        supportedTaxonomies: [{ name: CWE.name, guid: CWE.guid }],
      },
    },
    automationDetails: { id: 'curfew-audit/' },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: true,
        exitCode: { pass: 0, fail: 1, inconclusive: 2 }[outcome.verdict],
        startTimeUtc: new Date(outcome.began).toISOString(),
        endTimeUtc: new Date(outcome.ended).toISOString(),
      },
    ],
    taxonomies: [taxonomyOf(cwes)],
    results: results.map((probe, ruleIndex) => resultOf(probe, ruleIndex, edition)),
    properties: { verdict: outcome.verdict, summary: outcome.summary },
  };
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function resultOf(probe: ProbeResult, ruleIndex: number, { sources, plan }: Edition): object {
  const { id, verdict, evidence, worstCase, fix, references } = probe;
  const told = shownOf(probe).telling?.exchange;
  const [source, ...more] = sources?.[id] ?? [];
  const physical = source ?? (plan === undefined ? undefined : { file: plan, line: 1 });
  const text = [evidence, worstCase && `Worst case: ${worstCase}.`, fix].filter(Boolean).join(' ');
  const logical = told && {
    logicalLocations: [{ name: operationOf(probe), fullyQualifiedName: told.request.url, kind: 'resource' }],
  };
  return {
    ruleId: id,
    ruleIndex,
    level: verdict === 'fail' ? 'error' : 'warning',
    message: { text: messageOf(text) },
    locations: physical || logical ? [{ ...(physical && placeOf(physical)), ...logical }] : [],
    ...(more.length > 0 && { relatedLocations: more.map(related) }),
    partialFingerprints: { 'curfewAudit/v1': fingerprint(probe) },
    taxa: cwesIn(references).map((cwe) => ({ id: cwe, toolComponent: { name: CWE.name, guid: CWE.guid } })),
    properties: { verdict, tags: references },
  };
}

/** The method and the path that a probe is about: `GET /users/me`. No host, port, query or id is in it. */
function operationOf(probe: ProbeResult): string {
  const request = shownOf(probe).telling?.exchange.request;
  if (!request) return '';
  const url = withoutNumbers(request.url);
  const path = URL.canParse(url) ? new URL(url).pathname : (url.split('?')[0] ?? '');
  const plain = decoded(path).replace(/\/(?:\d+|[\da-f-]{16,}|[\w-]{22,})(?=\/|$)/gi, '/:id');
  return `${request.method} ${plain}`;
}

/** Equal for the same weakness in every run: of the probe and the operation, and of nothing that changes. */
function fingerprint(probe: ProbeResult): string {
  return createHash('sha256')
    .update(`${probe.id}\n${operationOf(probe)}`)
    .digest('hex')
    .slice(0, 32);
}

function placeOf({ file, line }: { readonly file: string; readonly line: number }): object {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  return {
    physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine: line } },
  };
}

function related(finding: StaticFinding, at: number): object {
  return {
    id: at + 1,
    message: { text: messageOf(`${finding.rule}: ${finding.message}`) },
    ...placeOf(finding),
  };
}

/** On one line, and without the links that SARIF lets a message have: what an application answered makes none. */
function messageOf(text: string): string {
  return oneLine(text).replaceAll('](', '] (');
}

function controls({ summary, verdict }: Outcome): ProbeResult {
  return {
    id: CONTROLS,
    name: 'controls',
    verdict,
    evidence: summary,
    notes: [],
    exchanges: [],
    references: [],
    took: 0,
  };
}
