import { createStore, applyMiddleware, combineReducers } from 'redux';
import createSagaMiddleware from 'redux-saga';
import { persistStore, persistReducer } from 'redux-persist';
import storage from 'redux-persist/lib/storage';
import session from './reducers/session';
import customer from './reducers/customer';
import ui from './reducers/ui';
import rootSaga from './sagas';

const saga = createSagaMiddleware();

const reducer = combineReducers({
  session,
  ui,
  customer: persistReducer({ key: 'customer', storage }, customer),
});

export const store = createStore(reducer, applyMiddleware(saga));
export const persistor = persistStore(store);

saga.run(rootSaga, { persistor });
