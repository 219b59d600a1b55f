// Who stands at the window: found by his number, or registered; then served, which every request says.
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answered, api, keyed, newKey, Problem, type Schema } from '../api/client.ts';
import { useMe, useSession } from '../app/session.tsx';
import { inWords } from '../app/words.ts';
import { Refused, When } from '../parts/states.tsx';
import { toApply } from '../paths.ts';

type Person = Schema['FoundPerson'];
const NUMBER = /^[0-9A-Z]{18}$/;
const SERVED = 'lianban.served';
const readServed = (): Person | null => JSON.parse(sessionStorage.getItem(SERVED) ?? 'null') as Person | null;

export function PersonPanel() {
  const { t } = useTranslation('window');
  const { act } = useSession();
  const post = useMe().posts.find((p) => p.role === 'clerk');
  const [served, setServed] = useState(readServed);
  const serve = (person: Person | null) => {
    sessionStorage.setItem(SERVED, JSON.stringify(person));
    setServed(person);
    act({ ...(post && { postId: post.postId }), ...(person && { onBehalfOf: person.personId }) });
  };
  return (
    <Card size="small" title={<h2>{t('person')}</h2>}>
      {served ? <Served person={served} finish={() => serve(null)} /> : <Finder serve={serve} />}
    </Card>
  );
}

function Served({ person, finish }: { readonly person: Person; readonly finish: () => void }) {
  const { t } = useTranslation('window');
  const asked = useQuery({ queryKey: ['matters'], queryFn: () => answered(api.GET('/api/matters')) });
  return (
    <Flex vertical gap={16}>
      <Alert
        type="info"
        showIcon
        title={t('serving', { name: person.maskedName })}
        action={<Button onClick={finish}>{t('finish')}</Button>}
      />
      <h3>{t('choose')}</h3>
      <When asked={asked}>
        {({ matters }) => (
          <ul>
            {matters.map((m) => (
              <li key={m.matter}>
                <Link to={toApply(m.matter)}>{inWords(m.name)}</Link>
                <div className="quiet">{inWords(m.summary)}</div>
              </li>
            ))}
          </ul>
        )}
      </When>
    </Flex>
  );
}

function Finder({ serve }: { readonly serve: (person: Person) => void }) {
  const { t } = useTranslation('window');
  const [number, setNumber] = useState('');
  const search = useMutation({
    mutationFn: () =>
      answered(api.POST('/api/people/search', { params: { header: keyed(newKey()) }, body: { number } })),
  });
  const unknown = search.error instanceof Problem && search.error.body.code === 'person-not-found';
  return (
    <Flex vertical gap={16}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (NUMBER.test(number) && !search.isPending) search.mutate();
        }}
      >
        <label htmlFor="person-number">{t('number')}</label>
        <Flex gap={8}>
          <Input
            id="person-number"
            value={number}
            maxLength={18}
            autoComplete="off"
            onChange={(e) => {
              setNumber(e.target.value.trim().toUpperCase());
              search.reset();
            }}
          />
          <Button type="primary" htmlType="submit" disabled={!NUMBER.test(number)} loading={search.isPending}>
            {t('find')}
          </Button>
        </Flex>
      </form>
      {search.data && <Found person={search.data} serve={serve} />}
      {search.error && !unknown && <Refused error={search.error} />}
      {unknown && <Register number={number} serve={serve} />}
    </Flex>
  );
}

function Found({ person, serve }: { readonly person: Person; readonly serve: (person: Person) => void }) {
  const { t } = useTranslation('window');
  return (
    <Alert
      type="success"
      showIcon
      title={`${person.maskedName}（${t(person.kind)}）`}
      description={t('compare')}
      action={
        <Button type="primary" onClick={() => serve(person)}>
          {t('serve')}
        </Button>
      }
    />
  );
}

function Register({ number, serve }: { readonly number: string; readonly serve: (person: Person) => void }) {
  const { t } = useTranslation('window');
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [key] = useState(newKey);
  const register = useMutation({
    mutationFn: () =>
      answered(
        api.POST('/api/people', {
          params: { header: keyed(key) },
          body: { name: name.trim(), number, ...(phone !== '' && { phone }) },
        }),
      ),
    onSuccess: serve,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '' && !register.isPending) register.mutate();
      }}
    >
      <Flex vertical gap={12}>
        <Alert type="warning" showIcon title={t('notFound')} />
        <div>
          <label htmlFor="person-name">{t('name')} *</label>
          <Input id="person-name" value={name} maxLength={100} onChange={(e) => setName(e.target.value)} />
        </div>
        <div>
          <label htmlFor="person-phone">{t('phone')}</label>
          <Input
            id="person-phone"
            value={phone}
            maxLength={11}
            inputMode="tel"
            onChange={(e) => setPhone(e.target.value.trim())}
          />
        </div>
        {register.error && <Refused error={register.error} />}
        <Button type="primary" htmlType="submit" disabled={name.trim() === ''} loading={register.isPending}>
          {t('register')}
        </Button>
      </Flex>
    </form>
  );
}
