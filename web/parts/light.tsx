// 红黄灯: a colour, a shape and a word, so that nobody has to see colours.
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { COLOURS } from '../app/theme.ts';

export type LightColour = 'green' | 'yellow' | 'red' | 'stopped';
const SIGNS: Readonly<Record<LightColour, string>> = { green: '●', yellow: '▲', red: '■', stopped: '❚❚' };

export function Light({ light }: { readonly light: LightColour | null | undefined }) {
  const { t } = useTranslation('app');
  if (!light) return null;
  return (
    <Tag style={{ color: COLOURS[light], borderColor: COLOURS[light], background: '#fff' }}>
      <span aria-hidden="true">{SIGNS[light]} </span>
      {t(`light.${light}`)}
    </Tag>
  );
}
