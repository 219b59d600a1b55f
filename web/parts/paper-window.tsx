// A document or a picture shown over the page, and printed from there: it never runs as a page of ours, it is a blob.
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Modal } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { readBlob, useBlobUrl } from './blob.ts';
import { Loading } from './states.tsx';

/** What is shown so; anything else is a download. */
const SHOWN = ['application/pdf', 'image/png', 'image/jpeg'];

interface PaperWindowProps {
  readonly address: string;
  readonly title: string;
  readonly close: () => void;
}
export function PaperWindow({ address, title, close }: PaperWindowProps) {
  const { t } = useTranslation('app');
  const frame = useRef<HTMLIFrameElement>(null);
  const { url, type, failed } = useBlob(address);
  return (
    <Modal
      open
      title={title}
      onCancel={close}
      width="min(900px, 96vw)"
      footer={
        <Flex gap={8} justify="end" wrap>
          <Button href={url} download={title} disabled={!url}>
            {t('download')}
          </Button>
          {type === 'application/pdf' && (
            <Button type="primary" autoFocus onClick={() => frame.current?.contentWindow?.print()}>
              {t('print')}
            </Button>
          )}
        </Flex>
      }
    >
      {failed && <Alert type="error" showIcon title={t('failed')} />}
      {!url && !failed && <Loading />}
      {url && type === 'application/pdf' && (
        <iframe ref={frame} className="paper-shown" src={`${url}#navpanes=0`} title={title} />
      )}
      {url && type.startsWith('image/') && <img className="paper-shown" src={url} alt={title} />}
    </Modal>
  );
}

function useBlob(address: string) {
  const { data, error } = useQuery({
    queryKey: ['paper-shown', address],
    queryFn: () => readBlob(address, (type) => (SHOWN.includes(type) ? type : 'application/octet-stream')),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  return { url: useBlobUrl(data), type: data?.type ?? '', failed: error !== null };
}
