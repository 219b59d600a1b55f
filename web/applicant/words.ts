// Words of the applicant's portal.
import type { PortalWords } from '../app/words.ts';

export const applicantWords = {
  zh: { title: '您想办什么事？', search: '输入事项名称', none: '没有找到，换个说法试试', guide: '办事指南' },
  en: {
    title: 'What would you like to do?',
    search: 'Name of a service',
    none: 'Nothing found; try other words',
    guide: 'Guide',
  },
} as const satisfies PortalWords;
