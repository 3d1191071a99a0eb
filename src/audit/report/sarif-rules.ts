import type { ProbeId } from '../outcome.ts';
import { entryOf } from './catalogue.ts';
import { CWES, cwesIn, referenceOf } from './references.ts';

/** The taxonomy that the results point to. The guid is of this component alone and never changes. */
export const CWE = {
  name: 'CWE',
  guid: '25f72d7e-8a92-459d-ad67-64853f788765',
  version: '4.16',
  organization: 'MITRE',
  shortDescription: { text: 'The MITRE Common Weakness Enumeration' },
} as const;

/** The taxonomy with the weaknesses that a report names. */
export function taxonomyOf(cwes: readonly string[]): object {
  return {
    ...CWE,
    isComprehensive: false,
    taxa: cwes.map((cwe) => ({
      id: cwe,
      name: CWES[cwe] ?? `CWE-${cwe}`,
      helpUri: referenceOf(`CWE-${cwe}`).url,
    })),
  };
}

/** What a probe is, for whoever reads its results elsewhere. */
export function ruleOf(id: ProbeId, name: string): object {
  const { asks, why, references, severity } = entryOf(id);
  const cwes = cwesIn(references);
  const known = references.map(referenceOf);
  const lines = known.map(({ name: reference, about }) => `${reference}: ${about}`);
  const links = known.map(({ name: reference, about, url }) => `- [${reference}](${url}): ${about}`);
  return {
    id,
    name: pascal(name),
    shortDescription: { text: asks },
    fullDescription: { text: why },
    help: {
      text: [asks, why, ...lines].join('\n'),
      markdown: [`**${asks}**`, '', why, '', ...links].join('\n'),
    },
    ...(known[0]?.url !== undefined && { helpUri: known[0].url }),
    defaultConfiguration: { level: 'error' },
    relationships: cwes.map((cwe) => ({
      target: { id: cwe, toolComponent: { name: CWE.name, guid: CWE.guid } },
      kinds: ['superset'],
    })),
    properties: {
      tags: ['security', ...cwes.map((cwe) => `external/cwe/cwe-${cwe.padStart(3, '0')}`)],
      'security-severity': severity.toFixed(1),
      precision: 'very-high',
      'problem.severity': 'error',
    },
  };
}

/** `time to death` as the identifier that SARIF wants: `TimeToDeath`. */
function pascal(name: string): string {
  const words = name.match(/[A-Za-z0-9]+/g) ?? ['Probe'];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
