export default function session(state = { signedIn: false, error: null }, action) {
  switch (action.type) {
    case 'SIGNED_IN':
      return { signedIn: true, error: null };
    case 'SIGN_IN_FAILED':
      return { signedIn: false, error: action.error };
    case 'SIGNED_OUT':
      return { signedIn: false, error: null };
    default:
      return state;
  }
}
