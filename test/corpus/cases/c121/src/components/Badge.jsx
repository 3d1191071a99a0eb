// Stateless component: nothing to do on unmount.
export const Badge = ({ count }) => (count > 0 ? <span className="badge">{count}</span> : null);
