// Applying: situation, form, papers, check. Everything is kept as it is typed; nothing is sent before the last button.
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Button, Card, Flex, Popconfirm, Result, Steps, Typography } from 'antd';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useParams } from 'react-router';
import { answered, api, keyed, type Schema } from '../api/client.ts';
import { useMe, useSession } from '../app/session.tsx';
import { inWords, languageNow } from '../app/words.ts';
import { dueInWords } from '../parts/dates.ts';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { Loading, Refused, When } from '../parts/states.tsx';
import { PATHS, toCase, toWindowCase } from '../paths.ts';
import { CheckStep } from './check-step.tsx';
import { createKeys, useDraft, useKeptDraft, type Draft } from './draft.ts';
import { FormStep } from './form-step.tsx';
import { useForm, useMatter, type Answers, type Matter } from './matters.ts';
import { PapersStep } from './papers-step.tsx';
import { Saving } from './saving.tsx';
import { Questions, WhatFollows } from './situation.tsx';
import type { FormSchema } from './form-schema.ts';

export const ApplyPage = () => (
  <SignedInOnly>
    <Page />
  </SignedInOnly>
);
function Page() {
  const { matter = '' } = useParams();
  const { acting } = useSession();
  const found = useMatter(matter);
  const form = useForm(matter, languageNow());
  const kept = useKeptDraft(matter);
  return (
    <div className="page narrow">
      <When asked={found}>
        {(of) => (
          <When asked={form}>
            {(schema) => (
              <When asked={kept}>
                {(found) => <Application key={acting.onBehalfOf ?? ''} matter={of} schema={schema} kept={found} />}
              </When>
            )}
          </When>
        )}
      </When>
    </div>
  );
}

/** What is sent changes with every key: the check waits until the fingers rest. */
function useRested<T>(value: T, ms: number): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return rested;
}
const choicesOf = ({ guide, form, deselected, held, promised, commitments }: Draft) => ({
  guide: { ...guide },
  form: { ...form },
  deselected: [...deselected],
  held: [...held],
  promised: [...promised],
  commitments: [...commitments],
});
function useCheck(matter: string, draft: Draft) {
  const rested = useRested(draft, 350);
  const body = { ...choicesOf(rested), materials: Object.keys(rested.materials) };
  const asked = useQuery({
    queryKey: ['check', matter, body],
    queryFn: () => answered(api.POST('/api/matters/{matter}/check', { params: { path: { matter } }, body })),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return { ...asked, upToDate: rested === draft && !asked.isFetching };
}

interface ApplicationProps {
  readonly matter: Matter;
  readonly schema: FormSchema;
  readonly kept: Schema['Draft'];
}
function Application({ matter, schema, kept }: ApplicationProps) {
  const { t } = useTranslation('applicant');
  const begun = (useLocation().state ?? {}) as Answers;
  const { draft, change, fill, forget, clear, saving } = useDraft(matter.matter, kept, begun);
  const { served } = useSession().acting;
  const [step, setStep] = useState(0);
  const [tellAll, setTellAll] = useState(false);
  const asked = useCheck(matter.matter, draft);
  const check = useDeferredValue(asked.data);
  const keys = useRef(createKeys());
  const submit = useMutation({
    mutationFn: () => {
      const needed = new Set(check?.materials.map((m) => m.id));
      const papers = Object.entries(draft.materials).filter(([id]) => needed.has(id));
      const materials = Object.fromEntries(papers.map(([id, p]) => [id, p.materialId]));
      const body = { matter: matter.matter, planHash: matter.planHash, ...choicesOf(draft), materials };
      return answered(api.POST('/api/cases', { params: { header: keyed(keys.current(body)) }, body }));
    },
    onSuccess: () => void forget(),
  });
  const top = useRef<HTMLDivElement>(null);
  const goTo = (to: number) => {
    setTellAll(tellAll || to < step || to === 3);
    setStep(to);
    top.current?.scrollIntoView();
  };
  if (submit.data && served !== undefined) return <Navigate to={toWindowCase(submit.data.caseNo)} replace />;
  if (submit.data) return <Receipt found={submit.data} />;
  if (!check) return asked.error ? <Refused error={asked.error} again={() => void asked.refetch()} /> : <Loading />;
  const { guide } = draft;
  return (
    <Flex vertical gap={16} ref={top}>
      <Typography.Title level={1} style={{ fontSize: 24, margin: 0 }}>
        {inWords(matter.name)}
      </Typography.Title>
      <InWhoseName />
      <Steps
        size="small"
        responsive={false}
        titlePlacement="vertical"
        current={step}
        items={['situation', 'form', 'papers', 'check'].map((word) => ({ title: t(`step.${word}`) }))}
      />
      {step === 0 && (
        <>
          <Card>
            <Questions matter={matter} answers={guide} answer={(to) => change({ guide: to })} />
          </Card>
          <WhatFollows matter={matter} answers={guide} />
        </>
      )}
      {step === 1 && <FormStep schema={schema} draft={draft} check={check} tellAll={tellAll} fill={fill} />}
      {step === 2 && <PapersStep matter={matter} draft={draft} check={check} change={change} />}
      {step === 3 && (
        <CheckStep matter={matter} schema={schema} draft={draft} check={check} change={change} goTo={goTo} />
      )}
      {asked.error && <Refused error={asked.error} again={() => void asked.refetch()} />}
      {submit.error && <Refused error={submit.error} />}
      <Flex gap={12} wrap justify="space-between">
        <Flex gap={12} wrap>
          {step > 0 && <Button onClick={() => goTo(step - 1)}>{t('back')}</Button>}
          {step < 3 ? (
            <Button type="primary" onClick={() => goTo(step + 1)}>
              {t('next')}
            </Button>
          ) : (
            <Button
              type="primary"
              loading={submit.isPending}
              disabled={!asked.upToDate || check.faults.length > 0}
              onClick={() => submit.isPending || submit.mutate()}
            >
              {t('submit')}
            </Button>
          )}
        </Flex>
        <Popconfirm title={t('clearAll')} okText={t('clear')} cancelText={t('keep')} onConfirm={clear}>
          <Button type="text" danger>
            {t('clear')}
          </Button>
        </Popconfirm>
      </Flex>
      <Saving saving={saving} />
    </Flex>
  );
}

function InWhoseName() {
  const { t } = useTranslation('applicant');
  const me = useMe();
  const { acting } = useSession();
  const other = me.actsFor.find((p) => p.personId === acting.onBehalfOf);
  const name = acting.served ?? (other ? (other.name ?? other.personId) : (me.name ?? me.personId));
  return <Typography.Text>{t('inNameOf', { name })}</Typography.Text>;
}

function Receipt({ found }: { readonly found: Schema['Case'] }) {
  const { t } = useTranslation('applicant');
  return (
    <Result
      status="success"
      title={t('done')}
      subTitle={
        <>
          <div>
            {t('caseNo')} <Typography.Text copyable>{found.caseNo}</Typography.Text>
          </div>
          {found.predictedEnd && (
            <div>{t('predicted', { day: dueInWords({ dueOn: found.predictedEnd.on, ...found.predictedEnd }) })}</div>
          )}
        </>
      }
      extra={
        <Flex gap={12} justify="center" wrap>
          <Link to={toCase(found.caseNo)}>{t('follow')}</Link>
          <Link to={PATHS.home}>{t('more')}</Link>
        </Flex>
      }
    />
  );
}
