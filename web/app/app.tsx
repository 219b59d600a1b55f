// The app: words, theme, queries, session, places.
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { RouterProvider } from 'react-router/dom';
import { Problem } from '../api/client.ts';
import { appWords } from './app-words.ts';
import { router } from './router.tsx';
import { SessionProvider } from './session.tsx';
import { theme } from './theme.ts';
import { addWords, words } from './words.ts';

addWords('app', appWords);

/** Who was signed in, and is no more: the shell says so; what is typed stays on its page. */
const noteEnd = (error: Error) => {
  if (error instanceof Problem && error.body.status === 401 && queries.getQueryData(['me']))
    window.dispatchEvent(new Event('lianban:session-ended'));
};
const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noteEnd }),
  defaultOptions: {
    queries: {
      retry: (count, error) =>
        !(error instanceof Problem && error.body.status >= 400 && error.body.status < 500) && count < 2,
      staleTime: 5_000,
    },
    mutations: { onError: noteEnd },
  },
});

function Localised() {
  const { i18n } = useTranslation();
  return (
    <ConfigProvider theme={theme} locale={i18n.language === 'en' ? enUS : zhCN} button={{ autoInsertSpace: false }}>
      <AntApp>
        <SessionProvider>
          <RouterProvider router={router} />
        </SessionProvider>
      </AntApp>
    </ConfigProvider>
  );
}

export function App() {
  return (
    <I18nextProvider i18n={words}>
      <QueryClientProvider client={queries}>
        <Localised />
      </QueryClientProvider>
    </I18nextProvider>
  );
}
