// One organisation: what it is, when it is open, its posts and who holds them. What is to change is noted, not done.
import { Button, Card, Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { ROLE_WORDS } from '../../../core/words.ts';
import { inWords } from '../../app/words.ts';
import { OrganName } from '../../parts/organ-name.tsx';
import { Nothing, When } from '../../parts/states.tsx';
import { useCalendar, useCalendars } from '../calendars/calendar-queries.ts';
import { spansInWords } from '../calendars/office-times.tsx';
import { Holders } from './holders.tsx';
import { useOrganisation, type OrganisationDetail, type Post } from './organisation-queries.ts';
import type { Begun } from './step-form.tsx';

interface DetailProps {
  readonly id: string;
  /** Absent for who only looks. */
  readonly begin?: ((step: Begun) => void) | undefined;
}
export const Detail = ({ id, begin }: DetailProps) => (
  <When asked={useOrganisation(id)}>{(organisation) => <Shown organisation={organisation} begin={begin} />}</When>
);

interface ShownProps {
  readonly organisation: OrganisationDetail;
  readonly begin: DetailProps['begin'];
}
function Shown({ organisation: o, begin }: ShownProps) {
  const { t } = useTranslation('organisations');
  const of = { id: o.id };
  const names = { 'name.zh': o.name.zh, 'name.en': o.name.en };
  const start = (step: Omit<Begun, 'about'>) => () => begin?.({ ...step, about: inWords(o.name) });
  const open = o.posts.filter((p) => p.closedAt === null);
  return (
    <Card title={<h2 className="card-title">{inWords(o.name)}</h2>}>
      <Flex vertical gap={16}>
        <dl className="facts">
          <dt>{t('field.id')}</dt>
          <dd>{o.id}</dd>
          <dt>{t('field.kind')}</dt>
          <dd>
            {t(`kind.${o.kind}`)} {o.closedAt && <Tag>{t('closed')}</Tag>}
          </dd>
          <dt>{t('field.parentId')}</dt>
          <dd>{o.parentId ? <OrganName id={o.parentId} /> : t('noParent')}</dd>
          <dt>{t('field.divisionCode')}</dt>
          <dd>{o.divisionCode}</dd>
          <dt>{t('officeHours')}</dt>
          <dd>
            <OfficeHours organ={o.id} />
          </dd>
        </dl>
        {begin && o.closedAt === null && (
          <Flex gap={8} wrap role="group" aria-label={t('changeOf', { name: inWords(o.name) })}>
            <Button onClick={start({ type: 'renameOrganisation', given: of, typed: names })}>{t('do.rename')}</Button>
            <Button onClick={start({ type: 'moveOrganisation', given: of })}>{t('do.move')}</Button>
            <Button
              onClick={start({
                type: 'createOrganisation',
                given: { parentId: o.id },
                typed: { divisionCode: o.divisionCode },
              })}
            >
              {t('do.createBelow')}
            </Button>
            <Button onClick={start({ type: 'createPost', given: { organisationId: o.id } })}>
              {t('do.createPost')}
            </Button>
            <Button danger onClick={start({ type: 'closeOrganisation', given: of })}>
              {t('do.close')}
            </Button>
          </Flex>
        )}
        <section aria-label={t('posts')}>
          <h3 className="card-title" style={{ marginBlockEnd: 12 }}>
            {t('posts')}
          </h3>
          {open.length === 0 ? (
            <Nothing>{t('noPosts')}</Nothing>
          ) : (
            <ul className="plain-list lined">
              {open.map((post) => (
                <li key={post.id}>
                  <OnePost post={post} begin={begin} />
                </li>
              ))}
            </ul>
          )}
        </section>
      </Flex>
    </Card>
  );
}

function OnePost({ post, begin }: { readonly post: Post; readonly begin: DetailProps['begin'] }) {
  const { t } = useTranslation('organisations');
  const start = (step: Omit<Begun, 'about'>) => () => begin?.({ ...step, about: inWords(post.name) });
  const names = { 'name.zh': post.name.zh, 'name.en': post.name.en };
  return (
    <Flex vertical gap={8}>
      <div>
        <Typography.Text strong>{inWords(post.name)}</Typography.Text> <Tag>{inWords(ROLE_WORDS[post.role])}</Tag>
        <br />
        <Typography.Text type="secondary">{post.id}</Typography.Text>
      </div>
      {post.holders && <Holders post={post} holders={post.holders} begin={begin} />}
      {begin && (
        <Flex gap={8} wrap role="group" aria-label={t('changeOf', { name: inWords(post.name) })}>
          <Button size="small" onClick={start({ type: 'appoint', given: { postId: post.id } })}>
            {t('do.appoint')}
          </Button>
          <Button size="small" onClick={start({ type: 'renamePost', given: { id: post.id }, typed: names })}>
            {t('do.rename')}
          </Button>
          <Button size="small" danger onClick={start({ type: 'closePost', given: { id: post.id } })}>
            {t('do.close')}
          </Button>
        </Flex>
      )}
    </Flex>
  );
}

/** By the calendar in force. */
function OfficeHours({ organ }: { readonly organ: string }) {
  const { t } = useTranslation('organisations');
  const { data } = useCalendar(useCalendars().data?.calendars[0]);
  const own = data?.organisations[organ];
  return own ? (
    <>
      {spansInWords(own)} <Tag>{t('ownHours')}</Tag>
    </>
  ) : (
    <>{data?.officeHours ? spansInWords(data.officeHours) : t('usualHours')}</>
  );
}
