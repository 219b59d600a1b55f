// One box: the number of a case (read from its slip) opens it; that of a card finds the person, or registers him.
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { answered, api, keyed, newKey, Problem, type Schema } from '../api/client.ts';
import { useMe, useSession } from '../app/session.tsx';
import { Refused } from '../parts/states.tsx';

export type Person = Schema['FoundPerson'];
const PERSON = /^[0-9A-Z]{18}$/;
export const CASE_NO = /^\d{22}[0-9A-Z]$/;

/** From here on it is done for this person, by the clerk's post. */
function useServe(): (person: Person) => void {
  const { act } = useSession();
  const post = useMe().posts.find((p) => p.role === 'clerk');
  return ({ personId, maskedName }) =>
    act({ ...(post && { postId: post.postId }), onBehalfOf: personId, served: maskedName });
}

export function QuickBox() {
  const { t } = useTranslation('window');
  const [typed, setTyped] = useState('');
  const [, setParams] = useSearchParams();
  const box = useRef<InputRef>(null);
  const search = useMutation({
    mutationFn: (number: string) =>
      answered(api.POST('/api/people/search', { params: { header: keyed(newKey()) }, body: { number } })),
  });
  const serve = useServe();
  const begin = (person: Person) => {
    serve(person);
    setTyped('');
    search.reset();
    setParams({});
  };
  const find = () => {
    if (CASE_NO.test(typed)) {
      setParams({ case: typed });
      setTyped('');
    } else if (PERSON.test(typed) && !search.isPending) search.mutate(typed);
  };
  const unknown = search.error instanceof Problem && search.error.body.code === 'person-not-found';
  return (
    <Card size="small">
      <Flex vertical gap={12}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            find();
          }}
        >
          <label htmlFor="counter-number">{t('number')}</label>
          <Flex gap={8}>
            <Input
              id="counter-number"
              ref={box}
              value={typed}
              maxLength={23}
              autoComplete="off"
              autoFocus
              aria-describedby="counter-help"
              onChange={(e) => {
                setTyped(e.target.value.replace(/\s/g, '').toUpperCase());
                search.reset();
              }}
            />
            <Button
              type="primary"
              htmlType="submit"
              disabled={!CASE_NO.test(typed) && !PERSON.test(typed)}
              loading={search.isPending}
            >
              {t('find')}
            </Button>
          </Flex>
          <div id="counter-help" className="quiet small">
            {t('numberHelp')}
          </div>
        </form>
        {search.data && <Found person={search.data} serve={begin} />}
        {search.error && !unknown && <Refused error={search.error} />}
        {unknown && <Register number={typed} serve={begin} />}
      </Flex>
    </Card>
  );
}

interface Serves {
  readonly serve: (person: Person) => void;
}
function Found({ person, serve }: Serves & { readonly person: Person }) {
  const { t } = useTranslation('window');
  return (
    <Alert
      type="success"
      showIcon
      title={`${person.maskedName}（${t(person.kind)}）`}
      description={
        <Flex vertical gap={8} align="start">
          {t('compare')}
          <Button type="primary" autoFocus onClick={() => serve(person)}>
            {t('serve')}
          </Button>
        </Flex>
      }
    />
  );
}

function Register({ number, serve }: Serves & { readonly number: string }) {
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
          <Input id="person-name" value={name} maxLength={100} autoFocus onChange={(e) => setName(e.target.value)} />
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
