/** A text as code: what stands in it at its place, and the name whose ending says which grammar it has. */
export interface Code {
  readonly text: string;
  readonly filename: string;
}

const COMPONENT = /\.(vue|svelte)$/;
const SCRIPT = /<script\b((?:"[^"]*"|'[^']*'|[^>"'])*)>([\s\S]*?)<\/script\s*>/gi;

/** Whether a file holds more than its code: a template and styles. */
export function isComponent(file: string): boolean {
  return COMPONENT.test(file);
}

/** The scripts of a component of Vue or Svelte. All else becomes spaces, so that lines and offsets stay. */
export function codeOf(text: string, file: string): Code {
  if (!isComponent(file)) return { text, filename: file };
  let code = '';
  let ending = 'js';
  for (const match of text.replace(/<!--[\s\S]*?-->/g, blank).matchAll(SCRIPT)) {
    const [whole, attributes = '', script = ''] = match;
    const lang = /\blang\s*=\s*["']?(\w+)/i.exec(attributes)?.[1]?.toLowerCase();
    if (lang !== undefined && !/^(js|jsx|ts|tsx|javascript|typescript)$/.test(lang)) continue;
    if (lang?.startsWith('t')) ending = lang === 'tsx' ? 'tsx' : 'ts';
    const at = match.index + whole.indexOf('>', 7 + attributes.length) + 1;
    code += blank(text.slice(code.length, at)) + script;
  }
  return { text: code + blank(text.slice(code.length)), filename: `${file}.${ending}` };
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
