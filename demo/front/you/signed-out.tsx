import { useState, type ReactNode } from 'react';
import { lastReport } from '../inside/report.ts';
import { LoginForm } from './login-form.tsx';
import { PaneHead } from './pane-head.tsx';
import { Receipt } from './receipt.tsx';

export function SignedOut(): ReactNode {
  const [report] = useState(lastReport);
  return (
    <>
      <PaneHead state="signed out" />
      {report && <Receipt report={report} />}
      <LoginForm isAgain={report !== undefined} />
    </>
  );
}
