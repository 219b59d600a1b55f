// Anybody who holds a certificate in his hands sees here whether it is good.
import { useQuery } from '@tanstack/react-query';
import { Card, Descriptions, Result, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { answered, api } from '../api/client.ts';
import { inWords } from '../app/words.ts';
import { instantInWords } from '../parts/dates.ts';
import { When } from '../parts/states.tsx';

export function VerificationPage() {
  const { t } = useTranslation('follow');
  const { number = '' } = useParams();
  const asked = useQuery({
    queryKey: ['verification', number],
    queryFn: () => answered(api.GET('/api/certificates/{number}/verification', { params: { path: { number } } })),
  });
  return (
    <div className="page">
      <Typography.Title level={1} style={{ fontSize: 24, marginTop: 0 }}>
        {t('verify')}
      </Typography.Title>
      <When asked={asked}>
        {(found) => (
          <Card>
            <Result
              status={found.status === 'valid' ? 'success' : 'error'}
              title={`${inWords(found.typeName)}：${t(found.status)}`}
            />
            <Descriptions
              column={1}
              bordered
              items={[
                { key: 'number', label: t('number'), children: found.number },
                { key: 'holder', label: t('holder'), children: found.holderMasked },
                { key: 'organ', label: t('issuedBy'), children: inWords(found.organName) },
                { key: 'at', label: t('issuedAt'), children: instantInWords(found.issuedAt) },
              ]}
            />
          </Card>
        )}
      </When>
    </div>
  );
}
