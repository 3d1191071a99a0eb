import { createStore, applyMiddleware, combineReducers, compose } from 'redux';
import thunk from 'redux-thunk';
import { persistStore, persistReducer } from 'redux-persist';
import storage from 'redux-persist/lib/storage';
import auth from './reducers/auth';
import profile from './reducers/profile';
import ui from './reducers/ui';

const persistConfig = {
  key: 'fooddash',
  storage,
  whitelist: ['auth', 'profile'],
};

const rootReducer = combineReducers({ auth, profile, ui });

const composeEnhancers = window.__REDUX_DEVTOOLS_EXTENSION_COMPOSE__ || compose;

export const store = createStore(
  persistReducer(persistConfig, rootReducer),
  composeEnhancers(applyMiddleware(thunk)),
);
export const persistor = persistStore(store);
