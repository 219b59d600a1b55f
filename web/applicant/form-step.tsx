// The one form, in its groups: only what is asked in this situation.
import { Button, Card, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { inWords } from '../app/words.ts';
import { withValue, type Draft, type Values } from './draft.ts';
import { Field } from './field.tsx';
import type { FieldSchema, FormSchema } from './form-schema.ts';
import type { DraftCheck } from './matters.ts';

interface FormStepProps {
  readonly schema: FormSchema;
  readonly draft: Draft;
  readonly check: DraftCheck | undefined;
  readonly tellAll: boolean;
  readonly fill: (id: string, value: unknown) => void;
}
export type FaultAt = (pointer: string) => string | undefined;
export const faultsOf =
  (check: DraftCheck | undefined): FaultAt =>
  (pointer) => {
    const found = check?.faults.find((f) => f.pointer === pointer);
    return found && inWords(found.message);
  };

export function FormStep({ schema, draft, check, tellAll, fill }: FormStepProps) {
  const asked = new Map(check?.fields.map((f) => [f.id, f.asked]));
  const required = new Set(check?.fields.filter((f) => f.required).map((f) => f.id));
  const faultAt = faultsOf(check);
  return (
    <Flex vertical gap={16}>
      {schema['x-groups'].map((group) => {
        const ids = group.fields.filter((id) => asked.get(id) === true);
        if (ids.length === 0) return null;
        return (
          <Card key={group.id} title={<h2 className="group">{group.title}</h2>}>
            <div className="fields">
              {ids.map((id) => {
                const field = schema.properties[id]!;
                const props = { id, field, tellAll, fill: (value: unknown) => fill(id, value), faultAt };
                return field['x-type'] === 'list' ? (
                  <Rows key={id} {...props} rows={(draft.form[id] as readonly Values[] | undefined) ?? []} />
                ) : (
                  <Field
                    key={id}
                    {...props}
                    required={required.has(id)}
                    value={draft.form[id]}
                    fault={faultAt(`/form/${id}`)}
                  />
                );
              })}
            </div>
          </Card>
        );
      })}
    </Flex>
  );
}
interface RowsProps {
  readonly id: string;
  readonly field: FieldSchema;
  readonly rows: readonly Values[];
  readonly tellAll: boolean;
  readonly faultAt: FaultAt;
  readonly fill: (rows: readonly Values[]) => void;
}
function Rows({ id, field, rows, tellAll, faultAt, fill }: RowsProps) {
  const { t } = useTranslation('applicant');
  const { properties, required } = field.items!;
  const shown = rows.length > 0 ? rows : [{}];
  const fault = faultAt(`/form/${id}`);
  const put = (at: number, row: Values) => fill(shown.map((was, n) => (n === at ? row : was)));
  return (
    <fieldset className="rows">
      <legend>{field.title}</legend>
      {field.description && <div className="quiet">{field.description}</div>}
      {shown.map((row, at) => (
        <Card
          key={at}
          size="small"
          title={t('row', { n: at + 1 })}
          extra={
            shown.length > 1 && (
              <Button type="link" onClick={() => fill(shown.filter((_row, n) => n !== at))}>
                {t('removeRow')}
              </Button>
            )
          }
        >
          <div className="fields">
            {Object.entries(properties).map(([name, of]) => (
              <Field
                key={name}
                id={`${id}-${at}-${name}`}
                field={of}
                required={required.includes(name)}
                value={row[name]}
                fault={faultAt(`/form/${id}/${at}/${name}`)}
                tellAll={tellAll}
                fill={(value) => put(at, withValue(row, name, value))}
              />
            ))}
          </div>
        </Card>
      ))}
      {fault && (tellAll || rows.length > 1) && (
        <div className="fault" role="alert">
          {fault}
        </div>
      )}
      {shown.length < (field.maxItems ?? 100) && <Button onClick={() => fill([...shown, {}])}>{t('addRow')}</Button>}
    </fieldset>
  );
}
