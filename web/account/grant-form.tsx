// Letting somebody act: who, in which matters, what for, until when. What may be granted the API decides.
import { Alert, Button, Card, Checkbox, Flex, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { POWERS, type Power } from '../../core/access.ts';
import { useMatters } from '../applicant/matters.ts';
import { inWords } from '../app/words.ts';
import { midnightOf } from '../parts/dates.ts';
import { Refused } from '../parts/states.tsx';
import { useGrant } from './authorisation-queries.ts';

export function GrantForm({ principalId }: { readonly principalId: string }) {
  const { t } = useTranslation('account');
  const known = useMatters().data?.matters ?? [];
  const [personId, setPerson] = useState('');
  const [matters, setMatters] = useState<string[]>(['*']);
  const [actions, setActions] = useState<Power[]>([]);
  const [until, setUntil] = useState('');
  const [mayPassOn, passOn] = useState(false);
  const grant = useGrant();
  const ready = personId.trim() !== '' && matters.length > 0 && actions.length > 0;
  const send = () =>
    grant.mutate(
      {
        ...{ principalId, matters, actions, mayPassOn },
        personId: personId.trim(),
        ...(until && { validUntil: midnightOf(until, 1) }),
      },
      { onSuccess: () => setPerson('') },
    );
  return (
    <Card title={<h2 style={{ fontSize: 16, margin: 0 }}>{t('grant')}</h2>}>
      <form
        aria-label={t('grant')}
        style={{ display: 'grid', gap: 16 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !grant.isPending) send();
        }}
      >
        <Flex vertical gap={4}>
          <label htmlFor="grant-person">{t('person')} *</label>
          <Input
            id="grant-person"
            maxLength={100}
            value={personId}
            placeholder={t('personHint')}
            onChange={(e) => setPerson(e.target.value)}
          />
        </Flex>
        <Flex vertical gap={4}>
          <label htmlFor="grant-matters">{t('matters')} *</label>
          <Select
            id="grant-matters"
            mode="multiple"
            value={matters}
            options={[
              { value: '*', label: t('everyMatter') },
              ...known.map((m) => ({ value: m.matter, label: inWords(m.name) })),
            ]}
            onChange={(chosen: string[]) => setMatters(chosen.at(-1) === '*' ? ['*'] : chosen.filter((m) => m !== '*'))}
          />
        </Flex>
        <fieldset style={{ border: 'none', margin: 0, padding: 0, minWidth: 0 }}>
          <legend style={{ padding: 0, marginBlockEnd: 4 }}>{t('powers')} *</legend>
          <Checkbox.Group value={actions} onChange={(chosen) => setActions(chosen as Power[])}>
            <Flex gap={8} wrap>
              {POWERS.map((power) => (
                <Checkbox key={power} value={power}>
                  {t(`power.${power}`)}
                </Checkbox>
              ))}
            </Flex>
          </Checkbox.Group>
        </fieldset>
        <Flex vertical gap={4}>
          <label htmlFor="grant-until">{t('until')}</label>
          <Input
            id="grant-until"
            type="date"
            style={{ maxWidth: 240 }}
            value={until}
            onChange={(e) => setUntil(e.target.value)}
          />
        </Flex>
        <Checkbox checked={mayPassOn} onChange={(e) => passOn(e.target.checked)}>
          {t('mayPassOn')}
        </Checkbox>
        {grant.error && <Refused error={grant.error} />}
        {grant.isSuccess && personId === '' && <Alert type="success" showIcon title={t('done')} />}
        <div>
          <Button type="primary" htmlType="submit" disabled={!ready} loading={grant.isPending}>
            {t('grant')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
