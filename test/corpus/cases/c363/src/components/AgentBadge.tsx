import { observer } from 'mobx-react-lite';
import { useStores } from '../stores';

export const AgentBadge = observer(() => {
  const { agent } = useStores();
  if (!agent.signedIn) return null;
  return (
    <div className="badge">
      {agent.agent!.name}
      <button onClick={agent.logout} disabled={agent.busy}>Sign off</button>
    </div>
  );
});
