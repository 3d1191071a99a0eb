export const signOut = () => async (dispatch, _getState) => {
  await fetch('https://api.example.com/v1/session', { method: 'DELETE' });
  dispatch({ type: 'SIGNED_OUT' });
};

export default function session(state = { signedIn: false }, action) {
  switch (action.type) {
    case 'SIGNED_IN':
      return { signedIn: true };
    case 'SIGNED_OUT':
      return { signedIn: false };
    default:
      return state;
  }
}
