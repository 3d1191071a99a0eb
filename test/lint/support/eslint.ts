import { Linter } from 'eslint';

/** A logout that does nothing. */
export const HANDLER = `import express from 'express';
import { redis } from './redis.js';

const app = express();

app.post('/logout', async (req, res) => {
  res.set('Cache-Control', 'no-store').json({ message: 'bye' });
});
app.listen(3000);
`;
/** With what a warning and what a piece of information is about. */
export const EXCUSE = HANDLER.replace(
  "  res.set('Cache-Control', 'no-store')",
  '  // JWTs are stateless\n  res',
);
/** One that does not wait. */
export const FORGOTTEN = HANDLER.replace('=> {\n', '=> {\n  redis.del(`session:${req.cookies.sid}`);\n');

/** What ESLint says of a text, as `rule severity line`. */
export function said(text: string, config: Linter.Config[], filename = 'src/auth.js'): string[] {
  return verify(text, config, filename).map(({ ruleId, severity, line }) => `${ruleId} ${severity} ${line}`);
}

/** What ESLint finds in a text. */
export function verify(
  text: string,
  config: Linter.Config[],
  filename = 'src/auth.js',
): Linter.LintMessage[] {
  const linter = new Linter({ configType: 'flat', cwd: '/project' });
  return linter.verify(text, config, { filename: `/project/${filename}` });
}
