// 核验原件: whether somebody saw the original of a paper, and where it lies; said and done alike by officers and at the window.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Flex, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { instantInWords } from './dates.ts';
import { Refused } from './states.tsx';

type Paper = Pick<Schema['CasePaper'], 'material' | 'name' | 'original'>;
type Original = Paper['original'];

/** How it stands in words; undefined when there is nothing to say. */
export function useOriginalWords(): (original: Original) => string | undefined {
  const { t } = useTranslation('app');
  return ({ required, seen, seenAt, kept, returnedAt }) => {
    if (kept) return t('original.kept', { at: instantInWords(seenAt) });
    if (seen && returnedAt) return t('original.returned', { at: instantInWords(returnedAt) });
    if (seen) return t('original.seen', { at: instantInWords(seenAt) });
    return required ? t('original.required') : undefined;
  };
}
export function OriginalTag({ original }: { readonly original: Original }) {
  const words = useOriginalWords()(original);
  return words && <Tag color={original.seen && !original.kept ? 'success' : 'warning'}>{words}</Tag>;
}

interface OriginalButtonsProps {
  readonly caseNo: string;
  readonly paper: Paper;
  /** As the API says. */
  readonly actions: readonly Schema['AllowedAction'][];
  /** What is read anew afterwards. */
  readonly changes: string;
}
export function OriginalButtons({ caseNo, paper, actions, changes }: OriginalButtonsProps) {
  const { t } = useTranslation('app');
  const queries = useQueryClient();
  const { material } = paper;
  const record = useMutation({
    mutationFn: (what: 'kept' | 'seen' | 'return') => {
      const params = { path: { no: caseNo, material }, header: keyed(newKey()) };
      return answered(
        what === 'return'
          ? api.POST('/api/cases/{no}/materials/{material}/original/return', { params })
          : api.POST('/api/cases/{no}/materials/{material}/original', { params, body: { kept: what === 'kept' } }),
      );
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [changes] }),
  });
  const may = (action: string) => actions.some((a) => a.action === action && a.material === material && a.allowed);
  const button = (what: 'kept' | 'seen' | 'return', word: string) => (
    <Button
      size="small"
      disabled={record.isPending}
      aria-label={`${t(word)} ${inWords(paper.name)}`}
      onClick={() => record.mutate(what)}
    >
      {t(word)}
    </Button>
  );
  return (
    <Flex gap={8} wrap>
      {may('seeOriginal') && button('seen', 'seeOriginal')}
      {may('seeOriginal') && button('kept', 'keepOriginal')}
      {may('returnOriginal') && button('return', 'returnOriginal')}
      {record.error && <Refused error={record.error} />}
    </Flex>
  );
}
