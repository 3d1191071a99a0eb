import { LOGIN_SUCCESS, MEMBER_UPDATED, RESET_ALL } from '../actions/types';

const initial = { id: null, fullName: '', iban: '' };

export default function member(state = initial, action) {
  switch (action.type) {
    case LOGIN_SUCCESS:
    case MEMBER_UPDATED:
      return { ...state, ...action.member };
    case RESET_ALL:
      return initial;
    default:
      return state;
  }
}
