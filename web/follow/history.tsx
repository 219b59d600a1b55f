// What happened, a line each.
import { useQuery } from '@tanstack/react-query';
import { Timeline, Typography } from 'antd';
import { answered, api } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { instantInWords } from '../parts/dates.ts';
import { When } from '../parts/states.tsx';

export function History({ caseNo }: { readonly caseNo: string }) {
  const asked = useQuery({
    queryKey: ['case', caseNo, 'timeline'],
    queryFn: () => answered(api.GET('/api/cases/{no}/timeline', { params: { path: { no: caseNo } } })),
  });
  return (
    <When asked={asked}>
      {({ events }) => (
        <Timeline
          items={[...events].reverse().map((e) => ({
            key: e.seq,
            content: (
              <>
                {inWords(e.words)} <Typography.Text type="secondary">{instantInWords(e.at)}</Typography.Text>
              </>
            ),
          }))}
        />
      )}
    </When>
  );
}
