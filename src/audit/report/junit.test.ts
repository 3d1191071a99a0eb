import { describe, expect, it } from 'vitest';
import { hostile } from '../../../test/audit/support/hostile.ts';
import { failing, inconclusive, passing } from '../../../test/audit/support/outcomes.ts';
import { renderJunit } from './junit.ts';
import { element, textElement } from './xml.ts';

/** The attributes of the first element with this name, as text. */
function attribute(xml: string, element_: string, name: string): string | undefined {
  return new RegExp(`<${element_}\\b[^>]* ${name}="([^"]*)"`).exec(xml)?.[1];
}

function times(xml: string, what: RegExp): number {
  return xml.match(what)?.length ?? 0;
}

describe('JUnit', () => {
  it('has a case per probe: failures, errors for the inconclusive, and the others skipped with the reason', () => {
    const xml = renderJunit(failing);
    expect(times(xml, /<testcase /g)).toBe(13);
    expect(times(xml, /<failure /g)).toBe(2);
    expect(times(xml, /<error /g)).toBe(1);
    expect(times(xml, /<skipped /g)).toBe(3);
    expect(attribute(xml, 'testsuite', 'tests')).toBe('13');
    expect(attribute(xml, 'testsuite', 'failures')).toBe('2');
    expect(attribute(xml, 'testsuite', 'errors')).toBe('1');
    expect(attribute(xml, 'testsuite', 'skipped')).toBe('3');
    expect(attribute(xml, 'failure', 'message')).toContain('still opened /users/me');
    expect(attribute(xml, 'skipped', 'message')).toContain('No command is known');
    expect(xml).toContain('Worst case: 15 minutes');
    expect(xml).toContain('Authorization: Bearer $ACCESS');
  });

  it('names the line of the source where one is known', () => {
    const sources = {
      P01: [
        { rule: 'r', file: 'src/a.ts', line: 3, message: '', level: 'error', certainty: 'proven' } as const,
      ],
    };
    expect(attribute(renderJunit(failing, { sources }), 'testcase', 'file')).toBe('src/a.ts');
  });

  it('is green for a pass alone', () => {
    expect(renderJunit(passing)).not.toMatch(/<(failure|error) /);
    const xml = renderJunit(inconclusive);
    expect(attribute(xml, 'testsuite', 'errors')).toBe('1');
    expect(attribute(xml, 'error', 'message')).toContain('/home');
    expect(renderJunit({ ...inconclusive, verdict: 'fail' })).toContain('<failure ');
  });

  it('has no character that XML 1.0 forbids, and no markup of a server', () => {
    const xml = renderJunit(hostile);
    // eslint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\ud800-\udfff]/u);
    expect(xml).not.toMatch(/<(script|img|svg|style|iframe)/);
    expect(times(xml, /<testcase /g)).toBe(13);
  });

  it('escapes in texts and in attributes', () => {
    expect(textElement('a', {}, `<b>&]]>"'\u0000`)).toBe(`<a>&lt;b&gt;&amp;]]&gt;"'␀</a>`);
    expect(element('a', { b: `"<>&'\n\t`, c: undefined })).toBe('<a b="&quot;&lt;&gt;&amp;&#39;&#10;&#9;"/>');
  });
});
