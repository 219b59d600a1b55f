// Who holds a post, by id alone, from when until when; told to registrars and auditors.
import { Button, Flex, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { instantInWords, untilInWords } from '../../parts/dates.ts';
import type { Post } from './organisation-queries.ts';
import type { Begun } from './step-form.tsx';

interface HoldersProps {
  readonly post: Post;
  readonly holders: NonNullable<Post['holders']>;
  readonly begin?: ((step: Begun) => void) | undefined;
}
export function Holders({ post, holders, begin }: HoldersProps) {
  const { t } = useTranslation('organisations');
  if (holders.length === 0) return <Typography.Text type="secondary">{t('vacant')}</Typography.Text>;
  return (
    <ul className="plain-list">
      {holders.map(({ personId, kind, forPerson, from, until }) => (
        <li key={personId + from}>
          <Flex gap={8} wrap align="center" justify="space-between">
            <span>
              {personId}
              {kind === 'substitution' && ` · ${t('substitutes', { who: forPerson })}`}
              <br />
              <Typography.Text type="secondary">
                {t(until ? 'fromUntil' : 'fromOn', { from: instantInWords(from), until: untilInWords(until) })}
              </Typography.Text>
            </span>
            {begin && (
              <Flex gap={8}>
                {kind === 'appointment' && (
                  <Button
                    size="small"
                    onClick={() =>
                      begin({ type: 'substitute', given: { postId: post.id, forPerson: personId }, about: personId })
                    }
                  >
                    {t('do.substitute')}
                  </Button>
                )}
                <Button
                  size="small"
                  danger
                  onClick={() =>
                    begin({ type: 'endAppointment', given: { postId: post.id, personId }, about: personId })
                  }
                >
                  {t('do.end')}
                </Button>
              </Flex>
            )}
          </Flex>
        </li>
      ))}
    </ul>
  );
}
