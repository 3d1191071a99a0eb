import { wordsOf } from '../../words.ts';

/** Claims by which one token, or one session, can be told from another. */
const HANDLES =
  /^(jti|jwtid|setjti|sid|sess|session|session_?id|session_?key|session_?token|token_?id|token_?version|version|ver|v|tv|family|family_?id|prm|key_?id|access_?token_?key|primary_?key|nonce|device_?id|epoch|gen|generation|fam|serial|salt|security_?stamp|stamp|sub_?session|refresh_?id|login_?id|token_?key|uuid|rnd|random|auth_?time_?id|log_?in_?session|counter)$/i;

export function namesHandle(name: string): boolean {
  return HANDLES.test(name) || HANDLES.test(wordsOf(name).join(''));
}
