// What earlier answers told, by the name it had there: so that later requests ask for real things, also for those of others.
export class Known {
  readonly #values = new Map<string, unknown[]>();
  readonly #welcomed = new Map<string, string[]>();

  /** Every scalar of an answer, by name; an `id` also by the resource it came from. */
  learn(operation: string, path: string, person: string, body: unknown): void {
    this.#add(this.#welcomed, operation, person);
    for (const who of ['', person]) this.#walk(who, resourceOf(path), '', body);
  }
  /** @param person who was told it; '' for anybody */
  find(person: string, path: string, name: string, pick: number): unknown {
    const key =
      name === 'id' ? `${resourceOf(path)}.id` : (NAMES[`${resourceOf(path)}.${name}`] ?? NAMES[name] ?? name);
    const list = this.#values.get(`${person}|${key}`) ?? this.#values.get(`|${key}`);
    return list?.[pick % list.length];
  }
  /** Somebody for whom this operation went well before. */
  welcome(operation: string, pick: number): string | undefined {
    const list = this.#welcomed.get(operation);
    return list?.[pick % list.length];
  }
  /** Who was told an id of this resource. */
  toldOf(path: string): string[] {
    const key = path.includes('{no}') ? 'caseNo' : `${resourceOf(path)}.id`;
    return [...this.#values.keys()]
      .filter((k) => k.endsWith(`|${key}`) && !k.startsWith('|'))
      .map((k) => k.split('|')[0]!);
  }
  #add<T>(map: Map<string, T[]>, name: string, value: T): void {
    const list = map.get(name) ?? [];
    if (!list.includes(value)) list.push(value);
    if (list.length > 40) list.shift();
    map.set(name, list);
  }
  #walk(who: string, resource: string, name: string, value: unknown): void {
    if (Array.isArray(value)) for (const each of value.slice(0, 30)) this.#walk(who, resource, name, each);
    else if (value !== null && typeof value === 'object')
      // what an object holds in a member is another thing: its id is not the resource's
      for (const [key, each] of Object.entries(value))
        this.#walk(who, Array.isArray(each) || typeof each !== 'object' ? resource : key, key, each);
    else if (name === 'materialId') this.#add(this.#values, `${who}|materials.id`, value);
    else if (name === 'id') this.#add(this.#values, `${who}|${resource}.id`, value);
    else if (value !== null && name) this.#add(this.#values, `${who}|${name}`, value);
  }
}
/** Where an address calls a thing otherwise than the answers do. */
const NAMES: Readonly<Record<string, string>> = {
  no: 'caseNo',
  case: 'caseNo',
  person: 'personId',
  number: 'certificate',
  'instruments.number': 'number',
};
const resourceOf = (path: string) => path.split('/')[2]!;
