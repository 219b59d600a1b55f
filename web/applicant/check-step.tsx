// Everything once more before it is sent, and what is still wrong with it.
import { Alert, Button, Card, Checkbox, Descriptions, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { inWords } from '../app/words.ts';
import { dayInWords } from '../parts/dates.ts';
import type { Draft, Values } from './draft.ts';
import type { FieldSchema, FormSchema } from './form-schema.ts';
import type { DraftCheck, Matter } from './matters.ts';
import { Money } from './money.tsx';
import { toggled } from './papers-step.tsx';

interface CheckStepProps {
  readonly matter: Matter;
  readonly schema: FormSchema;
  readonly draft: Draft;
  readonly check: DraftCheck;
  readonly change: (to: Partial<Draft>) => void;
  readonly goTo: (step: number) => void;
}
export function CheckStep({ matter, schema, draft, check, change, goTo }: CheckStepProps) {
  const { t } = useTranslation('applicant');
  const groups = schema['x-groups'].map((g) => ({
    ...g,
    filled: g.fields.filter((id) => draft.form[id] !== undefined),
  }));
  return (
    <Flex vertical gap={16}>
      {check.faults.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t('faults', { n: check.faults.length })}
          description={
            <ul className="steps">
              {check.faults.map((f) => (
                <li key={f.pointer + f.code}>
                  <Button type="link" onClick={() => goTo(stepOf(f.pointer))}>
                    {inWords(f.message)}
                  </Button>
                </li>
              ))}
            </ul>
          }
        />
      )}
      <Choices matter={matter} draft={draft} check={check} change={change} />
      {groups
        .filter((g) => g.filled.length > 0)
        .map((g) => (
          <Card
            key={g.id}
            title={<h2 className="group">{g.title}</h2>}
            extra={
              <Button type="link" onClick={() => goTo(1)}>
                {t('mend')}
              </Button>
            }
          >
            <Descriptions
              size="small"
              layout="vertical"
              column={{ xs: 1, sm: 1, md: 2 }}
              items={g.filled.map((id) => ({
                key: id,
                label: schema.properties[id]!.title,
                children: <Shown field={schema.properties[id]!} value={draft.form[id]} />,
              }))}
            />
          </Card>
        ))}
      <Card title={<h2 className="group">{t('papers')}</h2>}>
        <ul className="steps">
          {check.materials.map(({ id }) => (
            <li key={id}>
              {inWords(matter.materials.find((m) => m.id === id)?.name)}：
              {draft.materials[id]?.name ?? t(draft.promised.includes(id) ? 'later' : 'notGiven')}
            </li>
          ))}
        </ul>
      </Card>
    </Flex>
  );
}
const stepOf = (pointer: string) =>
  pointer.startsWith('/guide') ? 0 : pointer.startsWith('/form') ? 1 : pointer.startsWith('/materials') ? 2 : 3;

function Shown({ field, value }: { readonly field: FieldSchema; readonly value: unknown }) {
  const { t } = useTranslation('applicant');
  if (field['x-type'] === 'list')
    return (
      <ol className="steps">
        {(value as readonly Values[]).map((row, n) => (
          <li key={n}>
            {Object.entries(field.items!.properties)
              .filter(([id]) => row[id] !== undefined)
              .map(([id, of]) => (
                <span key={id}>
                  {of.title} <Shown field={of} value={row[id]} />；
                </span>
              ))}
          </li>
        ))}
      </ol>
    );
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  if (field['x-unit'] === 'fen') return <Money fen={Number(value)} />;
  if (field['x-type'] === 'date') return dayInWords(String(value));
  return field.oneOf?.find((o) => o.const === value)?.title ?? String(value);
}

/** What the applicant may leave out, has already, or asks for on a commitment. */
function Choices({ matter, draft, check, change }: Pick<CheckStepProps, 'matter' | 'draft' | 'check' | 'change'>) {
  const { t } = useTranslation('applicant');
  const chosen = new Set([...draft.deselected, ...draft.held]);
  const shown = matter.items.filter(
    (i) => chosen.has(i.id) || check.items.find((c) => c.id === i.id)?.applies !== false,
  );
  const box = (list: 'deselected' | 'held' | 'commitments', id: string, word: string) => (
    <Checkbox
      checked={draft[list].includes(id)}
      onChange={(e) => change({ [list]: toggled(draft[list], id, e.target.checked) })}
    >
      {t(word)}
    </Checkbox>
  );
  return (
    <Card title={<h2 className="group">{t('items')}</h2>}>
      <ul className="steps">
        {shown.map((i) => (
          <li key={i.id}>
            {inWords(i.name)} <span className="quiet">{inWords(i.organName)}</span>{' '}
            {i.presence === 'optional' && !draft.held.includes(i.id) && box('deselected', i.id, 'leaveOut')}
            {i.heldBy !== null && !draft.deselected.includes(i.id) && box('held', i.id, 'held')}
            {i.commitment && !chosen.has(i.id) && box('commitments', i.id, 'commit')}
          </li>
        ))}
      </ul>
    </Card>
  );
}
