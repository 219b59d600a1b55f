// Words of every portal: one file a portal, zh and en with the same keys. Chinese comes first.
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Words = Readonly<Record<string, string>>;
export interface PortalWords {
  readonly zh: Words;
  readonly en: Words;
}
const LANGUAGE = 'lianban.language';
export type Language = 'zh' | 'en';

export const words: i18n = i18next.createInstance();
void words.use(initReactI18next).init({
  lng: localStorage.getItem(LANGUAGE) === 'en' ? 'en' : 'zh',
  fallbackLng: 'zh',
  initAsync: false,
  keySeparator: false,
  nsSeparator: ':',
  interpolation: { escapeValue: false }, // React escapes
  resources: {},
});
export const languageNow = (): Language => (words.language === 'en' ? 'en' : 'zh');

export function addWords(portal: string, { zh, en }: PortalWords): void {
  words.addResourceBundle('zh', portal, zh);
  words.addResourceBundle('en', portal, en);
}
export async function speak(to: Language): Promise<void> {
  localStorage.setItem(LANGUAGE, to);
  document.documentElement.lang = to === 'zh' ? 'zh-CN' : 'en';
  await words.changeLanguage(to);
}
/** A text of the API in the language of the page. */
export const inWords = (text: { readonly zh: string; readonly en: string } | null | undefined): string =>
  text ? text[languageNow()] : '';
