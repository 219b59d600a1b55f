// What the pages of an applicant ask of the API about a matter.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { GuideResult } from '../../core/definition/guide.ts';
import { answered, api, type Schema } from '../api/client.ts';
import type { Language } from '../../core/text.ts';
import type { FormSchema } from './form-schema.ts';

export type Matter = Schema['Matter'];
export type DraftCheck = Schema['DraftCheck'];
export type Answers = Readonly<Record<string, boolean | string>>;

/** All that can be applied for. */
export const useMatters = () => useQuery({ queryKey: ['matters'], queryFn: () => answered(api.GET('/api/matters')) });

export const useMatter = (matter: string) =>
  useQuery({
    queryKey: ['matter', matter],
    queryFn: () => answered(api.GET('/api/matters/{matter}', { params: { path: { matter } } })),
  });

export const useGuide = (matter: string, answers: Answers) =>
  useQuery({
    queryKey: ['guide', matter, answers],
    queryFn: async () => {
      const body = { answers: { ...answers } };
      const call = api.POST('/api/matters/{matter}/guide', { params: { path: { matter } }, body });
      return (await answered(call)) as unknown as GuideResult;
    },
    placeholderData: keepPreviousData,
  });

export const useForm = (matter: string, lang: Language) =>
  useQuery({
    queryKey: ['form', matter, lang],
    queryFn: async () => {
      const call = api.GET('/api/matters/{matter}/form', { params: { path: { matter }, query: { lang } } });
      return (await answered(call)) as unknown as FormSchema;
    },
  });
