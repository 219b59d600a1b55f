// In whose name the person works: himself, a post, or somebody he acts for. Every page shows it.
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSession, type Me } from './session.tsx';
import { inWords } from './words.ts';

export function InWhoseName({ me }: { readonly me: Me }) {
  const { t } = useTranslation('app');
  const { acting, act } = useSession();
  const options = [
    { value: 'self', label: t('myself') },
    ...me.posts.map((p) => ({ value: `post:${p.postId}`, label: `${inWords(p.orgName)} · ${inWords(p.postName)}` })),
    ...me.actsFor.map((p) => ({ value: `for:${p.personId}`, label: t('inNameOf', { name: p.name ?? p.personId }) })),
  ];
  if (options.length === 1) return null;
  const value = acting.postId ? `post:${acting.postId}` : acting.onBehalfOf ? `for:${acting.onBehalfOf}` : 'self';
  return (
    <Select
      aria-label={t('actingAs')}
      style={{ minWidth: 180, maxWidth: 280 }}
      value={value}
      options={options}
      onChange={(chosen: string) => {
        const id = chosen.slice(chosen.indexOf(':') + 1);
        act(chosen.startsWith('post:') ? { postId: id } : chosen.startsWith('for:') ? { onBehalfOf: id } : {});
      }}
    />
  );
}
