const initial = { id: null, name: '', orders: [], creditLimit: null };

export default function customer(state = initial, action) {
  switch (action.type) {
    case 'CUSTOMER_LOADED':
      return { ...initial, ...action.customer };
    case 'ORDER_PLACED':
      return { ...state, orders: [action.order, ...state.orders] };
    default:
      return state;
  }
}
