// A document shown over the page and printed from there: it never runs as a page of ours, it is a blob.
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actingHeaders } from '../api/client.ts';
import { Loading } from './states.tsx';

interface PdfWindowProps {
  readonly address: string;
  readonly title: string;
  readonly close: () => void;
}
export function PdfWindow({ address, title, close }: PdfWindowProps) {
  const { t } = useTranslation('app');
  const frame = useRef<HTMLIFrameElement>(null);
  const { url, failed } = useBlob(address);
  return (
    <Modal
      open
      title={title}
      onCancel={close}
      width="min(900px, 96vw)"
      footer={
        <Flex gap={8} justify="end" wrap>
          <Button href={url} download={`${title}.pdf`} disabled={!url}>
            {t('download')}
          </Button>
          <Button type="primary" autoFocus disabled={!url} onClick={() => frame.current?.contentWindow?.print()}>
            {t('print')}
          </Button>
        </Flex>
      }
    >
      {failed && <Alert type="error" showIcon title={t('failed')} />}
      {!url && !failed && <Loading />}
      {url && <iframe ref={frame} className="pdf" src={`${url}#navpanes=0`} title={title} />}
    </Modal>
  );
}

function useBlob(address: string) {
  const [url, setUrl] = useState<string>();
  const { data, error } = useQuery({
    queryKey: ['pdf', address],
    queryFn: async () => {
      const answer = await fetch(address, { headers: actingHeaders() });
      if (!answer.ok) throw new Error(String(answer.status));
      return new Blob([await answer.arrayBuffer()], { type: 'application/pdf' });
    },
    staleTime: Infinity,
    retry: false,
  });
  useEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return { url, failed: error !== null };
}
