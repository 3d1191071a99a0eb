import { useDispatch } from 'react-redux';
import { useTranslation } from 'react-i18next';
import { logout } from '../store/session/slice';

export const LogoutButton = () => {
  const dispatch = useDispatch();
  const { t } = useTranslation();
  return (
    <button type="button" className="btn btn-link" onClick={() => dispatch(logout())}>
      {t('session.logout')}
    </button>
  );
};
