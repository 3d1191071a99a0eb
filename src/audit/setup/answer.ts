/** What came back for a request: as it was recorded, or as it came just now. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The body. Empty when there was none, or when the recording has left it out. */
  readonly text: string;
}

/** The values of a header, by its name in small letters. */
export function valuesOf({ headers }: Pick<Answer, 'headers'>, name: string): string[] {
  return headers.flatMap(([one, value]) => (one.toLowerCase() === name ? [value] : []));
}

export function isHtml(answer: Answer): boolean {
  return (
    /html/i.test(valuesOf(answer, 'content-type')[0] ?? '') || /^\s*<(?:!doctype|html)/i.test(answer.text)
  );
}

/** 2xx. */
export function isGood({ status }: Answer): boolean {
  return status >= 200 && status < 300;
}

/** Where an answer sends the browser; undefined when it does not. */
export function redirectOf(answer: Answer): string | undefined {
  return answer.status >= 300 && answer.status < 400 ? valuesOf(answer, 'location')[0] : undefined;
}
