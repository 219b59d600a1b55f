// What publishing would do to the open cases, reckoned by the engine and not yet done.
import { Alert, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { When } from '../../parts/states.tsx';
import { useEffectOf } from './calendar-queries.ts';

export function Effect({ id }: { readonly id: string }) {
  const { t } = useTranslation('calendars');
  return (
    <When asked={useEffectOf(id)}>
      {({ openCases, moved, earlier, later, mostDays, newlyOverdue }) => (
        <Flex vertical gap={12}>
          <Alert
            type={moved > 0 ? 'warning' : 'info'}
            showIcon
            title={
              moved > 0 ? t('effectMoved', { count: moved, open: openCases }) : t('effectNone', { open: openCases })
            }
            description={moved > 0 && t('effectHow', { earlier, later, days: mostDays })}
          />
          {newlyOverdue.length > 0 && (
            <Alert
              type="error"
              showIcon
              title={t('effectOverdue', { count: newlyOverdue.length })}
              description={
                <ul style={{ margin: 0, paddingInlineStart: 20 }}>
                  {newlyOverdue.map((no) => (
                    <li key={no} style={{ overflowWrap: 'anywhere' }}>
                      {no}
                    </li>
                  ))}
                </ul>
              }
            />
          )}
        </Flex>
      )}
    </When>
  );
}
