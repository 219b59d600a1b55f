// An amount as the form takes it (分), and as people read it (元).
import { languageNow } from '../app/words.ts';

export function Money({ fen }: { readonly fen: number }) {
  const yuan = new Intl.NumberFormat(languageNow() === 'en' ? 'en' : 'zh-CN', { style: 'currency', currency: 'CNY' });
  return (
    <span className="quiet">
      {fen} = {yuan.format(fen / 100)}
    </span>
  );
}
