// 督办: what one was told and has not answered yet; answered in place.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Flex, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { instantInWords } from '../parts/dates.ts';
import { Refused } from '../parts/states.tsx';

export function OwedNotices() {
  const { t } = useTranslation('officer');
  const queries = useQueryClient();
  const [open, setOpen] = useState<string>();
  const [text, setText] = useState('');
  const { data } = useQuery({
    queryKey: ['work', 'notices'],
    queryFn: () => answered(api.GET('/api/notices', { params: { query: { answered: 'false', limit: 20 } } })),
    retry: false,
  });
  const answer = useMutation({
    mutationFn: (id: string) =>
      answered(
        api.POST('/api/notices/{id}/answer', { params: { path: { id }, header: keyed(newKey()) }, body: { text } }),
      ),
    onSuccess: () => {
      setOpen(undefined);
      setText('');
      return queries.invalidateQueries({ queryKey: ['work', 'notices'] });
    },
  });
  const owed = (data?.notices ?? []).filter((n) => n.answerBy !== null && n.answeredAt === null);
  if (owed.length === 0) return null;
  return (
    <section aria-label={t('noticesOwed')} className="bar">
      {owed.map((n) => (
        <Alert
          key={n.id}
          type={n.answerOverdue ? 'error' : 'warning'}
          showIcon
          title={`${t('notices')}：${inWords(n.matterName)} ${inWords(n.itemName)}`}
          description={`${n.caseNo} · ${t('told', { at: instantInWords(n.toldAt) })} · ${t('answerBy', { at: instantInWords(n.answerBy) })}`}
          action={<Button onClick={() => setOpen(n.id)}>{t('answer')}</Button>}
        />
      ))}
      <Modal
        open={open !== undefined}
        title={t('answer')}
        okText={t('confirm')}
        cancelText={t('cancel')}
        onCancel={() => setOpen(undefined)}
        okButtonProps={{ disabled: text.trim() === '', loading: answer.isPending }}
        onOk={() => open !== undefined && answer.mutate(open)}
      >
        <Flex vertical gap={12}>
          {answer.error && <Refused error={answer.error} />}
          <label>
            {t('answerText')}
            <Input.TextArea rows={4} maxLength={4000} value={text} onChange={(e) => setText(e.target.value)} />
          </label>
        </Flex>
      </Modal>
    </section>
  );
}
