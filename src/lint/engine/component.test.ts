import { describe, expect, it } from 'vitest';
import { findingsIn } from '../../../test/support/lint.ts';
import { codeOf } from './component.ts';

describe('the code of a component', () => {
  it('is its scripts, each at its place', () => {
    const text =
      '<template>\n  <b>{{ a }}</b>\n</template>\n<script lang="ts">\nconst a = 1;\n</script>\n<style>b {}</style>\n';
    const { text: code, filename } = codeOf(text, 'src/A.vue');
    expect(filename).toBe('src/A.vue.ts');
    expect(code).toHaveLength(text.length);
    expect(code.indexOf('const a')).toBe(text.indexOf('const a'));
    expect(code.trim()).toBe('const a = 1;');
    expect(code.split('\n')).toHaveLength(text.split('\n').length);
  });

  it('is both of its scripts, and none that is commented out or of another language', () => {
    const two =
      '<script context="module">let a;</script><!-- <script>let b;</script> --><script>let c;</script>';
    expect(codeOf(two, 'A.svelte').text.replace(/ +/g, ' ').trim()).toBe('let a; let c;');
    expect(codeOf('<script type="x" lang="coffee">b = -> 1</script>', 'A.vue').text.trim()).toBe('');
    expect(
      codeOf('<script generic="T extends Record<string, \'a\'>">let d;</script>', 'A.vue').text.trim(),
    ).toBe('let d;');
  });

  it('is all of a file that is no component', () => {
    expect(codeOf('<script>', 'a.ts')).toEqual({ text: '<script>', filename: 'a.ts' });
  });

  it('has its findings where they are in the file', () => {
    const [only] = findingsIn({
      'src/Nav.vue':
        '<template><a @click="logout">Log out</a></template>\n<script>\nexport default { methods: {\n  logout() { localStorage.removeItem(\'token\'); },\n} };\n</script>',
    });
    expect(only).toMatchObject({ rule: 'client-only-logout', file: 'src/Nav.vue', line: 4, column: 3 });
  });
});
