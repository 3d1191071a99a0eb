import { createHash } from 'node:crypto';
import type { Finding } from './finding.ts';
import { helpOf } from './help.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules/index.ts';

export interface SarifOptions {
  readonly version: string;
  /** The text of a file, as it was when it was checked. */
  readonly textOf: (file: string) => string;
}

/** The taxonomy that the results point to. The guid is of this component alone and never changes. */
const CWE = { name: 'CWE', guid: '25f72d7e-8a92-459d-ad67-64853f788765' } as const;
const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;
const SEVERITIES = { error: '7.5', warning: '5.0', info: '2.0' } as const;
const HELP = 'https://unpkg.com/curfew/docs';

/** SARIF 2.1.0 of what the check found: a result per finding, with a fingerprint that other lines do not change. */
export function renderSarif(findings: readonly Finding[], { version, textOf }: SarifOptions): string {
  const used = rules.filter(({ id }) => findings.some(({ rule }) => rule === id));
  const cwes = [...new Set(used.flatMap(({ cwe }) => cwe.map(numberOf)))];
  const seen = new Map<string, number>();
  const run = {
    tool: {
      driver: {
        name: 'Curfew check',
        semanticVersion: version,
        informationUri: `${HELP}/lint.md`,
        rules: used.map(ruleOf),
        supportedTaxonomies: [CWE],
      },
    },
    automationDetails: { id: 'curfew-check/' },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'Where the check began.' } } },
    taxonomies: [
      {
        ...CWE,
        version: '4.16',
        organization: 'MITRE',
        shortDescription: { text: 'The MITRE Common Weakness Enumeration' },
        isComprehensive: false,
        taxa: cwes.map((id) => ({ id, helpUri: `https://cwe.mitre.org/data/definitions/${id}.html` })),
      },
    ],
    results: findings.map((finding) => resultOf(finding, used, fingerprint(finding, textOf, seen))),
  };
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf({ id, level, summary, cwe, asvs }: Rule): object {
  const tags = cwe.map((one) => `external/cwe/cwe-${numberOf(one).padStart(3, '0')}`);
  return {
    id,
    name: id.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    helpUri: helpOf(id),
    help: { text: `${summary} See ${helpOf(id)}`, markdown: `${summary} [More](${helpOf(id)})` },
    defaultConfiguration: { level: LEVELS[level] },
    relationships: cwe.map((one) => ({
      target: { id: numberOf(one), toolComponent: CWE },
      kinds: ['superset'],
    })),
    properties: {
      tags: ['security', ...tags, ...(asvs === undefined ? [] : [`ASVS ${asvs}`])],
      'security-severity': SEVERITIES[level],
      precision: 'high',
      'problem.severity': LEVELS[level] === 'note' ? 'recommendation' : LEVELS[level],
    },
  };
}

function resultOf(finding: Finding, used: readonly Rule[], hash: string): object {
  const { rule, level, message, file, certainty, fix } = finding;
  const uri = file.split('/').map(encodeURIComponent).join('/');
  const artifactLocation = { uri, uriBaseId: '%SRCROOT%' };
  const { line: startLine, column: startColumn, endLine, endColumn } = finding;
  const ruleIndex = used.findIndex(({ id }) => id === rule);
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[level],
    // In square brackets before round ones SARIF would see a link.
    message: { text: message.replaceAll('](', '] (') },
    locations: [
      { physicalLocation: { artifactLocation, region: { startLine, startColumn, endLine, endColumn } } },
    ],
    partialFingerprints: { 'curfewCheck/v1': hash },
    taxa: (used[ruleIndex]?.cwe ?? []).map((one) => ({ id: numberOf(one), toolComponent: CWE })),
    ...(fix &&
      fix.edits.length > 0 && {
        fixes: [
          {
            description: { text: fix.title },
            artifactChanges: [
              {
                artifactLocation,
                replacements: fix.edits.map(({ start, end, text }) => ({
                  deletedRegion: { charOffset: start, charLength: end - start },
                  insertedContent: { text },
                })),
              },
            ],
          },
        ],
      }),
    properties: { certainty },
  };
}

/** Of the rule, the file and the line's text: equal as long as the code is, wherever it moves in its file. */
function fingerprint(
  { rule, file, line }: Finding,
  textOf: SarifOptions['textOf'],
  seen: Map<string, number>,
): string {
  const text = (textOf(file).split(/\r?\n/)[line - 1] ?? '').replace(/\s+/g, ' ').trim();
  const key = `${rule}\n${file}\n${text}`;
  const before = seen.get(key) ?? 0;
  seen.set(key, before + 1);
  return createHash('sha256').update(`${key}\n${before}`).digest('hex').slice(0, 32);
}

function numberOf(cwe: string): string {
  return cwe.slice('CWE-'.length);
}
