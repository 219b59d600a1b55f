// Posts by name: the API tells ids of posts, never who sits there.
import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../api/client.ts';
import { inWords } from '../app/words.ts';

/** @returns the name of a post of this organ; its id while, or where, the name is not known */
export function usePostNames(organ: string): (post: string | null | undefined) => string {
  const { data } = useQuery({
    queryKey: ['organisation', organ],
    queryFn: () => answered(api.GET('/api/organisations/{id}', { params: { path: { id: organ } } })),
    staleTime: 600_000,
  });
  return (post) => {
    const known = data?.posts.find((p) => p.id === post);
    return known ? inWords(known.name) : (post ?? '');
  };
}
