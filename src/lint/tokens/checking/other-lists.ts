import type { Site } from '../../effects/site.ts';
import { wordsOf } from '../../words.ts';

/** Lists of addresses, of names, of words: what is asked for is no token and nobody who holds one. */
export function isAboutOthers(list: string, site: Site | undefined): boolean {
  const given = `${list} ${site?.given ?? ''}`;
  if (/token|jwt|jti|sess|\bsid\b|\bauth|claims|payload|decoded|bearer|revo[kc]/i.test(given)) return false;
  return (
    /config|options|settings|\binfo\b|\benv\b|props/i.test(site?.owner ?? '') ||
    wordsOf(given).some((word) => OTHERS.has(word.replace(/s$/, '')))
  );
}

const OTHERS = new Set(
  'ip email mail domain host hostname origin url path route word phrase term phone country region db database file extension ext mime agent bot name username nickname field column address number card vin asn'.split(
    ' ',
  ),
);
