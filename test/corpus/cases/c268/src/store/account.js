export default function account(state = { profile: null, cards: [] }, action) {
  switch (action.type) {
    case 'ACCOUNT_LOADED':
      return { ...state, ...action.account };
    default:
      return state;
  }
}
