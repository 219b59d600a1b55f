// The plan: what a definition compiles to. Data only, frozen, identified by the hash of its canonical JSON.
// A running case keeps the plan it was submitted with (invariant 4).
import type { Text } from '../text.ts';
import type { ClockKind } from '../clock/deadline-ledger.ts';
import type { Limit } from '../clock/limit.ts';

/** 事项类型: the legal type decides the law of the clock, the outcome words and whether a refusal is possible. */
export const LEGAL_TYPES = [
  'licence', // 行政许可
  'confirmation', // 行政确认
  'registration', // 登记
  'filing', // 备案
  'benefit', // 行政给付
  'public-service', // 公共服务
  'market-service', // 市场服务
  'other', // 其他
] as const;
export type LegalType = (typeof LEGAL_TYPES)[number];

/** What a fact rests on: a published document, or the honest word that nobody has confirmed it yet. */
export type Source = { readonly document: string; readonly article?: string } | 'unconfirmed';

export interface Plan {
  readonly format: 1;
  /** id of the joint matter, kebab-case; also the Temporal workflow type. */
  readonly matter: string;
  readonly version: string;
  readonly name: Text;
  readonly summary: Text;
  /** organisation id of the lead department: it convenes and chases, it never decides for another. */
  readonly lead: string;
  readonly region: string;
  /** The committed limit of the whole case, from its receipt. */
  readonly committedLimit: Limit;
  readonly lights: Lights;
  readonly receipt: ReceiptPlan;
  readonly guide: readonly GuideQuestion[];
  readonly form: FormPlan;
  readonly materials: readonly MaterialPlan[];
  /** In an order in which each item stands after everything it waits for. */
  readonly items: readonly PlanItem[];
  readonly stages?: readonly Stage[];
  /** CEL over `form` and `guide`; evaluated by the ledger into facts, never by the fold. */
  readonly conditions: Readonly<Record<string, string>>;
  readonly sources: readonly SourcedFact[];
}

/** 阶段: items that share a committed limit, and the statutory one of joint handling where it was established. */
export interface Stage {
  readonly id: string;
  readonly name: Text;
  readonly items: readonly string[];
  /** From the receipt of its first item. */
  readonly committed?: Limit;
  readonly jointHandling?: JointHandling;
}
/** 统一、联合、集中办理 (行政许可法 Arts. 26, 42): 45 working days from the first acceptance, +15 by the head of the government of that level. */
export interface JointHandling {
  readonly article: 26;
  readonly mode: 'unified' | 'joint' | 'centralised';
  /** The document that established it. */
  readonly establishedBy: Text;
  readonly limit: Limit;
  readonly extension?: Limit;
}

/** A fact of law or of the real matter and where it was read; `path` points into the definition. */
export interface SourcedFact {
  readonly path: string;
  readonly source: Source;
}

/** From when a clock is yellow (with both: whichever comes first; red is when it has passed), and who is told at which threshold. */
export interface StepLights {
  /** Percentage of the limit used. */
  readonly yellowPercent?: number;
  /** So long before the end. */
  readonly yellowBefore?: Limit;
  readonly escalation?: readonly Escalation[];
}
/** Of every clock, unless its kind has its own in `steps`. */
export interface Lights extends StepLights {
  readonly steps?: Partial<Readonly<Record<ClockKind, StepLights>>>;
}
/** 督办: at this threshold, or so long after the end, posts with these roles are told; `answerWithin`: they owe an answer. */
export interface Escalation {
  readonly at: 'yellow' | 'red' | Limit;
  readonly tell: readonly ToldRole[];
  readonly answerWithin?: Limit;
}
/** Reviewer, decider and head of the organ that is to act (of the case's clock: the lead's), the lead's coordinator, the territory's supervisor. */
export const TOLD_ROLES = ['reviewer', 'decider', 'head', 'coordinator', 'supervisor'] as const;
export type ToldRole = (typeof TOLD_ROLES)[number];

/** When the papers count as received: at once on submission, or when a window clerk has them. */
export type ReceiptPlan =
  | { readonly at: 'submission' }
  | {
      readonly at: 'window';
      /** Not brought within this limit: the application expires, by the rule named. Without it it never expires. */
      readonly expires?: { readonly limit: Limit; readonly basis: Text };
    };

export interface GuideQuestion {
  readonly id: string;
  readonly label: Text;
  readonly help?: Text;
  readonly type: 'boolean' | 'choice';
  readonly options?: readonly Option[];
}
export interface Option {
  readonly value: string;
  readonly label: Text;
}

export interface FormPlan {
  readonly groups: readonly FormGroup[];
}
export interface FormGroup {
  readonly id: string;
  readonly label: Text;
  /** Condition id: the group is asked only when it holds. */
  readonly when?: string;
  readonly fields: readonly FormField[];
}
export const FIELD_TYPES = [
  'text',
  'integer',
  'number',
  'money', // 分, an integer
  'boolean',
  'choice',
  'date', // civil date, YYYY-MM-DD
  'phone',
  'identity-number', // GB 11643
  'credit-code', // GB 32100-2015
  'list',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];
export interface FormField {
  /** ASCII identifier, camelCase; a form value is found at `/form/<id>`. */
  readonly id: string;
  readonly type: FieldType;
  readonly label: Text;
  readonly help?: Text;
  readonly required: boolean;
  /** Condition id: asked (and, if required, demanded) only when it holds. */
  readonly when?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly options?: readonly Option[];
  /** For `list`: the fields of each row, and how many rows. */
  readonly fields?: readonly FormField[];
  readonly minItems?: number;
  readonly maxItems?: number;
  /** For `list`: this number field of all rows together must make `equals` (shares: 100). */
  readonly sumOf?: { readonly field: string; readonly equals: number };
}

export interface MaterialPlan {
  readonly id: string;
  readonly name: Text;
  readonly required: boolean;
  readonly when?: string;
  /** Media types accepted, by content: 'application/pdf', 'image/png', 'image/jpeg'. */
  readonly accepts: readonly string[];
  readonly maxBytes: number;
  /** 核验原件: the original is to be seen, not its copy alone. */
  readonly original?: boolean;
  /** 容缺受理: it may be promised, and is owed within this time; never a main paper. */
  readonly tolerated?: { readonly limit: Limit; readonly basis: Text };
}

export interface PlanItem {
  readonly id: string;
  readonly name: Text;
  readonly legalType: LegalType;
  readonly catalogCode?: string;
  readonly taskCode?: string;
  readonly handleItemCode?: string;
  /** Four facts, not one: who accepts, decides, issues and supervises (organisation ids). */
  readonly organs: {
    readonly accepts: string;
    readonly decides: string;
    readonly issues: string;
    readonly supervises: string;
  };
  readonly region: string;
  /** Items whose granted result this one needs; empty = parallel from the start. */
  readonly after: readonly string[];
  /** Condition id: the item applies only when it holds. */
  readonly when?: string;
  /** `optional`: the applicant may deselect it. */
  readonly presence: 'required' | 'optional';
  /** Type of certificate that makes the item superfluous when the applicant already holds it. */
  readonly heldBy?: string;
  /**
   * 受理. `none`: no accept step (registration), the clock starts on receipt. `onReceipt`: accepted in the moment of receipt.
   * `window`: the window clerk accepts for the organ. `item`: an officer of the accepting organ does.
   */
  readonly acceptance: 'none' | 'onReceipt' | 'window' | 'item';
  readonly limits: ItemLimits;
  /** Instead of the matter's own. */
  readonly lights?: Lights;
  /** What a granting decision must carry, typed and validated; dependants read it. */
  readonly outputs: readonly OutputPlan[];
  /** Certificate issued with the granting decision. */
  /** `holder`: the form field that names whom it is issued to; without it, the applicant. */
  readonly certificate?: { readonly type: string; readonly name: Text; readonly holder?: string };
  /** The department's own system that is asked (a name of the configuration, never a URL). */
  readonly system?: string;
  /** Form field ids and material ids this item's organ may see. */
  readonly reads: { readonly form: readonly string[]; readonly materials: readonly string[] };
  /** Whether the organ may refuse at all (a filing has no discretionary refusal). */
  /** Further grounds on which the clock stops, each with the law, regulation or rule that says so. */
  readonly specialProcedures?: readonly SpecialProcedure[];
  /** Somebody else than who decides has reviewed it before. */
  readonly review?: 'required';
  readonly refusable: boolean;
  /** 告知承诺: granted on a signed promise within `committed`, checked afterwards. */
  readonly commitment?: { readonly committed: Limit; readonly afterCheck: Limit; readonly basis: Text };
  /** 延续: `expires` names the form's date on which the licence expires; who applies `applyBefore` it is renewed by silence. */
  readonly renewal?: { readonly expires: string; readonly applyBefore?: Limit; readonly basis: Text };
  /** 听证: within how long it is asked for and held, and how long before it the day is told. */
  readonly hearing?: { readonly request: Limit; readonly hold: Limit; readonly notice: Limit; readonly basis: Text };
  /** What a refused applicant may do; told with every refusal. Absent only where no administrative remedy exists. */
  readonly remedies?: { readonly reconsideration: Text; readonly suit: Text };
}
/** 特别程序: its time is not counted. */
export interface SpecialProcedure {
  readonly ground: string;
  readonly name: Text;
  readonly basis: Text;
}
const art45 = (ground: string, zh: string, en: string): SpecialProcedure => ({
  ground,
  name: { zh, en },
  basis: { zh: '《行政许可法》第四十五条', en: 'Administrative Licensing Law, Art. 45' },
});
/** Exactly the eight grounds of the Licensing Law. */
export const ART_45: readonly SpecialProcedure[] = [
  art45('hearing', '听证', 'hearing'),
  art45('tender', '招标', 'tender'),
  art45('auction', '拍卖', 'auction'),
  art45('inspection', '检验', 'inspection'),
  art45('testing', '检测', 'testing'),
  art45('quarantine', '检疫', 'quarantine'),
  art45('appraisal', '鉴定', 'appraisal'),
  art45('expert-review', '专家评审', 'expert review'),
];
export interface ItemLimits {
  readonly statutory: Limit;
  readonly committed: Limit;
  readonly starts: 'received' | 'accepted';
  readonly basis: Text;
  /** Within how long it is accepted, declined or corrected; silence accepts it (行政许可法 Art. 32). */
  readonly accept?: Limit;
  /** Within how long after the decision it is served (行政许可法 Art. 44). */
  readonly deliver?: Limit;
  /** Within how long the applicant corrects; `treatedAsWithdrawn` only where a rule says so. */
  readonly correction?: { readonly limit: Limit; readonly treatedAsWithdrawn?: Text };
  /** 超时默许: what is not decided within the statutory limit is granted; only by the law named, in the region named or `national`. */
  readonly deemedApproval?: { readonly basis: Text; readonly region: string };
  /** By how much the law lets the limit be extended, once, and by whose approval. */
  readonly extension?: { readonly limit: Limit; readonly by: 'head' };
}
export interface OutputPlan {
  readonly id: string;
  readonly label: Text;
  readonly type: 'text' | 'credit-code' | 'date' | 'number';
  readonly maxLength?: number;
}

export const getItem = (plan: Plan, id: string): PlanItem | undefined => plan.items.find((i) => i.id === id);
