// Words of the pages about one's own sign-ins.
import type { PortalWords } from '../app/words.ts';

export const accountWords = {
  zh: { title: '我的登录', none: '没有其他登录', ended: '已结束' },
  en: { title: 'My sign-ins', none: 'No other sign-ins', ended: 'Ended' },
} as const satisfies PortalWords;
