const initialState = { items: [] };

export function cartReducer(state = initialState, action) {
  switch (action.type) {
    case 'cart/add':
      return { items: [...state.items, action.item] };
    case 'cart/remove':
      return { items: state.items.filter((i) => i.id !== action.id) };
    case 'user/signedIn':
      return action.value ? state : initialState;
    default:
      return state;
  }
}
