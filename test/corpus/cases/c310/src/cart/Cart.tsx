import { useDispatch, useSelector } from 'react-redux';
import { cleared } from './store';

export function Cart() {
  const items = useSelector((state: { cart: { items: { sku: string; count: number }[] } }) => state.cart.items);
  const dispatch = useDispatch();
  return (
    <aside>
      <ul>
        {items.map(({ sku, count }) => (
          <li key={sku}>
            {sku} × {count}
          </li>
        ))}
      </ul>
      <button onClick={() => dispatch(cleared())}>Empty</button>
    </aside>
  );
}
