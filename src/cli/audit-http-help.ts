export const help = `Signs in to a running application, signs out, and tries everything that should be dead then.

Usage: curfew audit http FILE [options]
       curfew audit http --login-curl 'curl …' [options]
       curfew audit http [options] -- curl …

How to sign in, one of
  FILE                 .yaml or .json: a plan; .har: a recorded session; .mjs, .js or .ts: a script
  -- curl …            a browser's "Copy as cURL" of the login, pasted as it is
  --login-curl CURL    the same as one text; @FILE reads it from a file, - from the standard input. Repeatable:
                       the login, and what else you have (me, refresh, logout)
  --har FILE           a recorded session; login, me, refresh and logout are found in it
  --openapi FILE|URL   guesses from the description of the API, to be confirmed; needs --user
  --script FILE        export async function login({ send, variables }), and the rest as its default
  --record URL         opens a browser: sign in, look at a page of yours, sign out
  --config FILE        a plan, whatever its name

What is known besides
  --me STEP            a read that only you may make: "GET /me", or a curl command
  --refresh STEP       "POST /auth/refresh", or a curl command
  --logout STEP        "POST /auth/logout", or a curl command
  --canary TEXT        what only your own page holds: an e-mail address, a user id
  --base URL           where the application is; repeatable: more nodes of it
  --user NAME          who signs in; the password comes from $CURFEW_AUDIT_PASSWORD, else $PASS

How far to go
  --allow-host HOST    may be asked besides this machine; repeatable. Only what is yours, with test accounts
  --max-requests N     default 2000
  --probe ID           only this probe (P01 …); repeatable
  --patience TIME      how long to wait for a token to die by itself: 30s (default), 5m
  --yes                takes guesses for true without asking; needed where there is no terminal

Reports; a dash is the standard output
  --json FILE  --sarif FILE  --junit FILE  --html FILE  --badge FILE (.svg, or .json for shields.io)
  --previous FILE      an older --json, to compare with
  --code FILE          what curfew audit code --json wrote, to point at lines

Exit codes: 0 pass; 1 fail; 2 inconclusive; 3 wrong usage, could not begin, or stopped by Ctrl-C.
`;
