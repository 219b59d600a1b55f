// What was noted so far: the steps of one change, in their order, and the document that orders it. Sent, it waits for another registrar.
import { Alert, Button, Card, Flex } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../../api/client.ts';
import { inWords } from '../../app/words.ts';
import { Refused } from '../../parts/states.tsx';
import { usePropose, type Step } from './organisation-queries.ts';
import { ReasonForm } from './reason-form.tsx';
import { StepInWords } from './step-in-words.tsx';

interface DraftProps {
  readonly steps: readonly Step[];
  readonly change: (steps: readonly Step[]) => void;
}
export function Draft({ steps, change }: DraftProps) {
  const { t } = useTranslation('organisations');
  const [reason, setReason] = useState('');
  const propose = usePropose();
  const faults = propose.error instanceof Problem ? (propose.error.body.faults ?? []) : [];
  const ofStep = (n: number) => faults.filter((f) => f.pointer.startsWith(`/steps/${n}/`));
  const allAtSteps = faults.length > 0 && faults.every((f) => f.pointer.startsWith('/steps/'));
  if (steps.length === 0 && !propose.isSuccess) return null;
  if (steps.length === 0) return <Alert type="success" showIcon title={t('proposed')} />;
  return (
    <Card title={<h2 className="card-title">{t('draft', { count: steps.length })}</h2>}>
      <Flex vertical gap={12}>
        <ol style={{ margin: 0, paddingInlineStart: 24, display: 'grid', gap: 8 }}>
          {steps.map((step, n) => (
            <li key={`${n}${JSON.stringify(step)}`} style={{ overflowWrap: 'anywhere' }}>
              <StepInWords step={step} />{' '}
              <Button
                size="small"
                aria-label={t('removeStep', { n: n + 1 })}
                onClick={() => {
                  propose.reset(); // its faults name the steps by their numbers
                  change(steps.filter((_, other) => other !== n));
                }}
              >
                {t('remove')}
              </Button>
              {ofStep(n).map((f) => (
                <div key={f.pointer + f.code} role="alert" style={{ color: '#b42318' }}>
                  {inWords(f.message)}
                </div>
              ))}
            </li>
          ))}
        </ol>
        {allAtSteps && <Alert type="error" showIcon title={t('faultsAtSteps')} />}
        {propose.error && !allAtSteps && <Refused error={propose.error} />}
        <ReasonForm
          id="change-reason"
          label={t('propose')}
          reason={reason}
          write={setReason}
          sending={propose.isPending}
          send={(told) => propose.mutate({ reason: told, steps: [...steps] }, { onSuccess: () => change([]) })}
        />
      </Flex>
    </Card>
  );
}
