// The organisations, level by level as they are opened, or as a search finds them.
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inWords } from '../../app/words.ts';
import { Nothing, When } from '../../parts/states.tsx';
import { useOrganisations, type Organisation } from './organisation-queries.ts';

interface TreeProps {
  readonly chosen: string | null;
  readonly choose: (id: string) => void;
}
export function Tree(props: TreeProps) {
  const { t } = useTranslation('organisations');
  const [typed, type] = useState('');
  const [q, search] = useState('');
  return (
    <nav className="tree" aria-label={t('organisations')}>
      <form
        role="search"
        style={{ display: 'flex', gap: 8, marginBlockEnd: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          search(typed.trim());
        }}
      >
        <Input
          aria-label={t('search')}
          placeholder={t('search')}
          maxLength={50}
          allowClear
          value={typed}
          onChange={(e) => {
            type(e.target.value);
            if (e.target.value === '') search('');
          }}
        />
        <Button htmlType="submit">{t('find')}</Button>
      </form>
      {q === '' ? <Level {...props} of={{ roots: 'true' }} /> : <Level key={q} {...props} of={{ q }} flat />}
    </nav>
  );
}

interface LevelProps extends TreeProps {
  readonly of: Parameters<typeof useOrganisations>[0];
  /** What was found stands by itself. */
  readonly flat?: boolean;
}
function Level({ of, flat = false, ...props }: LevelProps) {
  const { t } = useTranslation('organisations');
  return (
    <When asked={useOrganisations(of)}>
      {({ organisations, next }) =>
        organisations.length === 0 ? (
          <Nothing>{t('nothingFound')}</Nothing>
        ) : (
          <ul>
            {organisations.map((o) => (
              <Branch key={o.id} {...props} organisation={o} flat={flat} />
            ))}
            {next && <li>{t('more')}</li>}
          </ul>
        )
      }
    </When>
  );
}

interface BranchProps extends TreeProps {
  readonly organisation: Organisation;
  readonly flat: boolean;
}
function Branch({ organisation: { id, name, parentId, children }, flat, ...props }: BranchProps) {
  const { t } = useTranslation('organisations');
  const [open, setOpen] = useState(parentId === null && !flat);
  const opens = children > 0 && !flat;
  return (
    <li>
      <div>
        {opens ? (
          <button
            type="button"
            className="opener"
            aria-expanded={open}
            aria-label={t('below', { name: inWords(name), count: children })}
            onClick={() => setOpen(!open)}
          >
            {open ? '▾' : '▸'}
          </button>
        ) : (
          !flat && <span className="opener" />
        )}
        <button
          type="button"
          className="organ"
          onClick={() => props.choose(id)}
          {...(props.chosen === id && { 'aria-current': 'true' })}
        >
          {inWords(name)}
        </button>
      </div>
      {opens && open && <Level {...props} of={{ parent: id }} />}
    </li>
  );
}
