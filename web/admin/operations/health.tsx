// How the parts are, in plain words, asked again every ten seconds.
import { Alert, Button, Card, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../../api/client.ts';
import { COLOURS } from '../../app/theme.ts';
import { instantInWords } from '../../parts/dates.ts';
import { Loading, Refused } from '../../parts/states.tsx';
import { useHealth } from './operation-queries.ts';

type Told = Schema['Health'];
type State = Told['parts'][number]['state'];
const SIGNS: Readonly<Record<State, { readonly sign: string; readonly colour: string }>> = {
  ok: { sign: '●', colour: COLOURS.green },
  degraded: { sign: '■', colour: COLOURS.red },
  unknown: { sign: '▲', colour: COLOURS.yellow },
};

export function Health() {
  const { t } = useTranslation('operations');
  const { data, error, refetch, isFetching } = useHealth();
  return (
    <Card
      title={<h2 className="card-title">{t('health')}</h2>}
      extra={
        <Button loading={isFetching} onClick={() => void refetch()}>
          {t('lookAgain')}
        </Button>
      }
    >
      <Flex vertical gap={12}>
        {error && <Refused error={error} />}
        {error && <Alert type="error" showIcon title={t('apiAway')} />}
        {!data && !error && <Loading />}
        {data && <Parts told={data} stale={error !== null} />}
      </Flex>
    </Card>
  );
}

const wordOf = (part: string, state: State, { wakesOwed }: Told): string => {
  if (state === 'unknown') return 'says.unknown';
  return part === 'sweeper' && wakesOwed === 0 ? 'says.sweeper.none' : `says.${part}.${state}`;
};
function Parts({ told, stale }: { readonly told: Told; readonly stale: boolean }) {
  const { t } = useTranslation('operations');
  return (
    <>
      <ul className="plain-list parts" style={{ opacity: stale ? 0.6 : 1 }}>
        {told.parts.map(({ part, state }) => (
          <li key={part} data-part={part}>
            <Flex gap={8} wrap justify="space-between">
              <strong>{t(`part.${part}`)}</strong>
              <span style={{ color: SIGNS[state].colour }}>
                <span aria-hidden="true">{SIGNS[state].sign} </span>
                {t(`state.${state}`)}
              </span>
            </Flex>
            <Typography.Text type="secondary">
              {t(wordOf(part, state, told), {
                count: told.workers ?? 0,
                owed: told.wakesOwed,
                seconds: told.wakeLagSeconds,
              })}
            </Typography.Text>
          </li>
        ))}
      </ul>
      <Typography.Text type="secondary">{t('asOf', { at: instantInWords(told.at) })}</Typography.Text>
    </>
  );
}
