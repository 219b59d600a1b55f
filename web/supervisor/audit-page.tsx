// Audit of a case: every event as it was recorded, with its place in the chain; and whether the chains are whole.
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Table, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { answered, api, type Schema } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { instantInWords } from '../parts/dates.ts';
import { SignedInOnly } from '../parts/signed-in-only.tsx';
import { Refused, When } from '../parts/states.tsx';
import { PATHS, toCase } from '../paths.ts';
import { WideTable } from './wide-table.tsx';
import './supervisor.css';

type Audit = Schema['CaseAudit'];
type Event = Audit['events'][number];
type Verification = Schema['ChainVerification'];
type Place = Pick<Verification['faults'][number], 'stream' | 'seq'>;
const placeOf = ({ stream, seq }: Place) => `${stream} #${seq}`;

/** The chain of the case, or of a task (work/<item>/<round>), and the place in it. */
function usePlaceName() {
  const { t } = useTranslation('supervisor');
  return ({ stream, seq }: Place) =>
    `${stream === 'case' ? t('ofCase') : t('ofTask', { task: stream.slice('work/'.length) })}${seq === null ? '' : ` #${seq}`}`;
}

export const AuditPage = () => (
  <SignedInOnly>
    <Audited />
  </SignedInOnly>
);

function Audited() {
  const { t } = useTranslation('supervisor');
  const { no = '' } = useParams();
  const of = { params: { path: { no } } };
  const audit = useQuery({ queryKey: ['audit', no], queryFn: () => answered(api.GET('/api/cases/{no}/audit', of)) });
  const verification = useQuery({
    queryKey: ['audit', no, 'verification'],
    queryFn: () => answered(api.GET('/api/cases/{no}/audit/verification', of)),
    enabled: false, // when it is asked for
    retry: false,
    gcTime: 0,
  });
  return (
    <div className="page wide">
      <Typography.Title level={1} style={{ fontSize: 24, marginTop: 0 }}>
        {t('auditOfCase')} <Typography.Text copyable>{no}</Typography.Text>
      </Typography.Title>
      <When asked={audit}>
        {(found) => (
          <Flex vertical gap={16}>
            <Flex justify="space-between" align="center" wrap gap={12}>
              <Flex gap={16} wrap>
                <span>
                  {inWords(found.matterName)} {found.version}
                </span>
                <Link to={toCase(no)}>{t('toCase')}</Link>
                <Link to={PATHS.supervisor}>{t('toBoard')}</Link>
              </Flex>
              <Flex gap={12} wrap className="no-print">
                <Button
                  type="primary"
                  loading={verification.isFetching}
                  onClick={() => void Promise.all([audit.refetch(), verification.refetch()])}
                >
                  {t('verify')}
                </Button>
                <Button href={`/api/cases/${no}/audit`} download={`${no}.json`}>
                  {t('export')}
                </Button>
              </Flex>
            </Flex>
            <div aria-live="polite">
              {verification.error && <Refused error={verification.error} />}
              {verification.data && <Verdict of={verification.data} events={found.events} />}
            </div>
            <Card size="small" title={<h2 className="card-title">{t('events', { count: found.events.length })}</h2>}>
              <Events events={found.events} faults={verification.data?.faults ?? []} />
            </Card>
          </Flex>
        )}
      </When>
    </div>
  );
}

function Verdict({
  of: { faults, events: count, streams, at },
  events,
}: {
  of: Verification;
  events: readonly Event[];
}) {
  const { t } = useTranslation('supervisor');
  const placeName = usePlaceName();
  if (faults.length === 0)
    return (
      <Alert
        type="success"
        showIcon
        title={t('whole')}
        description={t('wholeOf', { events: count, streams, at: instantInWords(at) })}
      />
    );
  const found = (fault: Verification['faults'][number]) => events.find((e) => placeOf(e) === placeOf(fault));
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t('broken', { count: faults.length })}
      description={
        <ul className="plain-list">
          {faults.map((fault, n) => (
            <li key={n}>
              {[placeName(fault), instantInWords(found(fault)?.recordedAt), inWords(found(fault)?.words)]
                .filter(Boolean)
                .join(' · ')}
              ：<strong>{inWords(fault.what)}</strong>
            </li>
          ))}
        </ul>
      }
    />
  );
}

function Events({ events, faults }: { readonly events: readonly Event[]; readonly faults: Verification['faults'] }) {
  const { t } = useTranslation('supervisor');
  const by = (e: Event) =>
    e.by.postName ? `${inWords(e.by.organName)} · ${inWords(e.by.postName)}` : t(`actor.${e.by.kind}`);
  const broken = new Set(faults.map(placeOf));
  const placeName = usePlaceName();
  return (
    <WideTable label={t('events', { count: events.length })}>
      <Table<Event>
        size="small"
        rowKey={placeOf}
        dataSource={[...events]}
        pagination={false}
        rowClassName={(e) => (broken.has(placeOf(e)) ? 'broken' : '')}
        columns={[
          {
            title: t('recordedAt'),
            render: (_, e) => {
              const [recorded, effective] = [instantInWords(e.recordedAt), instantInWords(e.at)];
              return (
                <>
                  {recorded}
                  {effective !== recorded && <div className="quiet">{t('effectiveAt', { at: effective })}</div>}
                </>
              );
            },
          },
          {
            title: t('happened'),
            render: (_, e) => (
              <>
                {broken.has(placeOf(e)) && <Tag color="error">{t('brokenHere')}</Tag>}
                {inWords(e.words)}
              </>
            ),
          },
          { title: t('actor'), render: (_, e) => by(e) },
          { title: t('chain'), render: (_, e) => placeName(e) },
          {
            title: t('hash'),
            render: (_, e) => (
              <Typography.Text code copyable={{ text: e.hash }} title={e.hash}>
                {e.hash.slice(0, 12)}
              </Typography.Text>
            ),
          },
        ]}
      />
    </WideTable>
  );
}
