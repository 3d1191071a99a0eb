import { createBrowserRouter } from 'react-router-dom';
import { Logout } from './pages/Logout';
import { Home } from './pages/Home';

export const router = createBrowserRouter([
  { path: '/', element: <Home /> },
  { path: '/logout', element: <Logout /> },
]);
