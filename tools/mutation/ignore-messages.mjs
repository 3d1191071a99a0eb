/**
 * A plugin of Stryker: what an error says is prose, which nothing is decided by, so no mutant is made of it. Its class,
 * its code, its options and whether it is thrown at all are mutated like everything else.
 *
 * @typedef {{ type: string, value?: unknown, callee?: { name?: string } }} Node
 * @typedef {{ node: Node, parentPath: Path | null }} Path
 */
const ERROR = /(Error|Invalid|Expired|Revoked|Reused|Refused|Unavailable|Reached)$/;

/** @param {Node} node */
function isProse({ type, value }) {
  return type === 'TemplateLiteral' || (type === 'StringLiteral' && String(value).includes(' '));
}

/** @param {Path} path */
function isInAnError(path) {
  for (let at = path.parentPath; at && !/Function|Method|Program/.test(at.node.type); at = at.parentPath) {
    if (at.node.type === 'NewExpression' && ERROR.test(at.node.callee?.name ?? '')) return true;
  }
  return false;
}

export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'messages',
    value: {
      /** @param {Path} path */
      shouldIgnore(path) {
        return isProse(path.node) && isInAnError(path) ? 'the text of an error' : undefined;
      },
    },
  },
];
