// What the API says I may do now; a verb without a screen of its own is not shown here.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Card, Flex, Input, Modal, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api, keyed, newKey, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { Refused } from '../parts/states.tsx';
import { GivePaper } from './give-paper.tsx';

type Act = Schema['AllowedAction'];
const ASKS = ['requestHearing', 'waiveHearing', 'withdrawCommitment'];

export function WhatICanDo({ found }: { readonly found: Schema['Case'] }) {
  const { t } = useTranslation('follow');
  const { caseNo, actions, items } = found;
  const queries = useQueryClient();
  const [withdrawing, setWithdrawing] = useState(false);
  const simple = useMutation({
    mutationFn: ({ action, item = '' }: Act) => {
      const params = { path: { no: caseNo }, header: keyed(newKey()) };
      return answered(
        action === 'withdrawCommitment'
          ? api.POST('/api/cases/{no}/commitment-withdrawal', { params, body: { item } })
          : api.POST('/api/cases/{no}/hearing', { params, body: { item, wanted: action === 'requestHearing' } }),
      );
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['case', caseNo] }),
  });
  const asks = actions.filter((a) => a.allowed && ASKS.includes(a.action));
  const gaps = useGaps(found);
  const withdraw = actions.find((a) => a.action === 'withdrawApplication');
  const nameOf = (id: string | undefined) => inWords(items.find((i) => i.id === id)?.name);
  if (asks.length === 0 && gaps.length === 0 && !withdraw) return null;
  return (
    <Card size="small">
      <Flex vertical gap={12}>
        {gaps.map((g) => (
          <GivePaper key={g.id} found={found} material={g.id} name={`${t('gapUpload')}：${inWords(g.name)}`} />
        ))}
        <Flex gap={12} wrap>
          {asks.map((a) => (
            <Button key={`${a.action}${a.item}`} loading={simple.isPending} onClick={() => simple.mutate(a)}>
              {nameOf(a.item)} {t(`do.${a.action}`)}
            </Button>
          ))}
          {withdraw && (
            <Tooltip title={withdraw.allowed ? undefined : inWords(withdraw.reason)}>
              <Button danger disabled={!withdraw.allowed} onClick={() => setWithdrawing(true)}>
                {t('withdraw')}
              </Button>
            </Tooltip>
          )}
        </Flex>
        {simple.error && <Refused error={simple.error} />}
      </Flex>
      {withdrawing && <Withdrawal caseNo={caseNo} onClose={() => setWithdrawing(false)} />}
    </Card>
  );
}

/** Papers that were promised and are still owed. */
function useGaps({ caseNo, matter }: Schema['Case']) {
  const clocks = useQuery({
    queryKey: ['case', caseNo, 'clock'],
    queryFn: () => answered(api.GET('/api/cases/{no}/clock', { params: { path: { no: caseNo } } })),
  });
  const owed = (clocks.data?.clocks ?? []).flatMap((c) => (c.kind === 'gap' && !c.endedAt ? (c.material ?? []) : []));
  const asked = useQuery({
    queryKey: ['matter', matter],
    queryFn: () => answered(api.GET('/api/matters/{matter}', { params: { path: { matter } } })),
    enabled: owed.length > 0,
  });
  return (asked.data?.materials ?? []).filter((m) => owed.includes(m.id));
}

function Withdrawal({ caseNo, onClose }: { readonly caseNo: string; readonly onClose: () => void }) {
  const { t } = useTranslation('follow');
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const [key] = useState(newKey);
  const withdraw = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/cases/{no}/withdrawal', {
          params: { path: { no: caseNo }, header: keyed(key) },
          body: reason.trim() ? { reason } : {},
        }),
      ),
    onSuccess: () => {
      onClose();
      return queries.invalidateQueries({ queryKey: ['case', caseNo] });
    },
  });
  return (
    <Modal
      open
      title={t('withdrawTitle')}
      okText={t('withdraw')}
      okButtonProps={{ danger: true, loading: withdraw.isPending }}
      cancelText={t('cancel')}
      onOk={() => withdraw.mutate()}
      onCancel={onClose}
    >
      <p>{t('withdrawSays')}</p>
      <Input.TextArea
        aria-label={t('reason')}
        placeholder={t('reason')}
        maxLength={2000}
        value={reason}
        onChange={(e) => setReason(e.target.value)}
      />
      {withdraw.error && <Refused error={withdraw.error} />}
    </Modal>
  );
}
