import AsyncStorage from '@react-native-async-storage/async-storage';
import { applyMiddleware, combineReducers, createStore } from 'redux';
import { persistReducer, persistStore } from 'redux-persist';
import { thunk } from 'redux-thunk';
import { cartReducer } from './cart';
import { userReducer } from './user';

const persistConfig = {
  key: 'root',
  storage: AsyncStorage,
  whitelist: ['user', 'cart'],
};

const rootReducer = combineReducers({ user: userReducer, cart: cartReducer });

export const store = createStore(persistReducer(persistConfig, rootReducer), applyMiddleware(thunk));
export const persistor = persistStore(store);
