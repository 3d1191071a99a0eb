const given = new Set<string>();

/** Tells the operator, once in this process, about something that is not as it should be. */
export function warn(code: string, message: string): void {
  if (given.has(code)) return;
  given.add(code);
  process.emitWarning(message, { type: 'CurfewWarning', code });
}
