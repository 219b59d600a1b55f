// A paper on its way: with its progress, which fetch can not tell, and the same refusals as any other call.
import { actingHeaders, changeHeaders, keyed, newKey, Problem, type ProblemBody } from '../api/client.ts';

export interface Uploaded {
  readonly materialId: string;
  readonly name: string;
  readonly size: number;
}

export function uploadPaper(
  of: { readonly matter: string; readonly material: string },
  file: File,
  onProgress: (percent: number) => void,
): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/materials?${new URLSearchParams(of).toString()}`);
    for (const [name, value] of Object.entries({ ...actingHeaders(), ...changeHeaders(), ...keyed(newKey()) }))
      request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress(Math.floor((loaded / total) * 100));
    request.onload = () => {
      const answer = JSON.parse(request.responseText) as unknown;
      if (request.status === 201) resolve(answer as Uploaded);
      else reject(new Problem(answer as ProblemBody));
    };
    request.onerror = () =>
      reject(
        new Problem({
          code: 'offline',
          status: 0,
          detail: '',
          titles: { zh: '上传中断，请重试', en: 'The upload was cut off; try again' },
        }),
      );
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}
