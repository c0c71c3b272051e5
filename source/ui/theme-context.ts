import {createContext, useContext} from 'react';
import {defaultSettings} from '../model/settings.ts';
import {type Theme, themeFor} from './theme.ts';

export const ThemeContext = createContext<Theme>(themeFor(defaultSettings, {}));

export const useTheme = (): Theme => useContext(ThemeContext);
