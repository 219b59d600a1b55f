/** A text of the product in its two languages; Chinese (简体) is the first. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}
export type Language = keyof Text;
