// 行政许可法 Arts. 26, 42: joint handling is of licences of several organs, 45 working days and at most 15 more.
import { printLimit, type Limit } from '../../clock/limit.ts';
import { itemsOf, partsOf } from '../draft-parts.ts';
import type { Path } from '../diagnostic.ts';
import type { Rule } from '../rule.ts';

export const jointHandlingShape: Rule = {
  id: 'joint-handling-shape',
  summary: { zh: '并联办理不符合行政许可法', en: 'Joint handling that the Licensing Law does not know' },
  check(draft) {
    const items = new Map(itemsOf(draft).map(({ part }) => [part.id, part]));
    return partsOf(draft.stages, ['stages']).flatMap((stage) => {
      const joint = stage.part.jointHandling;
      if (!joint) return [];
      const path = [...stage.path, 'jointHandling'];
      const members = partsOf(stage.part.items, [...stage.path, 'items']).flatMap(({ part, path: at }) => {
        const item = items.get(part);
        return item ? [{ item, path: at }] : [];
      });
      const organs = new Set(members.map(({ item }) => item.organs?.decides));
      return [
        ...tooLong(joint.limit, 45, [...path, 'limit']),
        ...tooLong(joint.extension, 15, [...path, 'extension']),
        ...members.flatMap(({ item, path: at }) =>
          item.legalType === undefined || item.legalType === 'licence' ? [] : [{ path: at, message: LICENCES }],
        ),
        ...(members.length > 0 && organs.size < 2 ? [{ path, key: true, message: SEVERAL }] : []),
      ];
    });
  },
};

const LICENCES = { zh: '并联办理只适用于行政许可', en: 'Only licences are handled jointly' };
const SEVERAL = { zh: '并联办理须涉及两个以上部门', en: 'Joint handling takes two departments or more' };

const tooLong = (limit: Limit | undefined, most: number, path: Path) =>
  limit === undefined || (limit.unit === 'wd' && limit.amount <= most)
    ? []
    : [
        {
          path,
          message: {
            zh: `${printLimit(limit)} 超过法律允许的 ${most}wd`,
            en: `${printLimit(limit)} is more than the ${most}wd of the law`,
          },
        },
      ];
