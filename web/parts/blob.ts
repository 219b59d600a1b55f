// What the API keeps, as something the browser can show: a blob of ours, never a page.
import { useEffect, useState } from 'react';
import { actingHeaders } from '../api/client.ts';

export async function readBlob(address: string, typeOf: (told: string) => string): Promise<Blob> {
  const answer = await fetch(address, { headers: actingHeaders() });
  if (!answer.ok) throw new Error(String(answer.status));
  return new Blob([await answer.arrayBuffer()], { type: typeOf(answer.headers.get('content-type') ?? '') });
}

/** An address of it, as long as the page shows it. */
export function useBlobUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
