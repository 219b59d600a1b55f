// What an organ is called; its id until that is known.
import { useQuery } from '@tanstack/react-query';
import { Typography } from 'antd';
import { answered, api } from '../api/client.ts';
import { inWords } from '../app/words.ts';

export function OrganName({ id }: { readonly id: string }) {
  const asked = useQuery({
    queryKey: ['organisation', id],
    queryFn: () => answered(api.GET('/api/organisations/{id}', { params: { path: { id } } })),
    staleTime: 3_600_000,
  });
  return <Typography.Text type="secondary">{asked.data ? inWords(asked.data.name) : id}</Typography.Text>;
}
