// Invented organisations and people of an invented demonstration district (310199). Their numbers pass the checksums and belong to nobody.
import type { Role } from '../core/access.ts';
import type { Text } from '../core/text.ts';
import { ROLE_WORDS } from '../core/words.ts';

export interface SampleOrganisation {
  readonly id: string;
  readonly parentId: string | null;
  readonly kind: 'government' | 'department' | 'market' | 'window';
  readonly divisionCode: string;
  readonly name: Text;
}
export interface SamplePost {
  readonly id: string;
  readonly organisationId: string;
  readonly role: Role;
  readonly name: Text;
}
export interface SamplePerson {
  readonly id: string;
  readonly kind: 'natural' | 'legal' | 'system';
  readonly name: string;
  readonly creditCode?: string;
  readonly identityNumber?: string;
  readonly phone?: string;
  readonly posts: readonly string[];
}

const DIVISION = '310199';
const organisation = (id: string, kind: SampleOrganisation['kind'], zh: string, en: string): SampleOrganisation => ({
  id,
  parentId: id === 'gov' ? null : 'gov',
  kind,
  divisionCode: DIVISION,
  name: { zh, en },
});
/** Of the district next door: what it may not do here is tested with it. */
const neighbour = (id: string, kind: SampleOrganisation['kind'], zh: string, en: string): SampleOrganisation => ({
  ...organisation(id, kind, zh, en),
  parentId: id === 'neighbour-gov' ? null : 'neighbour-gov',
  divisionCode: '310198',
});
export const sampleOrganisations: readonly SampleOrganisation[] = [
  organisation('gov', 'government', '示范区人民政府', 'Demonstration District Government'),
  organisation('market-regulation', 'department', '示范区市场监督管理局', 'Market Regulation Bureau'),
  organisation('public-security', 'department', '示范区公安局', 'Public Security Bureau'),
  organisation('tax', 'department', '示范区税务局', 'Tax Bureau'),
  organisation(
    'human-resources',
    'department',
    '示范区人力资源和社会保障局',
    'Human Resources and Social Security Bureau',
  ),
  organisation('medical-insurance', 'department', '示范区医疗保障局', 'Medical Insurance Bureau'),
  organisation('housing-fund', 'department', '示范区住房公积金管理中心', 'Housing Fund Centre'),
  organisation('fire-rescue', 'department', '示范区消防救援局', 'Fire and Rescue Bureau'),
  organisation('city-management', 'department', '示范区城市管理局', 'City Management Bureau'),
  organisation('tobacco', 'department', '示范区烟草专卖局', 'Tobacco Monopoly Bureau'),
  organisation('demo-bank', 'market', '示范银行', 'Demonstration Bank'),
  organisation('one-stop-window', 'window', '示范区政务服务中心综合窗口', 'One-stop Window'),
  organisation('data-office', 'department', '示范区数据局', 'Data Office'),
  ...['a', 'b', 'c', 'd', 'e'].map((l) =>
    organisation(`dept-${l}`, 'department', `示范部门${l.toUpperCase()}`, `Department ${l.toUpperCase()}`),
  ),
  neighbour('neighbour-gov', 'government', '邻近区人民政府', 'Neighbouring District Government'),
  neighbour('neighbour-window', 'window', '邻近区政务服务中心综合窗口', 'Neighbouring One-stop Window'),
  neighbour('neighbour-data-office', 'department', '邻近区数据局', 'Neighbouring Data Office'),
];

const post = (organisationId: string, role: Role): SamplePost => ({
  id: `${organisationId}-${role === 'decider' ? 'officer' : role}`,
  organisationId,
  role,
  name: ROLE_WORDS[role],
});
export const samplePosts: readonly SamplePost[] = [
  ...sampleOrganisations
    .filter((o) => o.kind === 'department' || o.kind === 'market')
    .flatMap((o) => [post(o.id, 'decider'), post(o.id, 'head')]),
  post('gov', 'head'),
  post('market-regulation', 'reviewer'),
  post('market-regulation', 'coordinator'),
  post('dept-a', 'coordinator'),
  post('one-stop-window', 'clerk'),
  post('demo-bank', 'system'),
  post('neighbour-window', 'clerk'),
  post('neighbour-data-office', 'supervisor'),
  ...(['author', 'publisher', 'registrar', 'supervisor', 'auditor', 'operator'] as const).map((role) =>
    post('data-office', role),
  ),
];

const person = (id: string, name: string, ...posts: string[]): SamplePerson => ({ id, kind: 'natural', name, posts });
export const samplePeople: readonly SamplePerson[] = [
  { ...person('wang-xiaoming', '王小明'), identityNumber: '310199199003070014', phone: '13900000001' },
  { ...person('li-na', '李娜'), identityNumber: '310199198811230026', phone: '13900000002' },
  person('zhang-wei', '张伟', 'market-regulation-officer'),
  person('chen-jing', '陈静', 'market-regulation-officer'),
  person('feng-yu', '冯宇', 'market-regulation-reviewer'),
  person('tang-li', '唐莉', 'market-regulation-coordinator'),
  person('liu-yang', '刘洋', 'market-regulation-head'),
  person('zhao-lei', '赵磊', 'public-security-officer'),
  person('sun-hui', '孙慧', 'tax-officer'),
  person('zhou-min', '周敏', 'human-resources-officer'),
  person('wu-qiang', '吴强', 'medical-insurance-officer'),
  person('zheng-fang', '郑芳', 'housing-fund-officer'),
  person('he-lin', '何琳', 'demo-bank-officer'),
  person('luo-gang', '罗刚', 'fire-rescue-officer'),
  person('song-jie', '宋洁', 'city-management-officer'),
  person('deng-chao', '邓超', 'tobacco-officer'),
  ...[
    'public-security',
    'tax',
    'human-resources',
    'medical-insurance',
    'housing-fund',
    'demo-bank',
    'fire-rescue',
    'city-management',
    'tobacco',
    'dept-a',
  ].map((o) => person(`head-of-${o}`, '负责人', `${o}-head`)),
  ...['a', 'b', 'c', 'd', 'e'].map((l) => person(`officer-${l}`, `经办${l.toUpperCase()}`, `dept-${l}-officer`)),
  person('coordinator-a', '协调甲', 'dept-a-coordinator'),
  person('head-of-gov', '区长', 'gov-head'),
  person('ma-yan', '马燕', 'one-stop-window-clerk'),
  person('gao-feng', '高峰', 'data-office-publisher'),
  person('lin-tao', '林涛', 'data-office-supervisor'),
  person('xu-jie', '徐洁', 'data-office-auditor'),
  person('guo-bin', '郭斌', 'data-office-operator'),
  person('shi-qi', '石琪', 'data-office-author'),
  person('qin-yue', '秦月', 'data-office-registrar'),
  person('xie-ming', '谢明', 'data-office-registrar'),
  person('ding-hao', '丁浩', 'neighbour-window-clerk'),
  person('pan-jun', '潘军', 'neighbour-data-office-supervisor'),
  { id: 'demo-company', kind: 'legal', name: '示范餐饮管理有限公司', creditCode: '91310199MA1K00001U', posts: [] },
  { id: 'demo-bank-system', kind: 'system', name: '示范银行系统', posts: ['demo-bank-system'] },
];

/** Who acts for whom from the first day: the legal representative of the sample company. */
export const sampleRepresentatives = [{ principalId: 'demo-company', personId: 'li-na' }] as const;
