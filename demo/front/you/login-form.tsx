import axios from 'axios';
import { useRef, useState, type ReactNode, type SubmitEvent } from 'react';
import { noteClick } from '../inside/log.ts';
import { forgetReport } from '../inside/report.ts';
import { ACCOUNTS, logIn } from '../login.ts';

export function LoginForm({ isAgain }: { readonly isAgain: boolean }): ReactNode {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState('');
  const button = useRef<HTMLButtonElement>(null);

  const submit = async (): Promise<void> => {
    if (!username || !password)
      return setError('Choose one of the two accounts, or type its name and password.');
    setError('');
    noteClick('“Log in”');
    forgetReport();
    return logIn({ username, password }).catch((reason: unknown) => setError(wordsFor(reason)));
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    void submit();
  };
  const choose = (account: (typeof ACCOUNTS)[number]): void => {
    setUsername(account.username);
    setPassword(account.password);
    button.current?.focus();
  };

  return (
    <form className="login" onSubmit={onSubmit} noValidate aria-labelledby="login-title" data-again={isAgain}>
      <h3 id="login-title">{isAgain ? 'Log in again' : 'Log in'}</h3>
      <div className="accounts" role="group" aria-label="Accounts to try">
        {ACCOUNTS.map((account) => (
          <button type="button" className="account" key={account.username} onClick={() => choose(account)}>
            <b>{account.username}</b> <span>{account.password}</span>
          </button>
        ))}
      </div>
      <div className="fields">
        <label>
          Name
          <input
            value={username}
            onChange={({ target }) => setUsername(target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
          />
        </label>
        <label>
          Password
          <input
            type="password"
            value={password}
            onChange={({ target }) => setPassword(target.value)}
            autoComplete="off"
          />
        </label>
      </div>
      <button className="primary" ref={button}>
        Log in
      </button>
      <p className="error" role="alert">
        {error}
      </p>
      {!isAgain && (
        <ol className="steps">
          <li>Choose an account and log in.</li>
          <li>See the thief come in with a copy of your cookies.</li>
          <li>Log out, with the plug in or pulled, and look again.</li>
        </ol>
      )}
    </form>
  );
}

function wordsFor(reason: unknown): string {
  const status = axios.isAxiosError(reason) ? reason.response?.status : undefined;
  if (status === 401) return 'The name or the password is wrong.';
  return status === undefined
    ? 'The server cannot be reached: nobody can log in now.'
    : `The server answered ${status}: try again.`;
}
