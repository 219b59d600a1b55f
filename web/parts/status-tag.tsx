// How an item stands: a word, in a colour that can be read.
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { COLOURS } from '../app/theme.ts';

const OF: Readonly<Record<string, string>> = { granted: COLOURS.green, refused: COLOURS.red, declined: COLOURS.red };

export function StatusTag({ status, children }: { readonly status: string; readonly children: ReactNode }) {
  const colour = OF[status] ?? COLOURS.stopped;
  return <Tag style={{ color: colour, borderColor: colour, background: '#fff' }}>{children}</Tag>;
}
