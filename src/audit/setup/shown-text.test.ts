import { expect, it } from 'vitest';
import { shownText } from './shown-text.ts';

it.each([
  [
    'logout: DELETE /-/user/token/eyJhbGciOiJI.eyJzdWIiOiJh.c2lnbmF0dXJl, given',
    'logout: DELETE /-/user/token/<token>, given',
  ],
  ['logout: DELETE /sessions/8f14e45fceea167a5a36dedd4bea2543', 'logout: DELETE /sessions/<token>'],
  ['GET /out?token=Zm9vYmFyYmF6cXV4MTIzNDU2', 'GET /out?token=<token>'],
  ['DELETE /-/user/token/%7Baccess%7D', 'DELETE /-/user/token/{access}'],
  ['me: GET /api/v1/account/profile-and-settings', 'me: GET /api/v1/account/profile-and-settings'],
])('%s is shown as %s', (text, shown) => {
  expect(shownText(text)).toBe(shown);
});
