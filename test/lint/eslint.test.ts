import curfew from 'curfew/eslint';
import { Linter } from 'eslint';
import { defineConfig } from 'eslint/config';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/lint/index.ts';
import { babelForEslint } from './support/babel-for-eslint.ts';
import { EXCUSE, HANDLER, said, verify } from './support/eslint.ts';

describe('the configurations', () => {
  it('recommended: errors are errors, warnings are warnings, and information is left out', () => {
    expect(said(EXCUSE, [curfew.configs.recommended])).toEqual([
      'curfew/logout-no-backend-effect 2 6',
      'curfew/missing-no-store 1 6',
    ]);
  });

  it('strict: all are errors', () => {
    expect(said(EXCUSE, defineConfig(curfew.configs.strict))).toEqual([
      'curfew/logout-no-backend-effect 2 6',
      'curfew/missing-no-store 2 6',
      'curfew/stateless-excuse 2 7',
    ]);
  });

  it('each name all rules, and a rule can be set by hand', () => {
    for (const config of [curfew.configs.recommended, curfew.configs.strict]) {
      expect(Object.keys(config.rules)).toEqual(rules.map(({ id }) => `curfew/${id}`));
    }
    const off: Linter.Config = { rules: { 'curfew/logout-no-backend-effect': 'off' } };
    expect(said(HANDLER, [curfew.configs.recommended, off])).toEqual([]);
    const alone: Linter.Config = { plugins: { curfew }, rules: { 'curfew/stateless-excuse': 'warn' } };
    expect(said(EXCUSE, [alone])).toEqual(['curfew/stateless-excuse 1 7']);
  });

  it('can be extended, also under another name', () => {
    const config = defineConfig({ plugins: { bye: curfew }, extends: ['bye/recommended'] });
    expect(said(HANDLER, config)).toEqual(['bye/logout-no-backend-effect 2 6']);
  });

  it('says where each rule is explained', () => {
    for (const [id, { meta }] of Object.entries(curfew.rules)) {
      expect(meta.docs.url).toBe(`https://unpkg.com/curfew/docs/rules/${id}.md`);
      expect(meta.docs.description).toBe(rules.find((rule) => rule.id === id)?.summary);
    }
  });
});

describe('what is reported', () => {
  it('covers the place, and says what to do where no edit does it', () => {
    const [message] = verify(HANDLER, [curfew.configs.recommended]);
    expect(message).toMatchObject({ line: 6, column: 1, endLine: 6 });
    expect(message?.message).toMatch(/^This logout changes nothing on the server\. .* Delete the session, /);
    expect(message?.suggestions).toBeUndefined();
  });

  it('says when it is not proven', () => {
    const unseen = HANDLER.replace('{\n  res.set', '{\n  await bye(req);\n  res.set').replace(
      "'./redis.js';",
      "'./redis.js';\nimport { bye } from './bye.js';",
    );
    const all = verify(unseen, [curfew.configs.recommended]).map(({ message }) => message);
    for (const one of all) expect(one).toContain('It calls what could not be read.');
    expect(verify(HANDLER, [curfew.configs.recommended])[0]?.message).not.toContain('could not be read');
  });

  it('finds it in TypeScript and JSX, with a parser that reads them', () => {
    const config: Linter.Config[] = [
      { files: ['**/*.tsx'], languageOptions: { parser: babelForEslint } },
      curfew.configs.recommended,
    ];
    const text = `export function useLogout(): () => void {
  return () => localStorage.removeItem('token');
}
export const Out = (): unknown => <button onClick={useLogout()}>Log out</button>;
`;
    expect(said(text, config, 'src/out.tsx')).toEqual([
      expect.stringMatching(/^curfew\/client-only-logout 2 [12]$/),
    ]);
  });

  it('looks at the path within the project only', () => {
    const route =
      "export async function POST() {\n  return Response.json({ ok: true }, { headers: { 'Cache-Control': 'no-store' } });\n}\n";
    const linter = new Linter({ configType: 'flat', cwd: '/home/app/api/logout/shop' });
    const at = (file: string): number =>
      linter.verify(route, [curfew.configs.recommended], { filename: `/home/app/api/logout/shop/${file}` })
        .length;
    expect(at('app/api/logout/route.js')).toBe(1);
    expect(at('route.js')).toBe(0);
  });

  it('finds nothing in a text that cannot be read: that is for the parser to say', () => {
    expect(verify('const = ;', [curfew.configs.recommended])).toMatchObject([{ fatal: true, ruleId: null }]);
  });
});

describe('what is allowed', () => {
  it('by eslint-disable-next-line', () => {
    const allowed = HANDLER.replace(
      'app.post',
      '// eslint-disable-next-line curfew/logout-no-backend-effect -- a demo\napp.post',
    );
    expect(said(allowed, [curfew.configs.recommended])).toEqual([]);
  });

  it('by a comment of its own, with a reason', () => {
    const allowed = (reason: string): string =>
      HANDLER.replace('app.post', `// curfew-ignore-next-line logout-no-backend-effect${reason}\napp.post`);
    expect(said(allowed(' -- a demo'), [curfew.configs.recommended])).toEqual([]);
    expect(said(allowed(''), [curfew.configs.recommended])).toEqual(['curfew/logout-no-backend-effect 2 7']);
  });
});
