import { PROFILE_LOADED, ADDRESS_ADDED, ADDRESS_REMOVED, CARD_SAVED } from '../types';

const initialState = {
  name: '',
  phone: '',
  addresses: [],
  cards: [],
};

export default (state = initialState, { type, payload }) => {
  switch (type) {
    case PROFILE_LOADED:
      return { ...state, ...payload };
    case ADDRESS_ADDED:
      return { ...state, addresses: [...state.addresses, payload] };
    case ADDRESS_REMOVED:
      return { ...state, addresses: state.addresses.filter((a) => a.id !== payload) };
    case CARD_SAVED:
      return { ...state, cards: [...state.cards, payload] };
    default:
      return state;
  }
};
