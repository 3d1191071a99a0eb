import { createStore, applyMiddleware, combineReducers } from 'redux';
import createSagaMiddleware from 'redux-saga';
import { persistStore, persistReducer } from 'redux-persist';
import storage from 'redux-persist/lib/storage';
import hardSet from 'redux-persist/lib/stateReconciler/hardSet';
import member from './reducers/member';
import bookings from './reducers/bookings';
import rootSaga from './sagas';

const saga = createSagaMiddleware();

export const store = createStore(
  combineReducers({
    member: persistReducer({ key: 'member', storage, stateReconciler: hardSet }, member),
    bookings,
  }),
  applyMiddleware(saga),
);

export const persistor = persistStore(store, null, () => saga.run(rootSaga));
