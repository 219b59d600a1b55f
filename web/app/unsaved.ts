// What was typed and has not been sent yet: kept in this tab alone, for the person who typed it, and gone when he signs out.
const UNSAVED = 'lianban.draft/';

export const readUnsaved = (place: string): unknown => {
  try {
    return JSON.parse(sessionStorage.getItem(UNSAVED + place) ?? 'null');
  } catch {
    return null;
  }
};
export const keepUnsaved = (place: string, content: unknown): void =>
  sessionStorage.setItem(UNSAVED + place, JSON.stringify(content));
export const dropUnsaved = (place: string): void => sessionStorage.removeItem(UNSAVED + place);

/** Also what earlier versions of these pages left on the device. */
export function forgetUnsaved(): void {
  for (const storage of [sessionStorage, localStorage])
    for (const key of Object.keys(storage)) if (key.startsWith(UNSAVED)) storage.removeItem(key);
}
