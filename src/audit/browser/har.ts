/** What a browser asked and was answered, in the parts of HAR 1.2 that say it. Passwords and tokens are in it: keep it in memory. */
export interface Har {
  readonly log: {
    readonly version: '1.2';
    readonly creator: { readonly name: string; readonly version: string };
    readonly entries: readonly HarEntry[];
  };
}

export interface HarEntry {
  readonly startedDateTime: string;
  /** ms; -1 when there was no answer. */
  readonly time: number;
  readonly request: HarMessage & {
    readonly method: string;
    readonly url: string;
    readonly postData?: { readonly mimeType: string; readonly text: string };
  };
  /** `status` is 0 when there was no answer. */
  readonly response: HarMessage & {
    readonly status: number;
    readonly statusText: string;
    readonly redirectURL: string;
    readonly content: {
      readonly size: number;
      readonly mimeType: string;
      readonly text?: string;
      readonly encoding?: 'base64';
    };
  };
}

interface HarMessage {
  readonly httpVersion: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** Headers as the browser tells them: what came several times is in one text, a line each. */
export function harHeaders(headers: Readonly<Record<string, string>>): HarMessage['headers'] {
  return Object.entries(headers).flatMap(([name, text]) =>
    text.split('\n').map((value) => ({ name, value })),
  );
}
